// SPDX-License-Identifier: Apache-2.0
#include "execution/cost_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "config/run_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "orders/instruments.hpp"

namespace barometer::execution {

namespace {

constexpr std::size_t kNamed = 3;

// Symbols of one kind of fault: the first ones by name, the others counted.
class Concerned {
 public:
  void add(const std::string& symbol) {
    if (++count_ <= kNamed) {
      names_ += (names_.empty() ? "" : ", ") + symbol;
    }
  }

  bool any() const { return count_ != 0; }

  std::string text() const {
    return count_ <= kNamed ? names_ : fmt::format("{} and {} more", names_, count_ - kNamed);
  }

 private:
  std::string names_;
  std::size_t count_ = 0;
};

bool has_volume(const data::SymbolData& symbol) {
  return std::ranges::any_of(symbol.bars, [](const data::BarRow& bar) { return bar.volume > 0; });
}

double lowest_price(const data::SymbolData& symbol) {
  const auto lowest = std::ranges::min_element(symbol.bars, {}, &data::BarRow::low);
  return lowest == symbol.bars.end() ? 0 : lowest->low;
}

Concerned without_tick(const data::MarketData& market,
                       const std::vector<orders::Instrument>& instruments) {
  Concerned symbols;
  for (std::size_t s = 0; s < instruments.size(); ++s) {
    if (instruments[s].tick.step() == 0) {
      symbols.add(market.symbols[s].name);
    }
  }
  return symbols;
}

Concerned without_quotes(const data::MarketData& market) {
  Concerned symbols;
  for (const data::SymbolData& symbol : market.symbols) {
    if (symbol.spreads.empty()) {
      symbols.add(symbol.name);
    }
  }
  return symbols;
}

Concerned without_volume(const data::MarketData& market) {
  Concerned symbols;
  for (const data::SymbolData& symbol : market.symbols) {
    if (!has_volume(symbol)) {
      symbols.add(symbol.name);
    }
  }
  return symbols;
}

Concerned with_coarse_tick(const data::MarketData& market,
                           const std::vector<orders::Instrument>& instruments) {
  Concerned symbols;
  for (std::size_t s = 0; s < instruments.size(); ++s) {
    const double tick = instruments[s].tick.step();
    if (tick > 0 && !market.symbols[s].bars.empty() && tick > lowest_price(market.symbols[s]) / 2) {
      symbols.add(fmt::format("{} (tick {}, lowest price {})", market.symbols[s].name, tick,
                              lowest_price(market.symbols[s])));
    }
  }
  return symbols;
}

// Faults at places of one config.
class CostFaults {
 public:
  explicit CostFaults(const std::string& file) : file_(file) {}

  void add(config::Location at, const Concerned& symbols, const std::string& what,
           const char* fix) {
    if (symbols.any()) {
      faults_.push_back({config::to_string(file_, at), what + symbols.text(), fix});
    }
  }

  std::vector<core::Fault> take() && { return std::move(faults_); }

 private:
  const std::string& file_;
  std::vector<core::Fault> faults_;
};

void check_slippage(const config::SlippageConfig& slippage, const data::MarketData& market,
                    const std::vector<orders::Instrument>& instruments, CostFaults& faults) {
  if (slippage.ticks != 0) {
    faults.add(slippage.ticks_at, without_tick(market, instruments),
               "broker.slippage.ticks: there would be no slippage, as no tick is stated for ",
               "state it: broker.instruments: {default: {tick: 0.01}}");
  }
  if (slippage.spread == config::SpreadCost::quoted) {
    faults.add(slippage.spread_at, without_quotes(market),
               "broker.slippage.spread: there are no quotes of ",
               "say where bid and ask are, data.path: {bid: ..., ask: ...} or data.columns: {bid: "
               "{open: ...}, ask: {open: ...}}; or state slippage.half_spread");
  }
}

}  // namespace

std::vector<core::Fault> silent_costs(const config::RunConfig& config,
                                      const data::MarketData& market) {
  const config::BrokerConfig& broker = config.broker;
  const std::vector<orders::Instrument> instruments = orders::instruments_of(broker, market);
  CostFaults faults(config.file);
  check_slippage(broker.slippage_parts, market, instruments, faults);
  if (broker.participation) {
    faults.add(broker.participation_at, without_volume(market),
               "broker.participation: no order could fill, as there is no volume in any bar of ",
               "remove participation, or leave the symbol out");
  }
  if (!broker.instruments.empty()) {
    faults.add(broker.instruments.front().at, with_coarse_tick(market, instruments),
               "broker.instruments: a tick is coarser than half of the lowest price of ",
               "state a finer tick, as the venue has it");
  }
  return std::move(faults).take();
}

}  // namespace barometer::execution
