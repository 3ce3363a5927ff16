// SPDX-License-Identifier: Apache-2.0
#include "config/tree_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "config/forms.hpp"
#include "config/plain_text.hpp"
#include "config/reader.hpp"
#include "config/schema_writer.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

using Kind = YamlNode::Kind;

std::string below(const std::string& path, const std::string& key) {
  return fmt::format("{}.{}", path, for_message(key));
}

RawScalar raw(const YamlNode& node) {
  return {node.text, quotes_matter(node), node.at};
}

ConfigItem raw_item(const RawScalar& raw) {
  if (!raw.quoted && read_number(raw.text)) {
    return number_item(raw.text);
  }
  if (!raw.quoted && read_boolean(raw.text)) {
    return {"", ConfigItem::Kind::boolean, raw.text, {}};
  }
  return text_item(raw.text);
}

// Takes a list of scalars; one that holds anything else is rejected, item by item.
void read_list(const YamlNode& node, const std::string& path, const std::string& name,
               FaultList& faults, std::vector<RawParam>& out) {
  RawParam param{name, node.key_at, raw(node), true, {}};
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (node.children[i].kind == Kind::scalar) {
      param.items.push_back(raw(node.children[i]));
    } else {
      reject(faults, node.children[i], fmt::format("{}[{}]", path, i), "a value");
    }
  }
  if (param.items.size() == node.children.size()) {
    out.push_back(std::move(param));
  }
}

void read_params(const YamlNode& group, const std::string& path, const std::string& prefix,
                 FaultList& faults, std::vector<RawParam>& out) {
  for (const YamlNode& node : group.children) {
    const std::string key_path = below(path, node.key);
    if (node.key.find('.') != std::string::npos) {
      faults.add(key_where(node), key_path + ": expected a name without dots",
                 "write nested groups: {volatility: {rule: ratio}}");
    } else if (node.kind == Kind::group) {
      read_params(node, key_path, fmt::format("{}{}.", prefix, node.key), faults, out);
    } else if (node.kind == Kind::scalar) {
      out.push_back({prefix + node.key, node.key_at, raw(node)});
    } else if (node.kind == Kind::list) {
      read_list(node, key_path, prefix + node.key, faults, out);
    } else {
      reject(faults, node, key_path, "a value");
    }
  }
}

ConfigItem raw_list(const std::vector<RawScalar>& values) {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  std::ranges::transform(values, std::back_inserter(list.items), raw_item);
  return list;
}

// The member group `key`, made where it is not there.
ConfigItem& member(ConfigItem& group, const std::string& key) {
  const auto same = std::find_if(group.items.begin(), group.items.end(),
                                 [&key](const ConfigItem& item) { return item.key == key; });
  if (same != group.items.end()) {
    return *same;
  }
  return group.items.emplace_back(ConfigItem{key, ConfigItem::Kind::group, "", {}});
}

// A label, or several of which any will do.
struct LabelsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<RawScalar>& out) const {
    if (node.kind == Kind::scalar) {
      out.push_back(raw(node));
      return;
    }
    if (node.kind != Kind::list || node.children.empty()) {
      reject(faults, node, path, "a label, a list of labels or a comparison such as '> 90'",
             node.kind == Kind::nothing ? "several labels are a list: {trend: [weak_up, strong_up]}"
                                        : "");
      return;
    }
    for (const YamlNode& item : node.children) {
      if (item.kind == Kind::scalar) {
        out.push_back(raw(item));
      } else {
        reject(faults, item, path, "a label");
      }
    }
  }

  ConfigItem write(const std::vector<RawScalar>& values) const {
    return values.size() == 1 ? raw_item(values.front()) : raw_list(values);
  }
};

// `then:` a word, or {scale: 0.5}.
struct ActionForm {
  static constexpr std::array<EnumForm<ConditionAction>, 2> kWords{
      {{"flatten", ConditionAction::flatten}, {"block_entries", ConditionAction::block_entries}}};
  static constexpr const char* kExpected = "flatten, block_entries or {scale: 0.5}";

  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            ConditionConfig& out) const {
    const EnumListForm<ConditionAction> words{kWords};
    if (node.kind == Kind::group) {
      out.action = ConditionAction::scale;
      Reader inner(node, path, faults);
      inner.value("scale", out.scale, FractionForm{0, 1}, kRequired);
      inner.finish();
      return;
    }
    const auto word = node.kind == Kind::scalar ? words.read(node) : Reading<ConditionAction>{};
    if (word.value) {
      out.action = *word.value;
    } else {
      reject(faults, node, path, kExpected, word.fix);
    }
  }

  ConfigItem write(const ConditionConfig& condition) const {
    if (condition.action != ConditionAction::scale) {
      return EnumListForm<ConditionAction>{kWords}.write(condition.action);
    }
    Writer inner;
    inner.value("scale", condition.scale, FractionForm{0, 1});
    return {"", ConfigItem::Kind::group, "", std::move(inner).take()};
  }
};

