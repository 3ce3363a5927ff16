// SPDX-License-Identifier: Apache-2.0
#include "orders/instruments.hpp"

#include <barometer/abi/bars.h>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "config/run_config.hpp"
#include "core/alike_faults.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"

namespace barometer::orders {

namespace {

void state(Instrument& instrument, const config::InstrumentConfig& config) {
  instrument.tick = config.tick.value_or(instrument.tick.step());
  instrument.lot = config.lot.value_or(instrument.lot.step());
  instrument.min_notional = config.min_notional.value_or(instrument.min_notional);
  instrument.short_selling = config.short_selling.value_or(instrument.short_selling);
  instrument.currency = config.currency.empty() ? instrument.currency : config.currency;
  instrument.multiplier = config.multiplier.value_or(instrument.multiplier);
  instrument.half_spread = config.half_spread.value_or(instrument.half_spread);
  instrument.borrow = config.borrow.value_or(instrument.borrow);
  instrument.funding = config.funding.value_or(instrument.funding);
}

// What the config states, by symbol.
using Stated = std::unordered_map<std::string_view, const config::InstrumentConfig*>;

Stated stated_by(const config::BrokerConfig& config) {
  Stated stated;
  for (const config::InstrumentConfig& each : config.instruments) {
    stated.emplace(each.symbol, &each);
  }
  return stated;
}

Instrument instrument_of(const config::BrokerConfig& config, const Stated& stated,
                         std::string_view symbol) {
  Instrument instrument;
  instrument.short_selling = config.short_selling;
  instrument.half_spread = config.slippage_parts.half_spread;
  instrument.borrow = config.borrow;
  for (const std::string_view name : {std::string_view("default"), symbol}) {
    if (const auto found = stated.find(name); found != stated.end()) {
      state(instrument, *found->second);
    }
  }
  return instrument;
}

}  // namespace

double Instrument::fill_price(double quantity, double price) const {
  return quantity > 0 ? tick.up(price) : tick.down(price);
}

double Instrument::limit_price(double quantity, double price) const {
  return quantity > 0 ? tick.down(price) : tick.up(price);
}

double Instrument::snapped(double quantity) const {
  const double units = std::fabs(quantity);
  const double down = lot.down(units);
  return down == lot.up(units) ? std::copysign(down, quantity) : quantity;
}

double Instrument::round_to_lot(double quantity) const {
  return std::copysign(lot.down(std::fabs(quantity)), quantity);
}

std::vector<Instrument> instruments_of(const config::BrokerConfig& config,
                                       const data::MarketData& market) {
  const Stated stated = stated_by(config);
  std::vector<Instrument> instruments;
  instruments.reserve(market.symbols.size());
  for (const data::SymbolData& symbol : market.symbols) {
    instruments.push_back(instrument_of(config, stated, symbol.name));
  }
  return instruments;
}

std::vector<core::Fault> unknown_instruments(const config::RunConfig& config,
                                             std::vector<std::string> symbols) {
  symbols.emplace_back("default");
  const std::unordered_set<std::string_view> known(symbols.begin(), symbols.end());
  core::AlikeFaults faults;
  for (const config::InstrumentConfig& each : config.broker.instruments) {
    if (!known.contains(each.symbol)) {
      faults.add([&] {
        return core::Fault{config::to_string(config.file, each.at),
                           "broker.instruments: expected a symbol of the run or default, found '" +
                               each.symbol + "'",
                           core::suggestion(each.symbol, symbols)};
      });
    }
  }
  return std::move(faults).take(config.file, "names under broker.instruments like this");
}

}  // namespace barometer::orders
