// SPDX-License-Identifier: Apache-2.0
#include "config/instruments_form.hpp"

#include <fmt/format.h>

#include <utility>

#include "config/forms.hpp"
#include "config/plain_text.hpp"
#include "config/reader.hpp"
#include "config/schema_writer.hpp"
#include "config/tree_forms.hpp"
#include "config/writer.hpp"

namespace barometer::config {

namespace {

template <class Io, class Config>
void funding_keys(Io& io, Config& funding) {
  io.value("rate", funding.rate, FractionForm{-0.1, 0.1}, kRequired);
  io.value("every", funding.every, DurationForm{core::kMinute, 365 * core::kDay});
}

template <class Io, class Config>
void instrument_keys(Io& io, Config& instrument) {
  io.value("tick", instrument.tick, NumberForm{1e-12, 1e9});
  io.value("lot", instrument.lot, NumberForm{1e-12, 1e12});
  io.value("min_notional", instrument.min_notional, NumberForm{0, 1e15});
  io.value("short_selling", instrument.short_selling, BoolForm{});
  io.value("currency", instrument.currency, NameForm{});
  io.value("multiplier", instrument.multiplier, NumberForm{1e-9, 1e9});
  io.value("half_spread", instrument.half_spread, NumberForm{0, 1e9});
  io.value("borrow", instrument.borrow, FractionForm{0, 10});
  io.optional_group("funding", instrument.funding,
                    [](auto& inner, auto& funding) { funding_keys(inner, funding); });
}

bool is_name(const std::string& key) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = key;
  return NameForm{}.read(node).value.has_value();
}

}  // namespace

void InstrumentsForm::read(const YamlNode& node, const std::string& path, FaultList& faults,
                           std::vector<InstrumentConfig>& out) const {
  if (node.kind != YamlNode::Kind::group || node.children.empty()) {
    reject(faults, node, path, "a group such as {default: {tick: 0.01}, BTC: {lot: 0.001}}");
    return;
  }
  for (const YamlNode& each : node.children) {
    const std::string each_path = fmt::format("{}.{}", path, for_message(each.key));
    if (!is_name(each.key)) {
      reject(faults, each, each_path, "the name of a symbol, or default");
    } else if (each.kind != YamlNode::Kind::group) {
      reject(faults, each, each_path, "a group such as {tick: 0.01, lot: 0.001}");
    } else {
      InstrumentConfig instrument{.symbol = each.key, .at = each.key_at};
      Reader inner(each, each_path, faults);
      instrument_keys(inner, instrument);
      inner.finish();
      out.push_back(std::move(instrument));
    }
  }
}

ConfigItem InstrumentsForm::write(const std::vector<InstrumentConfig>& instruments) const {
  ConfigItem group;
  for (const InstrumentConfig& instrument : instruments) {
    Writer inner;
    instrument_keys(inner, instrument);
    group.items.push_back(
        {instrument.symbol, ConfigItem::Kind::group, "", std::move(inner).take()});
  }
  return group;
}

ConfigItem InstrumentsForm::schema() const {
  SchemaWriter inner;
  const InstrumentConfig instrument;
  instrument_keys(inner, instrument);
  return open_group_schema(std::move(inner).take());
}

}  // namespace barometer::config
