// SPDX-License-Identifier: Apache-2.0
#include "config/cost_forms.hpp"

#include <fmt/format.h>

#include <utility>

#include "config/forms.hpp"
#include "config/plain_text.hpp"
#include "config/reader.hpp"
#include "config/scalar_hints.hpp"
#include "config/schema_words.hpp"
#include "config/schema_writer.hpp"
#include "config/tree_forms.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

using Kind = YamlNode::Kind;

// Beyond a tenth of the notional a cost is a slip of the pen.
constexpr FractionForm kRate{0, 0.1};
constexpr FractionForm kMakerRate{-0.1, 0.1};  // below 0: a rebate
constexpr NumberForm kMoney{0, 1e9};
constexpr NumberForm kTurnover{0, 1e15};

// Calls read_item(item, path) for every item of a list of groups; anything else is a fault.
template <class ReadItem>
void each_group(const YamlNode& node, const std::string& path, const char* expected,
                FaultList& faults, ReadItem read_item) {
  if (node.kind != Kind::list || node.children.empty()) {
    reject(faults, node, path, fmt::format("a list of {}", expected));
    return;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const std::string item_path = fmt::format("{}[{}]", path, i);
    if (node.children[i].kind == Kind::group) {
      read_item(node.children[i], item_path);
    } else {
      reject(faults, node.children[i], item_path, expected);
    }
  }
}

struct TiersForm {
  static constexpr const char* kExpected = "{from: 1000000, rate: 8bps}";

  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<CommissionTier>& out) const {
    each_group(node, path, kExpected, faults, [&](const YamlNode& each, const std::string& at) {
      CommissionTier tier;
      Reader inner(each, at, faults);
      inner.value("from", tier.from, kTurnover, kRequired);
      inner.value("rate", tier.rate, kRate, kRequired);
      inner.check("from", out.empty() || tier.from > out.back().from,
                  "more than the tier before it", "order the tiers by their notional");
      inner.finish();
      out.push_back(tier);
    });
  }

  ConfigItem write(const std::vector<CommissionTier>& tiers) const {
    ConfigItem list{"", ConfigItem::Kind::list, "", {}};
    for (const CommissionTier& tier : tiers) {
      Writer inner;
      inner.value("from", tier.from, kTurnover);
      inner.value("rate", tier.rate, kRate);
      list.items.push_back({"", ConfigItem::Kind::group, "", std::move(inner).take()});
    }
    return list;
  }

  ConfigItem schema() const {
    SchemaWriter inner;
    inner.value("from", 0, kTurnover, kRequired);
    inner.value("rate", 0, kRate, kRequired);
    return list_schema(std::move(inner).take());
  }
};

// All walks, reading, writing and the schema, see these two tables.
template <class Io, class Config>
void commission_keys(Io& io, Config& broker) {
  auto& parts = broker.commission_parts;
  io.value("rate", broker.commission, kRate);
  io.value("maker", parts.maker, kMakerRate);
  io.value("taker", parts.taker, kRate);
  io.value("per_order", parts.per_order, kMoney);
  io.value("per_share", parts.per_share, kMoney);
  io.value("per_share_min", parts.per_share_min, kMoney);
  io.check("per_share_min", parts.per_share_min == 0 || parts.per_share > 0,
           "a group with per_share, of which this is the least", "state per_share or remove it");
  io.value("per_share_max", parts.per_share_max, FractionForm{1e-6, 1});
  io.check("per_share_max", !parts.per_share_max || parts.per_share > 0,
           "a group with per_share, of which this is the most", "state per_share or remove it");
  io.tree("tiers", parts.tiers, TiersForm{});
  io.tree("when", parts.when, FactorsForm{});
}

template <class Io, class Config>
void slippage_keys(Io& io, Config& broker) {
  auto& parts = broker.slippage_parts;
  io.value("rate", broker.slippage, kRate);
  io.value("ticks", parts.ticks, NumberForm{0, 1000}, {}, &parts.ticks_at);
  io.value("half_spread", parts.half_spread, kMoney);
  io.value("spread", parts.spread, EnumListForm<SpreadCost>{schema::kSpreads}, {},
           &parts.spread_at);
  io.check("half_spread", parts.half_spread == 0 || parts.spread == SpreadCost::none,
           "no half_spread beside `spread: quoted`", "these are two spreads; remove one of them");
  io.value("volume_share", parts.volume_share, NumberForm{0, 0.5});
  io.value("impact", parts.impact, NumberForm{0, 10});
  io.tree("when", parts.when, FactorsForm{});
}

template <class Keys>
void read_parts(const YamlNode& node, const std::string& path, FaultList& faults, double& rate,
                Keys keys) {
  if (node.kind == Kind::group) {
    Reader inner(node, path, faults);
    keys(inner);
    inner.finish();
    return;
  }
  const auto flat = node.kind == Kind::scalar ? kRate.read(node) : Reading<double>{};
  if (flat.value) {
    rate = *flat.value;
  } else {
    const bool money = flat.fix.empty() && path.ends_with("commission");
    reject(faults, node, path, kRate.expected() + ", or a group of parts",
           money ? commission_hint(node.text) : flat.fix);
  }
}

