// SPDX-License-Identifier: Apache-2.0
#include "config/file_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "config/reader.hpp"
#include "config/schema_writer.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

using Kind = YamlNode::Kind;

constexpr IntegerForm kLine{1, 10'000};
constexpr const char* kExpected = "a number of lines such as 3, or a list of lines such as [2, 3]";

// All walks, reading, writing and the schema, see this table.
template <class Io, class Config, class Ask>
void side_path_keys(Io& io, Config& csv, Ask& ask) {
  io.value("bid", csv.path, SourcePathForm{}, kRequired, &csv.path_at);
  io.value("ask", ask, SourcePathForm{}, kRequired, &csv.ask_path_at);
}

}  // namespace

void FilePathsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                         CsvConfig& out) const {
  const bool names_side = child(node, "bid") != nullptr || child(node, "ask") != nullptr;
  if (node.kind == Kind::group && (names_side || !is_text_in_braces(node))) {
    Reader inner(node, path, faults);
    side_path_keys(inner, out, out.ask_path);
    inner.finish();
    return;
  }
  auto one = node.kind == Kind::scalar
                 ? SourcePathForm{}.read(node)
                 : Reading<std::string>{std::nullopt, quotes_for_braces(node)};
  if (one.value) {
    out.path = std::move(*one.value);
    out.path_at = node.at;
  } else {
    reject(faults, node, path, expected() + ", or {bid: PATH, ask: PATH}", one.fix);
  }
}

std::string FilePathsForm::expected() const {
  return SourcePathForm{}.expected();
}

ConfigItem FilePathsForm::write(const CsvConfig& csv) const {
  if (!csv.ask_path) {
    return SourcePathForm{}.write(csv.path);
  }
  Writer inner;
  side_path_keys(inner, csv, *csv.ask_path);
  return {"", ConfigItem::Kind::group, "", std::move(inner).take()};
}

ConfigItem FilePathsForm::schema() const {
  SchemaWriter inner;
  const CsvConfig csv;
  side_path_keys(inner, csv, csv.path);
  return any_schema({SourcePathForm{}.schema(), std::move(inner).take()});
}

Reading<std::string> NamePatternForm::read(const YamlNode& node) const {
  const auto path = SourcePathForm{}.read(node);
  const bool absolute = path.value && path.value->starts_with('/');
  return absolute ? Reading<std::string>{std::nullopt, "leave out the / at its begin"} : path;
}

std::string NamePatternForm::expected() const {
  return R"(a pattern of names such as "*.csv" or "{symbol}_{date}.csv")";
}

Reading<std::string> CurrencySignForm::read(const YamlNode& node) const {
  constexpr std::size_t kLongest = 8;
  const bool good = !node.text.empty() && node.text.size() <= kLongest &&
                    node.text.find_first_of("0123456789.,+-'\"\t\r\n") == std::string::npos;
  return {good ? std::optional{node.text} : std::nullopt, ""};
}

std::string CurrencySignForm::expected() const {
  return R"(the sign of a currency such as "$")";
}

void LineNumbersForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                           std::vector<std::size_t>& out) const {
  if (node.kind == Kind::scalar) {
    if (const auto count = IntegerForm{0, 10'000}.read(node).value) {
      out.resize(static_cast<std::size_t>(*count));
      std::iota(out.begin(), out.end(), std::size_t{1});
      return;
    }
  }
  if (node.kind != Kind::list) {
    reject(faults, node, path, kExpected);
    return;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const YamlNode& each = node.children[i];
    const auto line = each.kind == Kind::scalar ? kLine.read(each) : Reading<std::int64_t>{};
    if (line.value) {
      out.push_back(static_cast<std::size_t>(*line.value));
    } else {
      reject(faults, each, fmt::format("{}[{}]", path, i), kLine.expected());
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

ConfigItem LineNumbersForm::write(const std::vector<std::size_t>& lines) const {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const std::size_t line : lines) {
    list.items.push_back(number_item(std::to_string(line)));
  }
  return list;
}

ConfigItem LineNumbersForm::schema() const {
  return any_schema({IntegerForm{0, 10'000}.schema(), list_schema(kLine.schema())});
}

}  // namespace barometer::config
