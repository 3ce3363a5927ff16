// SPDX-License-Identifier: Apache-2.0
#include "analysis/observations.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "analysis/observation_kinds.hpp"
#include "calendar/calendar_rows.hpp"
#include "calendar/grid_check.hpp"
#include "calendar/hours_count.hpp"
#include "calendar/venue.hpp"
#include "data/bar_row.hpp"
#include "data/calendar_cursor.hpp"
#include "data/market_data.hpp"
#include "data/oddities.hpp"
#include "data/price_jumps.hpp"

namespace barometer::analysis {

namespace {

using Bars = core::Rows<data::BarRow>;

// A bar size that fewer steps from bar to bar support is that of other data; fewer steps say
// nothing.
constexpr double kFewestSupporting = 0.1;
constexpr std::int64_t kFewestSteps = 10;

// The price of the bar that closes at this time.
double close_at(const Bars& bars, core::Timestamp time) {
  const auto bar = std::ranges::lower_bound(bars, time, {}, &data::BarRow::close_time_ns);
  return bar == bars.end() ? std::numeric_limits<double>::quiet_NaN() : bar->close;
}

void see_skipped_rows(const data::SymbolData& symbol, std::vector<Observation>& all) {
  const std::int64_t rows = symbol.report.skipped_rows;
  Observation seen{.code = SkippedRows::kCode,
                   .symbol = symbol.name,
                   .count = rows,
                   .of = rows + symbol.report.bars};
  for (const std::string& reason : symbol.report.skipped) {
    seen.worst.push_back({.text = reason});
  }
  add_worst(std::move(seen), all);
}

// Jumps over a gap after which a ticker may be another company's, or all others.
void see_jumps(const data::SymbolData& symbol, std::span<const data::PriceJump> jumps,
               bool over_gaps, std::vector<Observation>& all) {
  Observation seen{.code = over_gaps ? JumpsAfterGaps::kCode : SplitLikeJumps::kCode,
                   .symbol = symbol.name};
  for (const data::PriceJump& jump : jumps) {
    if ((jump.gap >= kGapOfAnotherCompany) == over_gaps) {
      seen.worst.push_back({.time_ns = jump.time_ns,
                            .value = jump.ratio,
                            .severity = std::fabs(std::log(jump.ratio)),
                            .gap = jump.gap,
                            .after = jump.after,
                            .before = jump.before});
    }
  }
  seen.count = std::ssize(seen.worst);
  add_worst(std::move(seen), all);
}

void see_off_hours(const data::SymbolData& symbol, std::vector<Observation>& all) {
  Observation seen{.code = OffHours::kCode,
                   .symbol = symbol.name,
                   .count = symbol.report.off_hours_bars,
                   .of = symbol.report.bars};
  seen.fitting_zone = symbol.report.fitting_zone;
  for (const core::Timestamp time : symbol.report.off_hours) {
    seen.worst.push_back({.time_ns = time, .value = close_at(symbol.bars, time)});
  }
  add_worst(std::move(seen), all);
}

// The first bars whose middle lies in no session; all are alike bad.
std::vector<ObservedPlace> outside_sessions(const data::MarketData& market,
                                            const data::SymbolData& symbol) {
  std::vector<ObservedPlace> places;
  calendar::HoursCount count(*market.venues[symbol.venue].hours);
  data::CalendarCursor cursor(market, symbol);
  for (std::size_t i = 0; i < symbol.bars.size() && places.size() < kMostExamples; ++i) {
    const data::BarRow& bar = symbol.bars[i];
    const std::int64_t before = count.out_of_session;
    count.add(calendar::middle_of(cursor.at(bar.close_time_ns), bar.close_time_ns, market.bar));
    if (count.out_of_session > before) {
      places.push_back({.time_ns = bar.close_time_ns, .value = bar.close});
    }
  }
  return places;
}

void see_out_of_session(const data::MarketData& market, const data::SymbolData& symbol,
                        std::vector<Observation>& all) {
  Observation seen{.code = kOutOfSession,
                   .symbol = symbol.name,
                   .count = symbol.report.out_of_session_bars,
                   .of = symbol.report.bars};
  if (seen.count > 0) {
    seen.worst = outside_sessions(market, symbol);
  }
  add_worst(std::move(seen), all);
}

void see_gaps(const data::SymbolData& symbol, std::span<const data::BarGap> largest,
              std::vector<Observation>& all) {
  const data::SymbolDataReport& report = symbol.report;
  Observation seen{.code = MissingBars::kCode,
                   .symbol = symbol.name,
                   .count = report.missing_bars,
                   .of = report.missing_bars + report.bars};
  for (const data::BarGap& gap : largest) {
    const auto missing = static_cast<double>(gap.missing);
    seen.worst.push_back({.time_ns = gap.from_ns, .value = missing, .severity = missing});
  }
  if (supports_bar_size(symbol)) {
    add_worst(std::move(seen), all);
  }
}

// Where bars lie as far from the one before as most of them do.
void see_bar_size(const data::SymbolData& symbol, std::vector<Observation>& all) {
  if (supports_bar_size(symbol)) {
    return;
  }
  const std::int64_t steps = symbol.report.bars - 1;
  Observation seen{.code = UnsupportedBarSize::kCode,
                   .symbol = symbol.name,
                   .count = symbol.report.gaps,
                   .of = steps};
  const core::Duration step = calendar::commonest_step(data::close_times(symbol.bars));
  for (std::size_t i = 1; i < symbol.bars.size() && seen.worst.size() < kMostExamples; ++i) {
    const core::Timestamp time = symbol.bars[i].close_time_ns;
    if (time - symbol.bars[i - 1].close_time_ns == step) {
      seen.worst.push_back(
          {.time_ns = time, .value = static_cast<double>(step) / core::kSecond, .gap = step});
    }
  }
  add_worst(std::move(seen), all);
}

// Runs of bars that are alike, the longest being the worst.
template <class Is>
void see_runs(const data::SymbolData& symbol, std::string_view code, std::int64_t count, Is is,
              std::vector<Observation>& all) {
  Observation seen{.code = code, .symbol = symbol.name, .count = count, .of = symbol.report.bars};
  std::size_t length = 0;
  for (std::size_t i = 0; i <= symbol.bars.size() && count > 0; ++i) {
    if (i < symbol.bars.size() && is(symbol.bars[i])) {
      ++length;
    } else if (length > 0) {
      const auto bars = static_cast<double>(std::exchange(length, 0));
      const std::size_t first = i - static_cast<std::size_t>(bars);
      seen.worst.push_back(
          {.time_ns = symbol.bars[first].close_time_ns, .value = bars, .severity = bars});
    }
  }
  add_worst(std::move(seen), all);
}

void see_bars_at(const data::SymbolData& symbol, std::string_view code, std::int64_t count,
                 std::span<const core::Timestamp> closes, std::vector<Observation>& all) {
  Observation seen{.code = code, .symbol = symbol.name, .count = count, .of = symbol.report.bars};
  for (const core::Timestamp time : closes) {
    seen.worst.push_back({.time_ns = time, .value = close_at(symbol.bars, time)});
  }
  add_worst(std::move(seen), all);
}

void see_symbol(const data::MarketData& market, const data::SymbolData& symbol,
                std::span<const data::BarGap> gaps, std::vector<Observation>& all) {
  see_skipped_rows(symbol, all);
  const std::vector<data::PriceJump> jumps = data::price_jumps(symbol);
  see_jumps(symbol, jumps, false, all);
  see_jumps(symbol, jumps, true, all);
  see_off_hours(symbol, all);
  see_out_of_session(market, symbol, all);
  see_gaps(symbol, gaps, all);
  see_bar_size(symbol, all);
  const data::SymbolDataReport& report = symbol.report;
  see_runs(
      symbol, kZeroVolume, report.zero_volume_bars,
      [](const data::BarRow& bar) { return bar.volume == 0; }, all);
  see_runs(
      symbol, kFlatBars, report.flat_bars,
      [](const data::BarRow& bar) { return bar.high == bar.low; }, all);
  see_bars_at(symbol, kWidenedBars, report.widened_bars, report.widened, all);
  see_bars_at(symbol, kRepeatedRows, report.repeated_rows, report.repeated, all);
}

std::size_t number_of(const Observation& observation) {
  const auto kind = std::ranges::find(kObservationKinds, observation.code, &ObservationKind::code);
  return static_cast<std::size_t>(kind - kObservationKinds.begin());
}

}  // namespace

void add_worst(Observation observation, std::vector<Observation>& all) {
  std::vector<ObservedPlace>& places = observation.worst;
  if (observation.count > 0) {
    std::ranges::stable_sort(places, std::ranges::greater(), &ObservedPlace::severity);
    places.resize(std::min(places.size(), kMostExamples));
    all.push_back(std::move(observation));
  }
}

bool supports_bar_size(const data::SymbolData& symbol) {
  const std::int64_t steps = symbol.report.bars - 1;
  return steps < kFewestSteps || std::ssize(symbol.bars) <= kFewestSteps ||
         static_cast<double>(steps - symbol.report.gaps) >=
             kFewestSupporting * static_cast<double>(steps);
}

std::vector<Observation> observe(const data::MarketData& market) {
  std::vector<Observation> all;
  for (const data::LeftOut& left : market.left_out) {
    add_worst({.code = SymbolsLeftOut::kCode,
               .symbol = left.symbol,
               .count = 1,
               .worst = {{.text = left.reason}}},
              all);
  }
  const auto gaps = data::largest_gaps(market, kMostExamples);
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    see_symbol(market, market.symbols[s], gaps[s], all);
  }
  std::ranges::stable_sort(all, {}, number_of);
  return all;
}

}  // namespace barometer::analysis
