// SPDX-License-Identifier: Apache-2.0
#include "analysis/account_warnings.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "calendar/venue.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

// A weekend and a holiday on either side of it; a rate is older only where its data have a hole.
constexpr std::int64_t kUsualSessions = 5;
// Of sessions a year: holidays and the ends of a short period differ by less.
constexpr double kUsualShare = 0.1;
constexpr double kUsualCount = 3;

// Time in which a rate had no bar.
struct Silence {
  core::Timestamp from = 0;  // close of the last bar before
  core::Timestamp to = 0;    // close of the first bar after, or of the last step
  bool at_end = false;

  bool within(const RoundTrip& trip) const {
    return trip.exit_time_ns > from && trip.entry_time_ns < to;
  }
};

// Whole sessions of the market in it; at another venue than the run's those of that venue.
std::int64_t sessions_in(const data::MarketData& market, core::SymbolIndex rate,
                         const Silence& silence) {
  if (market.symbols[rate].venue != 0) {
    return calendar::sessions_closed(*market.venue_of(rate).hours, silence.from,
                                     silence.to - (silence.at_end ? 0 : 1));
  }
  const std::int64_t last = market.timeline.steps_until(silence.to) - 1 - (silence.at_end ? 0 : 1);
  std::int64_t sessions = 0;
  for (std::int64_t step = market.timeline.steps_until(silence.from); step <= last; ++step) {
    sessions += market.calendar_at(step).session_date != market.calendar_at(step - 1).session_date;
  }
  return sessions;
}

// Of one rate and what it converts.
class RateCheck {
 public:
  RateCheck(const RunRecord& record, const RunAnalysis& analysis, core::SymbolIndex rate)
      : record_(record), analysis_(analysis), rate_(rate) {}

  // The longest silence that touched a position.
  std::optional<StaleRate> longest() const {
    const core::Rows<data::BarRow>& bars = record_.market.symbols[rate_].bars;
    std::optional<StaleRate> longest;
    for (std::size_t bar = 1; bar <= bars.size(); ++bar) {
      const bool at_end = bar == bars.size();
      const core::Timestamp to = at_end ? analysis_.extent.last_ns : bars[bar].close_time_ns;
      const Silence silence{bars[bar - 1].close_time_ns, to, at_end};
      // Most bars follow at once, and only days have sessions.
      if (to - silence.from > core::kDay || at_end) {
        judge(silence, longest);
      }
    }
    return longest;
  }

 private:
  void judge(const Silence& silence, std::optional<StaleRate>& longest) const {
    const std::int64_t sessions = sessions_in(record_.market, rate_, silence);
    const std::int64_t usual = silence.at_end ? 0 : kUsualSessions;
    if (sessions <= std::max(usual, longest ? longest->sessions : 0)) {
      return;
    }
    std::set<core::SymbolIndex> touched;
    for (const RoundTrip& trip : analysis_.round_trips) {
      if (converts(trip.symbol) && silence.within(trip)) {
        touched.insert(trip.symbol);
      }
    }
    if (!touched.empty()) {
      longest = StaleRate{record_.market.symbols[rate_].name,
                          silence.from,
                          silence.to,
                          silence.at_end,
                          sessions,
                          std::ssize(touched)};
    }
  }

  bool converts(core::SymbolIndex symbol) const {
    return record_.logs.flows.valuations[symbol].rate == rate_;
  }

  const RunRecord& record_;
  const RunAnalysis& analysis_;
  core::SymbolIndex rate_;
};

}  // namespace

void check_rates(const RunRecord& record, const RunAnalysis& analysis,
                 std::vector<Warning>& warnings) {
  std::set<core::SymbolIndex> rates;
  for (const portfolio::Valuation& valuation : record.logs.flows.valuations) {
    if (valuation.rate) {
      rates.insert(*valuation.rate);
    }
  }
  for (const core::SymbolIndex rate : rates) {
    if (auto stale = RateCheck(record, analysis, rate).longest()) {
      warnings.emplace_back(std::move(*stale));
    }
  }
}

void check_sessions_a_year(const RunRecord& record, const RunAnalysis& analysis,
                           std::vector<Warning>& warnings) {
  const ReturnMetrics& returns = analysis.returns;
  const double expected = returns.periods_per_year * returns.years;
  const auto seen = static_cast<double>(returns.periods);
  if (returns.years < kFewestYears ||
      std::fabs(seen - expected) <= std::max(kUsualShare * expected, kUsualCount)) {
    return;
  }
  warnings.emplace_back(SessionsAYear{record.market.venue, returns.periods_per_year,
                                      seen / returns.years, returns.sharpe, returns.volatility});
}

}  // namespace barometer::analysis