// "p99.9" is 0.999: 50 to 99.99 with at most two decimals.
std::optional<double> read_quantile(std::string_view key) {
  const std::string_view percent = key.substr(std::min<std::size_t>(1, key.size()));
  const auto value = read_fraction(fmt::format("{}%", percent));
  const std::size_t point = percent.find('.');
  const bool short_enough = point == std::string_view::npos || percent.size() - point <= 3;
  const bool good =
      key.starts_with('p') && short_enough && value && *value >= 0.5 && *value <= 0.9999;
  return good ? value : std::nullopt;
}

}  // namespace

void reject(FaultList& faults, const YamlNode& node, const std::string& path,
            const std::string& expected, const std::string& fix) {
  faults.add(where(node), fmt::format("{}: expected {}, found {}", path, expected, found(node)),
             fix);
}

void ParamsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                      std::vector<RawParam>& out) const {
  if (node.kind == Kind::group) {
    read_params(node, path, "", faults, out);
  } else {
    reject(faults, node, path, "a group of parameters");
  }
}

ConfigItem ParamsForm::write(const std::vector<RawParam>& params) const {
  ConfigItem root;
  for (const RawParam& param : params) {
    ConfigItem* group = &root;
    std::string rest = param.name;
    for (std::size_t dot = rest.find('.'); dot != std::string::npos; dot = rest.find('.')) {
      group = &member(*group, rest.substr(0, dot));
      rest.erase(0, dot + 1);
    }
    group->items.push_back(param.is_list ? raw_list(param.items) : raw_item(param.value));
    group->items.back().key = rest;
  }
  return root;
}

void TermsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                     std::vector<ConditionTerm>& out) const {
  if (node.kind != Kind::group || node.children.empty()) {
    reject(faults, node, path, "a group such as {volatility: extreme}");
    return;
  }
  for (const YamlNode& each : node.children) {
    ConditionTerm term{each.key, each.key_at, {}};
    LabelsForm{}.read(each, below(path, each.key), faults, term.values);
    out.push_back(std::move(term));
  }
}

ConfigItem TermsForm::write(const std::vector<ConditionTerm>& terms) const {
  ConfigItem group;
  for (const ConditionTerm& term : terms) {
    group.items.push_back(LabelsForm{}.write(term.values));
    group.items.back().key = term.dimension;
  }
  return group;
}

void ConditionsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                          std::vector<ConditionConfig>& out) const {
  if (node.kind != Kind::list) {
    reject(faults, node, path, "a list of {if: {dimension: label}, then: action}");
    return;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const YamlNode& each = node.children[i];
    const std::string each_path = fmt::format("{}[{}]", path, i);
    if (each.kind != Kind::group) {
      reject(faults, each, each_path, "{if: {dimension: label}, then: action}");
      continue;
    }
    ConditionConfig condition;
    condition.at = each.at;
    Reader inner(each, each_path, faults);
    inner.tree("if", condition.terms, TermsForm{});
    inner.tree("then", condition, ActionForm{});
    inner.check("if", inner.has("if"), "a group such as {volatility: extreme}");
    inner.check("then", inner.has("then"), ActionForm::kExpected);
    inner.finish();
    out.push_back(std::move(condition));
  }
}

ConfigItem ConditionsForm::write(const std::vector<ConditionConfig>& conditions) const {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const ConditionConfig& condition : conditions) {
    ConfigItem terms = TermsForm{}.write(condition.terms);
    ConfigItem action = ActionForm{}.write(condition);
    terms.key = "if";
    action.key = "then";
    list.items.push_back({"", ConfigItem::Kind::group, "", {std::move(terms), std::move(action)}});
  }
  return list;
}

void QuantilesForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                         std::vector<BudgetConfig>& out) const {
  if (node.kind != Kind::group || node.children.empty()) {
    reject(faults, node, path, "quantiles such as {p99: 20us}");
    return;
  }
  for (const YamlNode& each : node.children) {
    const std::string key_path = below(path, each.key);
    const auto quantile = read_quantile(each.key);
    const auto limit =
        each.kind == Kind::scalar ? DurationForm{}.read(each) : Reading<core::Duration>{};
    const bool repeated = std::any_of(out.begin(), out.end(), [&](const BudgetConfig& budget) {
      return budget.stage == stage && quantile && budget.quantile == *quantile;
    });
    if (!quantile || repeated) {
      faults.add(key_where(each),
                 fmt::format("{}: expected {}, found '{}'", key_path,
                             repeated ? "each quantile once" : "a quantile from p50 to p99.99",
                             for_message(each.key)));
    } else if (!limit.value) {
      reject(faults, each, key_path, DurationForm{}.expected());
    } else {
      out.push_back({stage, *quantile, *limit.value, each.key_at});
    }
  }
}

