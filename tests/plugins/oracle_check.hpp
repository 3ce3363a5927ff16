// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "regime_harness.hpp"
#include "regime_oracle.hpp"

namespace barometer::harness {

// What of a bar is traded, as the calendar says it (tests/issues/sessions_with_a_break_test.cpp
// holds that against minutes that are counted), and of an exchange no more than since its open.
inline double traded_share(const Series& series, std::size_t t) {
  const bm_instrument& instrument = series.instrument;
  if (instrument.venue_kind == BM_VENUE_ALWAYS_OPEN || instrument.bar_ns >= kDay) {
    return 1;
  }
  const bm_calendar_row& row = series.calendar[t];
  const double whole = static_cast<double>(instrument.bar_ns);
  const double said = row.traded_ms == 0 ? whole : 1e6 * row.traded_ms;
  const double since_open = static_cast<double>(series.close_time_ns[t] - row.session_open_ns);
  const bool exchange = instrument.venue_kind == BM_VENUE_SESSIONS;
  return (exchange && since_open > 0 ? std::min(said, since_open) : said) / whole;
}

inline std::vector<oracle::Bar> oracle_bars(const Series& series) {
  std::vector<oracle::Bar> bars;
  for (std::size_t t = 0; t < series.close.size(); ++t) {
    bars.push_back({series.close_time_ns[t], series.open[t], series.high[t], series.low[t],
                    series.close[t], series.calendar[t].session_date,
                    series.calendar[t].local_minute, traded_share(series, t)});
  }
  return bars;
}

// The rules of the preset `equity_daily`.
inline oracle::Rules equity_rules() {
  oracle::Rules rules;
  rules.exchange = true;
  rules.bar_ns = kDay;
  rules.bars_per_session_day = 1;
  rules.gap_bars = 21;
  rules.normal_from = 0.015;
  rules.high_from = 0.03;
  rules.extreme_from = 0.05;
  rules.window = 21;
  rules.half_life = 5;
  rules.percentile_lookback = 252;
  rules.stability_window = 63;
  rules.trend_window = 50;
  return rules;
}

// Compares labels exactly, scalars to 1e-6 relative (1e-12 absolute, for what is exactly 0 in
// theory). Returns the first difference in words, or "".
inline std::string first_difference(const Table& table, const std::vector<oracle::Tags>& expected) {
  std::ostringstream out;
  const auto differs = [&](const char* name, std::size_t t, long double want) {
    const float got = table.scalar.at(name)[t];
    const bool same = std::isnan(want) ? std::isnan(got)
                                       : std::fabs(got - want) <= 1e-6L * std::fabs(want) + 1e-12L;
    if (!same) {
      out << name << " at bar " << t << ": " << got << ", oracle " << want;
    }
    return !same;
  };
  for (std::size_t t = 0; t < expected.size(); ++t) {
    const oracle::Tags& e = expected[t];
    if (table.category.at("volatility")[t] != e.volatility ||
        table.category.at("trend")[t] != e.trend) {
      out << "labels at bar " << t << ": volatility " << int{table.category.at("volatility")[t]}
          << ", oracle " << e.volatility << "; trend " << int{table.category.at("trend")[t]}
          << ", oracle " << e.trend;
      return out.str();
    }
    for (const auto& [name, onset] :
         {std::pair{"volatility", e.volatility_onset}, std::pair{"trend", e.trend_onset}}) {
      if (table.onset.at(name)[t] != onset) {
        out << name << " onset at bar " << t << ": " << table.onset.at(name)[t] << ", oracle "
            << onset;
        return out.str();
      }
    }
    if (differs("volatility_day", t, e.volatility_day) ||
        differs("volatility_ratio", t, e.volatility_ratio) ||
        differs("volatility_forecast", t, e.volatility_forecast) ||
        differs("volatility_probability", t, e.volatility_probability) ||
        differs("volatility_percentile", t, e.volatility_percentile) ||
        differs("volatility_duration", t, e.volatility_duration) ||
        differs("volatility_stability", t, e.volatility_stability) ||
        differs("trend_z", t, e.trend_z) || differs("trend_strength", t, e.trend_strength) ||
        differs("trend_efficiency", t, e.trend_efficiency) ||
        differs("trend_duration", t, e.trend_duration) ||
        differs("trend_acceleration", t, e.trend_acceleration) ||
        differs("bad_bars", t, e.bad_bars)) {
      return out.str();
    }
  }
  return "";
}

}  // namespace barometer::harness
