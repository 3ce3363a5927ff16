// SPDX-License-Identifier: Apache-2.0
#include "data/load_market.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "calendar/calendar_rows.hpp"
#include "calendar/venue_table.hpp"
#include "calendar/zone.hpp"
#include "calendar/zone_version.hpp"
#include "config/data_config.hpp"
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/stop.hpp"
#include "core/workers.hpp"
#include "data/actions_path.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/coarse_symbol.hpp"
#include "data/corporate_actions.hpp"
#include "data/instrument.hpp"
#include "data/market_calendar.hpp"
#include "data/market_data.hpp"
#include "data/market_source.hpp"
#include "data/oddities.hpp"
#include "data/read_context.hpp"
#include "data/session_check.hpp"
#include "data/symbol_input.hpp"
#include "data/truth_column.hpp"

namespace barometer::data {

namespace {

bool is_size(core::Duration bar) {
  return (bar > 0 && bar <= core::kDay) || bar == core::kWeek || bar == core::kMonth;
}

bool is_resampled(const config::DataConfig& config) {
  return config.run_bar() != config.bar;
}

void check_bar(const config::DataConfig& config) {
  if (!is_size(config.bar)) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{config::to_string(config.file, config.at),
                    "a bar of " + core::format_bar_size(config.bar) + " is not possible",
                    "bars are longer than nothing and at most 1d, or 1w or 1mo"});
  }
  if (is_resampled(config) && !config::is_coarser(config.run_bar(), config.bar)) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{
            config::to_string(config.file, config.resample_at),
            fmt::format("bars of {} are not made of bars of {}",
                        core::format_bar_size(config.run_bar()), core::format_bar_size(config.bar)),
            "data.resample is a multiple of data.bar that divides a day, or 1d, 1w or 1mo"});
  }
}

// "between data.from (2020-01-01T00:00:00Z) and data.to (2021-01-01T00:00:00Z)"
std::string period_of(const config::DataConfig& config) {
  const auto side = [](const char* key, core::Timestamp time) {
    return fmt::format("{} ({})", key, core::format_utc(time));
  };
  if (!config.to) {
    return "after " + side("data.from", *config.from);
  }
  const std::string to = side("data.to", *config.to);
  return config.from ? "between " + side("data.from", *config.from) + " and " + to : "up to " + to;
}

// Leaves out what closes after `to`; a symbol must have a bar left that closes after `from`.
void apply_period(const config::DataConfig& config, LoadedSymbol& symbol) {
  std::vector<BarRow>& bars = symbol.data.bars;
  if (!symbol.faults.empty() || bars.empty()) {
    return;
  }
  const core::Timestamp first = bars.front().close_time_ns;
  const core::Timestamp last = bars.back().close_time_ns;
  if (config.to) {
    const auto end = std::ranges::upper_bound(bars, *config.to, {}, &BarRow::close_time_ns);
    bars.erase(end, bars.end());
    symbol.data.truth.resize(std::min(symbol.data.truth.size(), bars.size()));
    symbol.data.spreads.resize(std::min(symbol.data.spreads.size(), bars.size()));
    symbol.labels.ids.resize(std::min(symbol.labels.ids.size(), bars.size()));
    symbol.stamp_closes.resize(std::min(symbol.stamp_closes.size(), bars.size()));
  }
  if (!bars.empty() && (!config.from || bars.back().close_time_ns > *config.from)) {
    return;
  }
  const std::string why = fmt::format("no bar {}: its bars close from {} to {}", period_of(config),
                                      core::format_utc(first), core::format_utc(last));
  if (config.leaves_out_missing()) {
    symbol.not_in_period = why;
    return;
  }
  symbol.faults.push_back(
      {config::to_string(config.file, bars.empty() ? config.to_at : config.from_at),
       fmt::format("{} has {}", symbol.data.name, why),
       "change the period, or say data.missing: skip to leave such symbols out"});
}

// The symbol's own calendar is needed for this alone: the market keeps its venue's, a row a step.
void check_by_calendar(const config::DataConfig& config, const calendar::Venue& venue,
                       LoadedSymbol& symbol) {
  const auto calendar = calendar::resolve_calendar(venue, config.bar, close_times(symbol.data.bars),
                                                   symbol.data.grid);
  if (auto fault = check_sessions(config, venue, calendar, symbol.data);
      fault && symbol.faults.empty()) {
    symbol.faults.push_back(std::move(*fault));
  }
  if (config.has_actions() && symbol.faults.empty()) {
    std::ranges::move(config.csv.has_action_columns()
                          ? take_actions(config, symbol.row_actions, symbol.data, calendar)
                          : load_actions(*config.actions, symbol.data, calendar, config.folder),
                      std::back_inserter(symbol.faults));
  }
}

