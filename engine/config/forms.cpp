// SPDX-License-Identifier: Apache-2.0
#include "config/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "config/environment.hpp"
#include "config/load_venue.hpp"
#include "config/plain_text.hpp"

namespace barometer {

namespace {

template <class T>
Reading<T> in_range(const YamlNode& node, std::optional<T> value, T low, T high) {
  if (quotes_matter(node)) {
    return {std::nullopt, "remove the quotes"};
  }
  return {value && *value >= low && *value <= high ? value : std::nullopt, ""};
}

Reading<std::string> resolved_path(const YamlNode& node) {
  constexpr std::size_t kLongest = 4096;
  Resolved path = resolve_environment(node.text);
  if (!path.text) {
    return {std::nullopt, std::move(path.fix)};
  }
  if (path.text->starts_with('~')) {
    return {std::nullopt, "'~' is not expanded; write ${HOME}"};
  }
  const bool good =
      !path.text->empty() && path.text->size() <= kLongest && !first_odd_byte(*path.text, "");
  return {good ? std::move(path.text) : std::nullopt, ""};
}

// Braces that are left when every {symbol} is taken out.
bool has_other_placeholder(std::string path) {
  constexpr std::string_view kSymbol = "{symbol}";
  for (std::size_t at = path.find(kSymbol); at != path.npos; at = path.find(kSymbol)) {
    path.erase(at, kSymbol.size());
  }
  return path.find_first_of("{}") != path.npos;
}

}  // namespace

ConfigItem text_item(std::string text) {
  return {"", ConfigItem::Kind::text, std::move(text), {}};
}

ConfigItem number_item(std::string text) {
  return {"", ConfigItem::Kind::number, std::move(text), {}};
}

std::string one_of(std::span<const std::string> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

Reading<std::int64_t> WholeNumber::read(const YamlNode& node) const {
  return in_range(node, read_integer(node.text), low, high);
}

std::string WholeNumber::expected() const {
  const bool bounded = high != std::numeric_limits<std::int64_t>::max();
  return bounded ? fmt::format("a whole number from {} to {}", low, high)
                 : fmt::format("a whole number from {}", low);
}

Reading<double> Number::read(const YamlNode& node) const {
  return in_range(node, read_number(node.text), low, high);
}

std::string Number::expected() const {
  return fmt::format("a number from {} to {}", low, high);
}

ConfigItem Number::write(double value) const {
  return number_item(write_number(value));
}

Reading<double> Fraction::read(const YamlNode& node) const {
  return in_range(node, read_fraction(node.text), low, high);
}

std::string Fraction::expected() const {
  return fmt::format("a fraction from {:g}% to {:g}%, written as 5bps, 1% or 0.01", low * 100,
                     high * 100);
}

ConfigItem Fraction::write(double value) const {
  return number_item(write_number(value));
}

Reading<Duration> Length::read(const YamlNode& node) const {
  return in_range(node, read_duration(node.text), low, high);
}

std::string Length::expected() const {
  return fmt::format("a duration from {} to {}, written as 20us, 5min or 1h", write_duration(low),
                     write_duration(high));
}

ConfigItem Length::write(Duration value) const {
  return text_item(write_duration(value));
}

Reading<bool> Truth::read(const YamlNode& node) const {
  return in_range(node, read_boolean(node.text), false, true);
}

std::string Truth::expected() const {
  return "true or false";
}

ConfigItem Truth::write(bool value) const {
  return {"", ConfigItem::Kind::boolean, value ? "true" : "false", {}};
}

Reading<Timestamp> Instant::read(const YamlNode& node) const {
  return {parse_utc(node.text), ""};
}

std::string Instant::expected() const {
  return "a time in UTC, written as 2020-01-31 or 2020-01-31 10:00";
}

ConfigItem Instant::write(Timestamp value) const {
  return text_item(format_utc(value));
}

Reading<std::string> SafeName::read(const YamlNode& node) const {
  return {is_safe_name(node.text) ? std::optional{node.text} : std::nullopt, ""};
}

std::string SafeName::expected() const {
  return "a name of letters, digits and . _ - ^ = without '..'";
}

Reading<std::string> Qualifier::read(const YamlNode& node) const {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kRest = "abcdefghijklmnopqrstuvwxyz0123456789_";
  const std::string& text = node.text;
  const bool good = !text.empty() && text.size() <= 64 &&
                    kLetters.find(text.front()) != std::string_view::npos &&
                    text.find_first_not_of(kRest) == std::string::npos;
  return {good ? std::optional{text} : std::nullopt, ""};
}

std::string Qualifier::expected() const {
  return "a name of small letters, digits and _ that begins with a letter";
}

Reading<std::string> Path::read(const YamlNode& node) const {
  Reading<std::string> path = resolved_path(node);
  if (path.value && path.value->find_first_of("{}") != std::string::npos) {
    return {std::nullopt, "no placeholder is filled in here; remove the braces"};
  }
  return path;
}

std::string Path::expected() const {
  return "a path";
}

Reading<std::string> PathTemplate::read(const YamlNode& node) const {
  Reading<std::string> path = resolved_path(node);
  if (path.value && has_other_placeholder(*path.value)) {
    return {std::nullopt, "the only placeholder is {symbol}"};
  }
  return path;
}

std::string PathTemplate::expected() const {
  return "a path such as data/{symbol}.csv";
}

Reading<std::string> PluginName::read(const YamlNode& node) const {
  Reading<std::string> path = Path{}.read(node);
  const bool is_path = path.value && path.value->find('/') != std::string::npos;
  if (path.value && !is_path && !is_safe_name(*path.value)) {
    path.value.reset();
  }
  return path;
}

std::string PluginName::expected() const {
  return "the name of a plug-in or the path of its library";
}

Reading<ColumnRef> Column::read(const YamlNode& node) const {
  if (!node.quoted && read_number(node.text)) {
    const auto position = WholeNumber{1, 10'000}.read(node).value;
    return {position ? std::optional{ColumnRef{"", static_cast<int>(*position)}} : std::nullopt,
            ""};
  }
  const bool good = !node.text.empty() && node.text.size() <= 200;
  return {good ? std::optional{ColumnRef{node.text, 0}} : std::nullopt, ""};
}

std::string Column::expected() const {
  return "a column's name, or its position from 1 to 10000";
}

ConfigItem Column::write(const ColumnRef& value) const {
  return value.name.empty() ? number_item(std::to_string(value.position)) : text_item(value.name);
}

Reading<std::optional<ColumnRef>> ColumnOrNone::read(const YamlNode& node) const {
  if (node.text == "none") {
    return {std::make_optional(std::optional<ColumnRef>{}), ""};
  }
  const Reading<ColumnRef> column = Column{}.read(node);
  return {column.value ? std::make_optional(column.value) : std::nullopt, column.fix};
}

std::string ColumnOrNone::expected() const {
  return Column{}.expected() + ", or none";
}

ConfigItem ColumnOrNone::write(const std::optional<ColumnRef>& value) const {
  return value ? Column{}.write(*value) : text_item("none");
}

Reading<char> Separator::read(const YamlNode& node) const {
  constexpr std::string_view kServed = ",;|\t :";
  const bool good = node.text.size() == 1 && kServed.find(node.text.front()) != kServed.npos;
  return {good ? std::optional{node.text.front()} : std::nullopt, ""};
}

std::string Separator::expected() const {
  return R"(one of "," ";" "|" ":" " " "\t" in quotes)";
}

ConfigItem Separator::write(char value) const {
  return text_item(std::string(1, value));
}

Reading<std::string> TimeFormat::read(const YamlNode& node) const {
  static const std::array<std::string, 4> kEpochs{"epoch_s", "epoch_ms", "epoch_us", "epoch_ns"};
  const bool epoch = std::find(kEpochs.begin(), kEpochs.end(), node.text) != kEpochs.end();
  if (epoch || (node.text.find('%') != std::string::npos && node.text.size() <= 100)) {
    return {node.text, ""};
  }
  return {std::nullopt, suggestion(std::string_view(node.text).substr(0, 64), kEpochs)};
}

std::string TimeFormat::expected() const {
  return R"(epoch_s, epoch_ms, epoch_us, epoch_ns or a pattern such as "%Y-%m-%d %H:%M")";
}

Reading<std::string> ZoneName::read(const YamlNode& node) const {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-";
  const std::string& text = node.text;
  const bool good = !text.empty() && text.size() <= 100 && text.front() != '/' &&
                    text.find_first_not_of(kAllowed) == std::string::npos && !quotes_matter(node);
  return {good && !read_number(text) ? std::optional{text} : std::nullopt, ""};
}

std::string ZoneName::expected() const {
  return "UTC, venue or a time zone such as America/New_York";
}

Reading<std::string> VenueName::read(const YamlNode& node) const {
  static const std::array<std::string, 3> kBuiltIn{"24x7", "fx", "us_equity"};
  if (std::find(kBuiltIn.begin(), kBuiltIn.end(), node.text) != kBuiltIn.end()) {
    return {node.text, ""};
  }
  const Reading<std::string> path = Path{}.read(node);
  if (is_venue_path(path.value.value_or(""))) {
    return path;
  }
  return {std::nullopt, suggestion(std::string_view(node.text).substr(0, 64), kBuiltIn)};
}

std::string VenueName::expected() const {
  return "24x7, fx, us_equity or the path of a venue file such as configs/venues/lse.yaml";
}

}  // namespace barometer
