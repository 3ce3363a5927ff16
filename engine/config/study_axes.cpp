// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "config/forms.hpp"
#include "config/plain_text.hpp"
#include "config/reader.hpp"
#include "config/schema_writer.hpp"
#include "config/study_forms.hpp"
#include "config/tree_forms.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

using Kind = YamlNode::Kind;

constexpr const char* kAxisExpected =
    "a list of values, {from: 5, to: 50, step: 5}, or named alternatives";
constexpr std::int64_t kMostValues = 1'000'000;
constexpr std::array<EnumForm<bool>, 2> kScales{{{"linear", false}, {"log", true}}};

// Any value of a document, as it is written again.
ConfigItem item_of(const YamlNode& node) {
  ConfigItem item{node.key, ConfigItem::Kind::text, node.text, {}};
  if (node.kind == Kind::group || node.kind == Kind::list) {
    item = {node.key,
            node.kind == Kind::group ? ConfigItem::Kind::group : ConfigItem::Kind::list,
            "",
            {}};
    for (const YamlNode& each : node.children) {
      item.items.push_back(item_of(each));
    }
  } else if (!quotes_matter(node) && read_number(node.text)) {
    item.kind = ConfigItem::Kind::number;
  } else if (!quotes_matter(node) && read_boolean(node.text)) {
    item.kind = ConfigItem::Kind::boolean;
  }
  return item;
}

std::string in_quotes(const std::string& text) {
  std::string quoted = "'";
  for (const char each : text) {
    quoted += each;
    if (each == '\'') {
      quoted += each;
    }
  }
  return quoted + "'";
}

// One line of YAML that is read as the item again.
std::string flow_text(const ConfigItem& item) {
  if (item.kind != ConfigItem::Kind::group && item.kind != ConfigItem::Kind::list) {
    return item.kind == ConfigItem::Kind::text ? in_quotes(item.text) : item.text;
  }
  const bool group = item.kind == ConfigItem::Kind::group;
  std::string text;
  for (const ConfigItem& each : item.items) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", group ? each.key + ": " : std::string(),
                        flow_text(each));
  }
  return group ? "{" + text + "}" : "[" + text + "]";
}

// A plain scalar stands behind the sign of an override as it is; a text in quotes keeps them.
std::string override_text(const YamlNode& node) {
  const bool plain = node.kind == Kind::scalar && !quotes_matter(node);
  return plain ? node.text : flow_text(item_of(node));
}

StudyValue value_of(const YamlNode& node, const std::string& name) {
  const std::string text = override_text(node);
  return {name.empty() ? text : name, text, node.at};
}

void read_values(const YamlNode& node, const std::string& path, FaultList& faults,
                 StudyAxis& axis) {
  axis.named = node.kind == Kind::group;
  for (const YamlNode& each : node.children) {
    if (each.kind == Kind::nothing) {
      reject(faults, each, path, "a value", "an empty list is [], an empty text ''");
      continue;
    }
    StudyValue value = value_of(each, each.key);
    const auto same = std::ranges::find(axis.values, value.text, &StudyValue::text);
    if (same != axis.values.end()) {
      faults.add(where(each), fmt::format("{}: expected each value once, found {} twice", path,
                                          for_message(value.label)));
    }
    axis.written.push_back(item_of(each));
    axis.values.push_back(std::move(value));
  }
}

// What {from, to, step, steps, scale} says.
struct Spread {
  double from = 0;
  double to = 0;
  std::optional<double> step = {};
  std::optional<std::int64_t> steps = {};
  bool log = false;
};

template <class Io, class Config>
void spread_keys(Io& io, Config& spread) {
  constexpr double kFar = 1e15;
  io.value("from", spread.from, NumberForm{-kFar, kFar}, kRequired);
  io.value("to", spread.to, NumberForm{-kFar, kFar}, kRequired);
  io.value("step", spread.step, NumberForm{1e-12, kFar});
  io.value("steps", spread.steps, IntegerForm{2, kMostValues});
  io.value("scale", spread.log, EnumListForm<bool>{kScales});
  io.check("to", spread.to > spread.from, "more than from");
  io.check("steps", !spread.step || !spread.steps, "either step or steps");
  io.check("step", !spread.step || !spread.log, "steps, as scale is log");
  io.check("from", !spread.log || spread.from > 0, "more than 0, as scale is log");
}