// Bars of the run in place of the source's, which are checked as they are.
void make_coarse(const config::DataConfig& config, const calendar::Venue& venue,
                 LoadedSymbol& symbol) {
  if (symbol.faults.empty()) {
    check_by_calendar(config, venue, symbol);
  }
  if (symbol.faults.empty() && !symbol.data.bars.empty()) {
    symbol.truth_labels.clear();
    auto fault = resample_symbol(config, venue, symbol.data);
    if (fault && config.leaves_out_missing()) {
      symbol.not_in_period = std::move(fault->what);
    } else if (fault) {
      symbol.faults.push_back(std::move(*fault));
    }
  }
}

LoadedSymbol load_symbol(const MarketSource& source, std::size_t index,
                         const config::DataConfig& config, const calendar::VenueTable& venues,
                         core::Stop stop) {
  LoadedSymbol symbol;
  try {
    stop.check();
    symbol = source.load(index);
    const calendar::Venue& venue = venues[symbol.data.venue];
    if (is_resampled(config)) {
      make_coarse(config, venue, symbol);
    }
    apply_period(config, symbol);
    const bool unchecked = symbol.not_in_period.empty() && !is_resampled(config);
    if (unchecked && (venue.kind != BM_VENUE_ALWAYS_OPEN || config.has_actions())) {
      check_by_calendar(config, venue, symbol);
    }
  } catch (const core::Error& error) {
    std::ranges::copy(error.faults(), std::back_inserter(symbol.faults));
  }
  return symbol;
}

std::vector<LoadedSymbol> load_all(const MarketSource& source, const config::DataConfig& config,
                                   const calendar::VenueTable& venues, const ReadContext& reading) {
  std::vector<LoadedSymbol> loaded(source.symbols);
  calendar::open_zone_database();
  // One symbol a task: files differ in length by orders of magnitude.
  reading.for_each(source.symbols, [&](std::size_t i) {
    loaded[i] = load_symbol(source, i, config, venues, reading.stop);
  });
  reading.stop.check();  // symbols that were stopped must not pass for faulty ones
  return loaded;
}

// Files name their true regimes each in its own order; a market has one.
std::vector<std::string> unite_truth(std::vector<LoadedSymbol>& loaded) {
  std::vector<TruthColumn> columns;
  for (LoadedSymbol& symbol : loaded) {
    columns.push_back({std::move(symbol.data.truth), std::move(symbol.truth_labels)});
  }
  std::vector<std::string> labels = unite_labels(columns);
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    loaded[i].data.truth = std::move(columns[i].ids);
  }
  return labels;
}

// The first fault in words, and how many others there are.
std::string reason_of(const std::vector<core::Fault>& faults) {
  const core::Fault& first = faults.front();
  std::string reason = first.where.empty() ? first.what : first.where + ": " + first.what;
  if (faults.size() > 1) {
    reason += fmt::format("; and {} more", faults.size() - 1);
  }
  return reason;
}

// The faults of the symbols that have some; of many files a few are told one by one.
class MarketFaults {
 public:
  explicit MarketFaults(const config::DataConfig& config) : config_(config) {}

  void add(std::vector<core::Fault> of_symbol) {
    bad_ += of_symbol.empty() ? 0 : 1;
    if (bad_ <= kMostTold) {
      std::ranges::move(of_symbol, std::back_inserter(faults_));
    }
  }

  // `all` is the number of symbols.
  void throw_if_any(std::size_t all) && {
    if (bad_ > kMostTold || (bad_ > 0 && all >= kMany)) {
      const std::string told =
          bad_ > kMostTold ? fmt::format("; the faults of {} are told", kMostTold) : "";
      faults_.push_back({config::to_string(config_.file, config_.csv.path_at),
                         fmt::format("{} of {} symbols have faults{}", bad_, all, told),
                         bad_ < all
                             ? "mend them, or say data.bad_symbols: skip to leave such symbols out"
                             : "mend the data or how they are described"});
    }
    core::throw_if_any(std::move(faults_));
  }

 private:
  static constexpr std::size_t kMostTold = 10;
  static constexpr std::size_t kMany = 20;

  const config::DataConfig& config_;
  std::size_t bad_ = 0;
  std::vector<core::Fault> faults_;
};

