// SPDX-License-Identifier: Apache-2.0
#include "data/load_market.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <span>
#include <utility>

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/workers.hpp"
#include "data/calendar.hpp"
#include "data/market_source.hpp"
#include "data/oddities.hpp"
#include "data/synthetic.hpp"
#include "data/venue.hpp"

namespace barometer {

namespace {

constexpr Duration kLongestBar = 31 * kDay;

Venue venue_of(const DataConfig& config) {
  const std::string where = to_string(config.file, config.at);
  if (config.bar <= 0 || config.bar > kLongestBar) {
    throw Error(ExitCode::bad_input,
                Fault{where, "a bar of " + format_duration(config.bar) + " is not possible",
                      "bars are longer than nothing and at most 31d"});
  }
  try {
    return find_venue(config.venue);
  } catch (const Error& error) {
    Fault fault = error.faults().front();
    fault.where = where;
    throw Error(ExitCode::bad_input, std::move(fault));
  }
}

// Leaves out what closes after `to`; a symbol must have a bar left that closes after `from`.
void apply_period(const DataConfig& config, LoadedSymbol& symbol) {
  std::vector<BarRow>& bars = symbol.data.bars;
  if (!symbol.faults.empty() || bars.empty()) {
    return;
  }
  const std::string period = "its bars close from " + format_utc(bars.front().close_time_ns) +
                             " to " + format_utc(bars.back().close_time_ns);
  if (config.to) {
    const auto end = std::ranges::upper_bound(bars, *config.to, {}, &BarRow::close_time_ns);
    bars.erase(end, bars.end());
    symbol.data.truth.resize(std::min(symbol.data.truth.size(), bars.size()));
  }
  if (bars.empty() || (config.from && bars.back().close_time_ns <= *config.from)) {
    symbol.faults.push_back({to_string(config.file, config.at),
                             symbol.data.name + " has no bar between `from` and `to`: " + period,
                             "change the period, or leave the symbol out"});
  }
}

LoadedSymbol load_symbol(const MarketSource& source, std::size_t index, const DataConfig& config,
                         const Venue& venue) {
  LoadedSymbol symbol;
  try {
    symbol = source.load(index);
    apply_period(config, symbol);
    symbol.data.calendar = resolve_calendar(venue, config.bar, symbol.data.bars);
  } catch (const Error& error) {
    std::ranges::copy(error.faults(), std::back_inserter(symbol.faults));
  }
  return symbol;
}

std::vector<LoadedSymbol> load_all(const MarketSource& source, const DataConfig& config,
                                   const Venue& venue, int threads, const Progress& progress) {
  std::vector<LoadedSymbol> loaded(source.symbols);
  std::mutex mutex;
  std::size_t done = 0;
  // One symbol a task: files differ in length by orders of magnitude.
  Workers(threads).for_each(source.symbols, 1, [&](std::size_t i) {
    loaded[i] = load_symbol(source, i, config, venue);
    if (progress) {
      const std::lock_guard lock(mutex);
      progress(++done, source.symbols);
    }
  });
  return loaded;
}

std::vector<SymbolData> sound_symbols(std::vector<LoadedSymbol> loaded) {
  std::vector<Fault> faults;
  std::vector<SymbolData> symbols;
  for (LoadedSymbol& symbol : loaded) {
    std::ranges::move(symbol.faults, std::back_inserter(faults));
    symbols.push_back(std::move(symbol.data));
  }
  throw_if_any(std::move(faults));
  return symbols;
}

std::vector<bm_instrument> instruments_of(std::span<const SymbolData> symbols, const Venue& venue,
                                          Duration bar) {
  std::vector<bm_instrument> instruments;
  for (SymbolIndex index = 0; index < symbols.size(); ++index) {
    instruments.push_back({.symbol = symbols[index].name.c_str(),
                           .venue_kind = venue.kind,
                           .symbol_index = index,
                           .bar_ns = bar,
                           .bars_per_session_day = bars_per_session_day(venue, bar),
                           .session_days_per_year = venue.session_days_per_year});
  }
  return instruments;
}

std::string hash_of(std::span<const SymbolData> symbols) {
  Hash hash;
  for (const SymbolData& symbol : symbols) {
    hash.add(symbol.name);
    hash.add(symbol.bars.size());
    hash.add(std::as_bytes(std::span{symbol.bars}));
  }
  return hash.hex();
}

}  // namespace

MarketData load_market(const DataConfig& config, int threads, const Progress& progress) {
  const Venue venue = venue_of(config);
  const bool synthetic = config.source == DataSource::synthetic;
  const MarketSource source =
      synthetic ? synthetic_source(config, venue) : csv_source(config, venue);
  MarketData market;
  market.symbols = sound_symbols(load_all(source, config, venue, threads, progress));
  market.instruments = instruments_of(market.symbols, venue, config.bar);
  market.timeline = Timeline(market.symbols);
  market.bar = config.bar;
  market.venue = venue.name;
  market.session_days_per_year = venue.session_days_per_year;
  market.hash = hash_of(market.symbols);
  if (synthetic) {
    market.truth_labels = synthetic_truth_labels();
  }
  count_oddities(venue, config.bar, market.timeline, market.symbols);
  return market;
}

}  // namespace barometer
