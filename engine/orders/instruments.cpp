// SPDX-License-Identifier: Apache-2.0
#include "orders/instruments.hpp"

#include <barometer/abi/bars.h>
#include <algorithm>
#include <cmath>

#include "config/run_config.hpp"
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

Instrument instrument_of(const config::BrokerConfig& config, const std::string& symbol) {
  Instrument instrument;
  instrument.short_selling = config.short_selling;
  instrument.half_spread = config.slippage_parts.half_spread;
  instrument.borrow = config.borrow;
  for (const std::string& name : {std::string("default"), symbol}) {
    for (const config::InstrumentConfig& each : config.instruments) {
      if (each.symbol == name) {
        state(instrument, each);
      }
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

double Instrument::round_to_lot(double quantity) const {
  return std::copysign(lot.down(std::fabs(quantity)), quantity);
}

std::vector<Instrument> instruments_of(const config::BrokerConfig& config,
                                       const data::MarketData& market) {
  std::vector<Instrument> instruments;
  for (const data::SymbolData& symbol : market.symbols) {
    instruments.push_back(instrument_of(config, symbol.name));
  }
  return instruments;
}

std::vector<core::Fault> unknown_instruments(const config::RunConfig& config,
                                             std::vector<std::string> symbols) {
  symbols.emplace_back("default");
  std::vector<core::Fault> faults;
  for (const config::InstrumentConfig& each : config.broker.instruments) {
    if (std::find(symbols.begin(), symbols.end(), each.symbol) == symbols.end()) {
      faults.push_back({config::to_string(config.file, each.at),
                        "broker.instruments: expected a symbol of the run or default, found '" +
                            each.symbol + "'",
                        core::suggestion(each.symbol, symbols)});
    }
  }
  return faults;
}

}  // namespace barometer::orders