// Whether the short form says it all.
bool adds_nothing(const CommissionConfig& parts) {
  return parts.maker == 0 && parts.taker == 0 && parts.per_order == 0 && parts.per_share == 0 &&
         parts.tiers.empty() && parts.when.empty();
}

bool adds_nothing(const SlippageConfig& parts) {
  return parts.ticks == 0 && parts.half_spread == 0 && parts.spread == SpreadCost::none &&
         parts.volume_share == 0 && parts.impact == 0 && parts.when.empty();
}

}  // namespace

void FactorsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                       std::vector<ConditionConfig>& out) const {
  constexpr const char* kExpected = "{if: {dimension: label}, times: factor}";
  each_group(node, path, kExpected, faults, [&](const YamlNode& each, const std::string& at) {
    ConditionConfig factor{{}, ConditionAction::scale, 1, each.at};
    Reader inner(each, at, faults);
    inner.tree("if", factor.terms, TermsForm{});
    inner.check("if", inner.has("if"), "a group such as {volatility: extreme}");
    inner.value("times", factor.scale, NumberForm{0, 100}, kRequired);
    inner.finish();
    out.push_back(std::move(factor));
  });
}

ConfigItem FactorsForm::write(const std::vector<ConditionConfig>& factors) const {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const ConditionConfig& factor : factors) {
    Writer inner;
    inner.tree("if", factor.terms, TermsForm{});
    inner.value("times", factor.scale, NumberForm{0, 100});
    list.items.push_back({"", ConfigItem::Kind::group, "", std::move(inner).take()});
  }
  return list;
}

void ConversionForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                          std::vector<ConversionConfig>& out) const {
  constexpr const char* kExpected = "a symbol such as EURUSD, or 1/USDJPY for the inverse";
  constexpr std::string_view kInverse = "1/";
  if (node.kind != Kind::group || node.children.empty()) {
    reject(faults, node, path, "a group such as {EUR: EURUSD, JPY: 1/USDJPY}");
    return;
  }
  for (const YamlNode& each : node.children) {
    const bool inverse = each.text.starts_with(kInverse);
    YamlNode name = each;
    name.text.erase(0, inverse ? kInverse.size() : 0);
    if (each.kind == Kind::scalar && NameForm{}.read(name).value) {
      out.push_back({each.key, each.key_at, name.text, inverse});
    } else {
      reject(faults, each, fmt::format("{}.{}", path, for_message(each.key)), kExpected);
    }
  }
}

ConfigItem ConversionForm::write(const std::vector<ConversionConfig>& conversions) const {
  ConfigItem group;
  for (const ConversionConfig& each : conversions) {
    group.items.push_back(text_item((each.inverse ? "1/" : "") + each.symbol));
    group.items.back().key = each.currency;
  }
  return group;
}

void CommissionForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                          BrokerConfig& out) const {
  read_parts(node, path, faults, out.commission,
             [&](Reader& inner) { commission_keys(inner, out); });
}

ConfigItem CommissionForm::write(const BrokerConfig& broker) const {
  if (adds_nothing(broker.commission_parts)) {
    return kRate.write(broker.commission);
  }
  Writer parts;
  commission_keys(parts, broker);
  return {"", ConfigItem::Kind::group, "", std::move(parts).take()};
}

void SlippageForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                        BrokerConfig& out) const {
  read_parts(node, path, faults, out.slippage, [&](Reader& inner) { slippage_keys(inner, out); });
}

ConfigItem SlippageForm::write(const BrokerConfig& broker) const {
  if (adds_nothing(broker.slippage_parts)) {
    return kRate.write(broker.slippage);
  }
  Writer parts;
  slippage_keys(parts, broker);
  return {"", ConfigItem::Kind::group, "", std::move(parts).take()};
}

ConfigItem ConversionForm::schema() const {
  return open_group_schema(NameForm{}.schema());
}

ConfigItem FactorsForm::schema() const {
  SchemaWriter inner;
  inner.tree("if", 0, TermsForm{});
  inner.value("times", 0, NumberForm{0, 100}, kRequired);
  return list_schema(std::move(inner).take());
}

ConfigItem CommissionForm::schema() const {
  SchemaWriter parts;
  const BrokerConfig broker;
  commission_keys(parts, broker);
  return any_schema({kRate.schema(), std::move(parts).take()});
}

ConfigItem SlippageForm::schema() const {
  SchemaWriter parts;
  const BrokerConfig broker;
  slippage_keys(parts, broker);
  return any_schema({kRate.schema(), std::move(parts).take()});
}

}  // namespace barometer::config