// The symbols that the market will have; those that may be left out go to `left_out`. Throws where
// another has a fault, and where none is left.
std::vector<LoadedSymbol> kept_symbols(const config::DataConfig& config,
                                       std::vector<LoadedSymbol> loaded,
                                       std::vector<LeftOut>& left_out) {
  const bool skips_bad = config.bad_symbols == config::BadSymbols::skip;
  MarketFaults faults(config);
  std::vector<LoadedSymbol> kept;
  for (LoadedSymbol& symbol : loaded) {
    if (symbol.faults.empty() && !symbol.not_in_period.empty()) {
      left_out.push_back({symbol.data.name, LeftOutWhy::no_bars, symbol.not_in_period});
    } else if (!symbol.faults.empty() && skips_bad) {
      left_out.push_back({symbol.data.name, LeftOutWhy::bad_data, reason_of(symbol.faults)});
    } else {
      faults.add(std::move(symbol.faults));
      kept.push_back(std::move(symbol));
    }
  }
  std::move(faults).throw_if_any(loaded.size());
  if (kept.empty()) {
    const LeftOut& first = left_out.front();
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config::to_string(config.file, config.at),
                                  fmt::format("no symbol is left of {}; {}: {}", left_out.size(),
                                              first.symbol, first.reason),
                                  "mend the data, the period or the path"});
  }
  return kept;
}

std::vector<SymbolInput> inputs_of(std::vector<LoadedSymbol> loaded) {
  std::vector<SymbolInput> symbols;
  for (LoadedSymbol& symbol : loaded) {
    symbols.push_back(std::move(symbol.data));
  }
  return symbols;
}

std::vector<bm_instrument> instruments_of(const MarketData& market) {
  std::vector<bm_instrument> instruments;
  for (core::SymbolIndex index = 0; index < market.symbols.size(); ++index) {
    instruments.push_back(instrument_of(*market.venue_of(index).hours, market.bar,
                                        market.symbols[index].name.c_str(), index));
  }
  return instruments;
}

// The same bars at another venue have other tags, which are kept by this hash. The run's own venue
// counts where it has a file, as the hash of a file's bytes.
std::string hash_of(const MarketData& market) {
  core::Hash hash;
  for (const SymbolData& symbol : market.symbols) {
    const calendar::Venue& venue = *market.venues[symbol.venue].hours;
    hash.add(symbol.name);
    if (symbol.venue != 0) {
      hash.add(venue.name);
    }
    if (!venue.hash.empty()) {
      hash.add(venue.hash);
    }
    hash.add(symbol.bars.size());
    hash.add(std::as_bytes(std::span<const BarRow>(symbol.bars)));
    if (!symbol.spreads.empty()) {
      hash.add(std::as_bytes(std::span(symbol.spreads)));
    }
    for (const CorporateAction& action : symbol.actions) {
      hash.add(action.ex_date);
      hash.add(action.split.value());
      hash.add(action.dividend);
      hash.add(action.dividend_share);
      if (action.time_ns) {
        hash.add(*action.time_ns);
      }
    }
  }
  return hash.hex();
}

// What others are told of a market whose bars and calendars are known.
void describe(MarketData& market, const calendar::VenueTable& venues) {
  market.instruments = instruments_of(market);
  market.venue = venues[0].name;
  market.tzdata = calendar::zone_database_version();
  market.session_days_per_year = venues[0].session_days_per_year;
  market.hash = hash_of(market);
}

}  // namespace

std::vector<LoadedSymbol> load_symbols(const config::DataConfig& config, int threads) {
  check_bar(config);
  const calendar::VenueTable venues(config);
  core::Workers workers(threads);
  const ReadContext reading{.workers = &workers};
  const MarketSource source = source_entry(config.source).open(config, venues, reading, {});
  std::vector<LeftOut> left_out;
  return kept_symbols(config, load_all(source, config, venues, reading), left_out);
}

MarketData load_market(const config::DataConfig& config, int threads, LoadGauge::Tell progress,
                       const std::atomic<bool>* stop, std::span<const SymbolTable> tables) {
  check_bar(config);
  const calendar::VenueTable venues(config);
  core::Workers workers(threads);
  LoadGauge gauge(std::move(progress));
  const ReadContext reading{
      .stop = core::Stop(stop), .workers = &workers, .gauge = gauge.is_read() ? &gauge : nullptr};
  const SourceEntry& entry = source_entry(config.source);
  const MarketSource source = entry.open(config, venues, reading, tables);
  check_actions_path(config, source.symbols);
  std::vector<LeftOut> left_out = source.left_out;
  auto loaded = kept_symbols(config, load_all(source, config, venues, reading), left_out);
  auto truth_labels = entry.truth_labels != nullptr && !is_resampled(config) ? entry.truth_labels()
                                                                             : unite_truth(loaded);
  MarketData market = build_market(inputs_of(std::move(loaded)));
  check_any_actions(config, market.symbols);
  market.left_out = std::move(left_out);
  market.bar = config.run_bar();
  resolve_calendars(market, venues);
  place_actions(market);
  market.arena.seal();
  market.truth_labels = std::move(truth_labels);
  describe(market, venues);
  count_oddities(market);
  return market;
}

}  // namespace barometer::data
