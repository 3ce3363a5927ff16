// SPDX-License-Identifier: Apache-2.0
#include "config/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "config/environment.hpp"
#include "config/load_venue.hpp"
#include "config/plain_text.hpp"
#include "config/scalar_hints.hpp"
#include "core/bar_size.hpp"

namespace barometer::config {

namespace {

// `hint` says what a text that is no value is likely to mean.
template <class T>
Reading<T> in_range(const YamlNode& node, std::optional<T> value, T low, T high,
                    std::string hint = {}) {
  if (quotes_matter(node)) {
    return {std::nullopt, "remove the quotes"};
  }
  return {value && *value >= low && *value <= high ? value : std::nullopt,
          value ? std::string() : std::move(hint)};
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

constexpr std::array<std::string_view, 2> kMarks{"{symbol}", "{date}"};

// Braces that are left when these marks are taken out.
bool has_other_braces(std::string path, std::span<const std::string_view> marks) {
  for (const std::string_view mark : marks) {
    for (std::size_t at = path.find(mark); at != path.npos; at = path.find(mark)) {
      path.erase(at, mark.size());
    }
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

Reading<std::int64_t> IntegerForm::read(const YamlNode& node) const {
  return in_range(node, read_integer(node.text), low, high, integer_hint(node.text));
}

std::string IntegerForm::expected() const {
  const bool bounded = high != std::numeric_limits<std::int64_t>::max();
  return bounded ? fmt::format("a whole number from {} to {}", low, high)
                 : fmt::format("a whole number from {}", low);
}

Reading<double> NumberForm::read(const YamlNode& node) const {
  return in_range(node, read_number(node.text), low, high, number_hint(node.text));
}

std::string NumberForm::expected() const {
  return fmt::format("a number from {} to {}", low, high);
}

ConfigItem NumberForm::write(double value) const {
  return number_item(write_number(value));
}

Reading<double> FractionForm::read(const YamlNode& node) const {
  return in_range(node, read_fraction(node.text), low, high, fraction_hint(node.text));
}

std::string FractionForm::expected() const {
  return fmt::format("a fraction from {:g}% to {:g}%, written as 5bps, 1% or 0.01", low * 100,
                     high * 100);
}

ConfigItem FractionForm::write(double value) const {
  return number_item(write_number(value));
}

Reading<core::Duration> DurationForm::read(const YamlNode& node) const {
  const auto meant = read_duration(meant_duration(node.text));
  const bool refused = meant && (*meant < low || *meant > high);
  return in_range(node, read_duration(node.text), low, high,
                  refused ? "" : duration_hint(node.text));
}

std::string DurationForm::expected() const {
  return fmt::format("a duration from {} to {}, written as 20us, 5min or 1h", write_duration(low),
                     write_duration(high));
}

ConfigItem DurationForm::write(core::Duration value) const {
  return text_item(write_duration(value));
}

Reading<core::Duration> BarSizeForm::read(const YamlNode& node) const {
  const auto size = read_bar_size(node.text);
  const bool above_a_day = size == core::kWeek || size == core::kMonth;
  const auto meant = read_duration(meant_duration(node.text));
  const bool refused = meant && *meant > core::kDay && *meant != core::kWeek;
  return in_range(node, size, core::kSecond, above_a_day ? *size : core::kDay,
                  refused ? "above a day a bar is 1w or 1mo" : bar_size_hint(node.text));
}

std::string BarSizeForm::expected() const {
  return "a size of bars from 1s to 1d, written as 5min or 1h, or 1w or 1mo";
}

ConfigItem BarSizeForm::write(core::Duration value) const {
  return text_item(write_bar_size(value));
}

Reading<bool> BoolForm::read(const YamlNode& node) const {
  return in_range(node, read_boolean(node.text), false, true);
}

std::string BoolForm::expected() const {
  return "true or false";
}

ConfigItem BoolForm::write(bool value) const {
  return {"", ConfigItem::Kind::boolean, value ? "true" : "false", {}};
}

Reading<core::Timestamp> TimestampForm::read(const YamlNode& node) const {
  const auto time = core::parse_utc(node.text);
  return {time, time ? std::string() : timestamp_hint(node.text)};
}

std::string TimestampForm::expected() const {
  return "a time in UTC, written as 2020-01-31 or 2020-01-31 10:00";
}

ConfigItem TimestampForm::write(core::Timestamp value) const {
  return text_item(core::format_utc(value));
}

Reading<std::string> NameForm::read(const YamlNode& node) const {
  return {is_safe_name(node.text) ? std::optional{node.text} : std::nullopt, ""};
}

std::string NameForm::expected() const {
  return "a name of letters, digits and . _ - ^ = without '..'";
}

Reading<std::string> SymbolForm::read(const YamlNode& node) const {
  const std::string& text = node.text;
  const bool good = !text.empty() && text.size() <= 200 && text.front() != '.' &&
                    text.find_first_of("/\\") == std::string::npos && !first_odd_byte(text, "");
  return {good ? std::optional{text} : std::nullopt, ""};
}

std::string SymbolForm::expected() const {
  return "the name of a symbol, without slashes";
}

Reading<std::string> LabelForm::read(const YamlNode& node) const {
  return {node.text.empty() ? std::nullopt : std::optional{node.text}, ""};
}

std::string LabelForm::expected() const {
  return "a label: a number, or letters, digits, blanks and _ . + -";
}

Reading<std::string> QualifierForm::read(const YamlNode& node) const {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kRest = "abcdefghijklmnopqrstuvwxyz0123456789_";
  const std::string& text = node.text;
  const bool good = !text.empty() && text.size() <= 64 &&
                    kLetters.find(text.front()) != std::string_view::npos &&
                    text.find_first_not_of(kRest) == std::string::npos;
  return {good ? std::optional{text} : std::nullopt, ""};
}

std::string QualifierForm::expected() const {
  return "a name of small letters, digits and _ that begins with a letter";
}

Reading<std::string> PathForm::read(const YamlNode& node) const {
  Reading<std::string> path = resolved_path(node);
  if (path.value && path.value->find_first_of("{}") != std::string::npos) {
    return {std::nullopt, "nothing is filled in here; remove the braces"};
  }
  return path;
}

std::string PathForm::expected() const {
  return "a path";
}

Reading<std::string> PathTemplateForm::read(const YamlNode& node) const {
  Reading<std::string> path = resolved_path(node);
  if (path.value && has_other_braces(*path.value, std::span(kMarks).first(1))) {
    return {std::nullopt, "only {symbol} is filled in"};
  }
  return path;
}

std::string PathTemplateForm::expected() const {
  return "a path such as data/{symbol}.csv";
}

Reading<std::string> SourcePathForm::read(const YamlNode& node) const {
  Reading<std::string> path = resolved_path(node);
  if (path.value && has_other_braces(*path.value, kMarks)) {
    return {std::nullopt, "only {symbol} and {date} are filled in"};
  }
  return path;
}

std::string SourcePathForm::expected() const {
  return "a path such as data/{symbol}.csv";
}

Reading<std::string> PluginNameForm::read(const YamlNode& node) const {
  Reading<std::string> path = PathForm{}.read(node);
  const bool is_path = path.value && path.value->find('/') != std::string::npos;
  if (path.value && !is_path && !is_safe_name(*path.value)) {
    path.value.reset();
  }
  return path;
}

std::string PluginNameForm::expected() const {
  return "the name of a plug-in or the path of its library";
}

Reading<ColumnRef> ColumnForm::read(const YamlNode& node) const {
  if (!node.quoted && read_number(node.text)) {
    const auto position = IntegerForm{1, 10'000}.read(node).value;
    return {position ? std::optional{ColumnRef{"", static_cast<int>(*position)}} : std::nullopt,
            ""};
  }
  const bool good = !node.text.empty() && node.text.size() <= 200;
  return {good ? std::optional{ColumnRef{node.text, 0}} : std::nullopt, ""};
}

std::string ColumnForm::expected() const {
  return "a column's name, or its position from 1 to 10000";
}

ConfigItem ColumnForm::write(const ColumnRef& value) const {
  return value.name.empty() ? number_item(std::to_string(value.position)) : text_item(value.name);
}

Reading<std::optional<ColumnRef>> OptionalColumnForm::read(const YamlNode& node) const {
  if (node.text == "none") {
    return {std::make_optional(std::optional<ColumnRef>{}), ""};
  }
  const Reading<ColumnRef> column = ColumnForm{}.read(node);
  return {column.value ? std::make_optional(column.value) : std::nullopt, column.fix};
}

std::string OptionalColumnForm::expected() const {
  return ColumnForm{}.expected() + ", or none";
}

ConfigItem OptionalColumnForm::write(const std::optional<ColumnRef>& value) const {
  return value ? ColumnForm{}.write(*value) : text_item("none");
}

Reading<char> SeparatorForm::read(const YamlNode& node) const {
  constexpr std::string_view kServed = ",;|\t :";
  const bool good = node.text.size() == 1 && kServed.find(node.text.front()) != kServed.npos;
  return {good ? std::optional{node.text.front()} : std::nullopt, ""};
}

std::string SeparatorForm::expected() const {
  return R"(one of "," ";" "|" ":" " " "\t" in quotes)";
}

ConfigItem SeparatorForm::write(char value) const {
  return text_item(std::string(1, value));
}

Reading<std::string> TimeFormatForm::read(const YamlNode& node) const {
  static const std::array<std::string, 5> kEpochs{"epoch_s", "epoch_ms", "epoch_us", "epoch_ns",
                                                  "ms_of_day"};
  const bool epoch = std::find(kEpochs.begin(), kEpochs.end(), node.text) != kEpochs.end();
  if (epoch || (node.text.find('%') != std::string::npos && node.text.size() <= 100)) {
    return {node.text, ""};
  }
  const std::string hint = pattern_hint(node.text);
  return {std::nullopt, !hint.empty()
                            ? hint
                            : core::suggestion(std::string_view(node.text).substr(0, 64), kEpochs)};
}

std::string TimeFormatForm::expected() const {
  return "epoch_s, epoch_ms, epoch_us, epoch_ns, ms_of_day or a pattern such as "
         "\"%Y-%m-%d %H:%M\"";
}

Reading<std::string> ZoneForm::read(const YamlNode& node) const {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-";
  const std::string& text = node.text;
  const bool good = !text.empty() && text.size() <= 100 && text.front() != '/' &&
                    text.find_first_not_of(kAllowed) == std::string::npos && !quotes_matter(node);
  const bool blank = text.find(' ') != std::string::npos;
  if (text == "utc" || text == "Utc" || text == "Z" || text == "z") {
    return {std::nullopt, "did you mean UTC?"};
  }
  return {good && !read_number(text) ? std::optional{text} : std::nullopt,
          blank ? "a zone is written as Region/City, with _ for a blank: America/New_York" : ""};
}

std::string ZoneForm::expected() const {
  return "UTC, venue or a time zone such as America/New_York";
}

Reading<std::string> VenueForm::read(const YamlNode& node) const {
  static const std::array<std::string, 3> kBuiltIn{"24x7", "fx", "us_equity"};
  if (std::find(kBuiltIn.begin(), kBuiltIn.end(), node.text) != kBuiltIn.end()) {
    return {node.text, ""};
  }
  const std::string_view shortened = std::string_view(node.text).substr(0, 64);
  const std::string hint = venue_hint(shortened);
  const Reading<std::string> path = PathForm{}.read(node);
  if (hint.empty() && is_venue_path(path.value.value_or(""))) {
    return path;
  }
  return {std::nullopt, hint.empty() ? core::suggestion(shortened, kBuiltIn) : hint};
}

std::string VenueForm::expected() const {
  return "24x7, fx, us_equity or the path of a venue file such as configs/venues/lse.yaml";
}

}  // namespace barometer::config