ConfigItem QuantilesForm::write(const std::vector<BudgetConfig>& budgets) const {
  ConfigItem group;
  for (const BudgetConfig& budget : budgets) {
    if (budget.stage == stage) {
      group.items.push_back(DurationForm{}.write(budget.limit));
      group.items.back().key = fmt::format("p{:.4g}", budget.quantile * 100);
    }
  }
  return group;
}

void PairsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                     std::vector<TagPair>& out) const {
  if (node.kind != Kind::list) {
    reject(faults, node, path, "a list of pairs", "write [[volatility, trend]]");
    return;
  }
  const NameForm name;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const YamlNode& each = node.children[i];
    const auto is_name = [&name](const YamlNode& side) {
      return side.kind == Kind::scalar && name.read(side).value.has_value();
    };
    const bool good = each.kind == Kind::list && each.children.size() == 2 &&
                      std::ranges::all_of(each.children, is_name) &&
                      each.children.front().text != each.children.back().text;
    if (!good) {
      reject(faults, each, fmt::format("{}[{}]", path, i), "two different dimensions",
             "write [[volatility, trend]]");
      continue;
    }
    out.push_back({each.children.front().text, each.children.back().text, each.at});
  }
}

ConfigItem PairsForm::write(const std::vector<TagPair>& pairs) const {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const TagPair& pair : pairs) {
    list.items.push_back(
        {"", ConfigItem::Kind::list, "", {text_item(pair.first), text_item(pair.second)}});
  }
  return list;
}

ConfigItem PairsForm::schema() const {
  return list_schema(list_schema(NameForm{}.schema()));
}

ConfigItem ParamsForm::schema() const {
  return {"", ConfigItem::Kind::group, "", {keyed("type", text_item("object"))}};
}

ConfigItem TermsForm::schema() const {
  const ConfigItem label = any_schema({NameForm{}.schema(), BoolForm{}.schema()});
  return open_group_schema(any_schema({label, list_schema(label)}));
}

void VenuesForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                      std::vector<SymbolVenue>& out) const {
  if (node.kind != Kind::group || node.children.empty()) {
    reject(faults, node, path, "a group such as {SPY: us_equity, BTC: 24x7}");
    return;
  }
  for (const YamlNode& each : node.children) {
    YamlNode symbol;
    symbol.kind = Kind::scalar;
    symbol.text = each.key;
    const auto venue = each.kind == Kind::scalar ? VenueForm{}.read(each) : Reading<std::string>{};
    if (!SymbolForm{}.read(symbol).value) {
      reject(faults, each, below(path, each.key), "the name of a symbol before the colon");
    } else if (!venue.value) {
      reject(faults, each, below(path, each.key), VenueForm{}.expected(), venue.fix);
    } else {
      out.push_back({each.key, each.key_at, *venue.value});
    }
  }
}

ConfigItem VenuesForm::write(const std::vector<SymbolVenue>& venues) const {
  ConfigItem group;
  for (const SymbolVenue& each : venues) {
    group.items.push_back(text_item(each.venue));
    group.items.back().key = each.symbol;
  }
  return group;
}

ConfigItem VenuesForm::schema() const {
  return open_group_schema(VenueForm{}.schema());
}

ConfigItem ConditionsForm::schema() const {
  SchemaWriter scale;
  scale.value("scale", 0, FractionForm{0, 1}, kRequired);
  const ConfigItem action = any_schema(
      {EnumListForm<ConditionAction>{ActionForm::kWords}.schema(), std::move(scale).take()});
  ConfigItem list =
      list_schema(group_schema({keyed("if", TermsForm{}.schema()), keyed("then", action)},
                               {text_item("if"), text_item("then")}));
  // No conditions are none, as `--set strategy.when=[]` says.
  std::erase_if(list.items, [](const ConfigItem& item) { return item.key == "minItems"; });
  return list;
}

ConfigItem QuantilesForm::schema() const {
  const ConfigItem limits{"patternProperties",
                          ConfigItem::Kind::group,
                          "",
                          {keyed("^p[0-9]+(\\.[0-9]+)?$", DurationForm{}.schema())}};
  return {"",
          ConfigItem::Kind::group,
          "",
          {keyed("type", text_item("object")),
           limits,
           {"additionalProperties", ConfigItem::Kind::boolean, "false", {}}}};
}

}  // namespace barometer::config
