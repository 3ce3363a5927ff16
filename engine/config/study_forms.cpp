// SPDX-License-Identifier: Apache-2.0
#include "config/study_forms.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "config/forms.hpp"
#include "config/reader.hpp"
#include "config/schema_writer.hpp"
#include "config/tree_forms.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

using Kind = YamlNode::Kind;

// Longer signs first: "<=" begins with "<".
constexpr std::array<EnumForm<StudyOperator>, 6> kOperators{{{"<=", StudyOperator::less_equal},
                                                             {">=", StudyOperator::greater_equal},
                                                             {"==", StudyOperator::equal},
                                                             {"!=", StudyOperator::unequal},
                                                             {"<", StudyOperator::less},
                                                             {">", StudyOperator::greater}}};
constexpr const char* kConditionExpected =
    "a condition such as strategy.params.fast < strategy.params.slow";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  const std::size_t last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

std::optional<StudyTerm> term_of(std::string_view text) {
  if (text.empty() || text.find_first_of(" <>=!") != std::string_view::npos) {
    return std::nullopt;
  }
  if (const auto number = read_number(text)) {
    return StudyTerm{.number = *number};
  }
  return StudyTerm{.key = std::string(text)};
}

std::optional<StudyCondition> condition_of(const YamlNode& node) {
  const std::string_view text = node.text;
  for (const EnumForm<StudyOperator>& sign : kOperators) {
    const std::size_t at = text.find(sign.name);
    if (at == std::string_view::npos) {
      continue;
    }
    const auto left = term_of(trimmed(text.substr(0, at)));
    const auto right = term_of(trimmed(text.substr(at + sign.name.size())));
    if (!left || !right || (left->key.empty() && right->key.empty())) {
      return std::nullopt;
    }
    return StudyCondition{*left, sign.value, *right, node.text, node.at};
  }
  return std::nullopt;
}

template <class Io, class Config>
void direction_keys(Io& io, Config& maximise, Config& minimise) {
  io.value("maximise", maximise, NameForm{});
  io.value("minimise", minimise, NameForm{});
}

}  // namespace

void StudyConditionsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                               std::vector<StudyCondition>& out) const {
  if (node.kind != Kind::list) {
    reject(faults, node, path, "a list of conditions",
           "write [strategy.params.fast < strategy.params.slow]");
    return;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const YamlNode& each = node.children[i];
    const auto condition = each.kind == Kind::scalar ? condition_of(each) : std::nullopt;
    if (condition) {
      out.push_back(*condition);
    } else {
      reject(faults, each, fmt::format("{}[{}]", path, i), kConditionExpected,
             "one of < <= > >= == != between a key and a key or number; no arithmetic");
    }
  }
}

ConfigItem StudyConditionsForm::write(const std::vector<StudyCondition>& conditions) const {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const StudyCondition& condition : conditions) {
    list.items.push_back(text_item(condition.text));
  }
  return list;
}

ConfigItem StudyConditionsForm::schema() const {
  return list_schema(NameForm{}.schema());
}

void StudyObjectiveForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                              StudyObjective& out) const {
  out.at = node.at;
  if (node.kind == Kind::scalar) {
    const auto name = NameForm{}.read(node);
    if (name.value) {
      out.metric = *name.value;
    } else {
      reject(faults, node, path, "a metric of run.json, such as sharpe", name.fix);
    }
    return;
  }
  if (node.kind != Kind::group || node.children.size() != 1) {
    reject(faults, node, path, "a metric, {maximise: metric} or {minimise: metric}");
    return;
  }
  std::string maximise;
  std::string minimise;
  Reader inner(node, path, faults);
  direction_keys(inner, maximise, minimise);
  inner.finish();
  out.maximise = minimise.empty();
  out.metric = out.maximise ? maximise : minimise;
}

ConfigItem StudyObjectiveForm::write(const StudyObjective& objective) const {
  if (objective.maximise) {
    return text_item(objective.metric);
  }
  return {"", ConfigItem::Kind::group, "", {keyed("minimise", text_item(objective.metric))}};
}

ConfigItem StudyObjectiveForm::schema() const {
  SchemaWriter group;
  const std::string none;
  direction_keys(group, none, none);
  return any_schema({NameForm{}.schema(), std::move(group).take()});
}

}  // namespace barometer::config