bool is_whole(double value) {
  return value == std::floor(value) && std::abs(value) < 1e15;
}

// Sums of steps such as .1 leave digits that nobody wrote.
std::string plain_number(double value) {
  return fmt::format("{:.12g}", value);
}

double value_at(const Spread& spread, std::int64_t i, std::int64_t count) {
  if (spread.step) {
    return spread.from + static_cast<double>(i) * *spread.step;
  }
  const double share = static_cast<double>(i) / static_cast<double>(count - 1);
  return spread.log ? spread.from * std::pow(spread.to / spread.from, share)
                    : spread.from + share * (spread.to - spread.from);
}

std::int64_t values_of(const Spread& spread) {
  constexpr double kRounding = 1e-9;
  return spread.steps
             ? *spread.steps
             : static_cast<std::int64_t>((spread.to - spread.from) / *spread.step + kRounding) + 1;
}

void read_spread(const YamlNode& node, const std::string& path, FaultList& faults,
                 StudyAxis& axis) {
  Spread spread;
  Reader inner(node, path, faults);
  spread_keys(inner, spread);
  inner.finish();
  if (!(spread.to > spread.from) || (spread.log && spread.from <= 0)) {
    return;
  }
  if (!spread.step && !spread.steps) {
    axis.range = StudyRange{spread.from, spread.to, is_whole(spread.from) && is_whole(spread.to),
                            spread.log};
    axis.written.push_back(item_of(node));
    return;
  }
  if (spread.step && (spread.to - spread.from) / *spread.step > kMostValues) {
    reject(faults, node, path, fmt::format("at most {} values", kMostValues), "take a larger step");
    return;
  }
  const std::int64_t count = values_of(spread);
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string text = plain_number(value_at(spread, i, count));
    axis.values.push_back({text, text, node.at});
    axis.written.push_back(number_item(text));
  }
}

bool is_spread(const YamlNode& node) {
  return node.kind == Kind::group &&
         (child(node, "from") != nullptr || child(node, "to") != nullptr);
}

}  // namespace

std::string StudyAxesForm::expected() const {
  return "the keys that trials differ in: {strategy.params.fast: [5, 10, 20]}";
}

void StudyAxesForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                         std::vector<StudyAxis>& out) const {
  if (node.kind != Kind::group || node.children.empty()) {
    reject(faults, node, path, expected());
    return;
  }
  for (const YamlNode& each : node.children) {
    const std::string key_path = fmt::format("{}.{}", path, for_message(each.key));
    StudyAxis axis{.key = each.key, .key_at = each.key_at};
    if (is_spread(each)) {
      read_spread(each, key_path, faults, axis);
    } else if ((each.kind == Kind::list || each.kind == Kind::group) && !each.children.empty()) {
      read_values(each, key_path, faults, axis);
    } else {
      reject(faults, each, key_path, kAxisExpected,
             each.kind == Kind::scalar ? "one value is no axis: set the key itself" : "");
    }
    out.push_back(std::move(axis));
  }
}

ConfigItem StudyAxesForm::write(const std::vector<StudyAxis>& axes) const {
  ConfigItem group;
  for (const StudyAxis& axis : axes) {
    ConfigItem item{axis.key, axis.named ? ConfigItem::Kind::group : ConfigItem::Kind::list, "",
                    axis.written};
    if (axis.range && !axis.written.empty()) {
      item = axis.written.front();
      item.key = axis.key;
    }
    group.items.push_back(std::move(item));
  }
  return group;
}

ConfigItem StudyAxesForm::schema() const {
  SchemaWriter spread;
  const Spread none;
  spread_keys(spread, none);
  const ConfigItem anything;
  return open_group_schema(
      any_schema({list_schema(anything), std::move(spread).take(), open_group_schema(anything)}));
}

}  // namespace barometer::config
