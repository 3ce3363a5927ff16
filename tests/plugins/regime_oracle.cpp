// SPDX-License-Identifier: Apache-2.0
#include "regime_oracle.hpp"

#include <cmath>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

namespace {

bool is_good(const Bar& bar) {
  for (const double price : {bar.open, bar.high, bar.low, bar.close}) {
    if (!(price >= 1e-150 && price <= 1e150)) {
      return false;
    }
  }
  return bar.high >= bar.low;
}

Real bars_between(const Bar& a, const Bar& b, const Rules& rules) {
  return rules.exchange
             ? static_cast<Real>(b.session_date - a.session_date) * rules.bars_per_session_day
             : static_cast<Real>(b.close_time_ns - a.close_time_ns) / rules.bar_ns;
}

std::vector<Path> paths(const std::vector<Bar>& bars, const Rules& rules) {
  std::vector<Path> all;
  const Bar* last = nullptr;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    if (!is_good(bars[t])) {
      continue;
    }
    const bool broken = last == nullptr || std::round(bars_between(*last, bars[t], rules)) - 1 >
                                               static_cast<Real>(rules.gap_bars);
    if (broken) {
      all.push_back({{t}, {0}, {0}});
    } else {
      Path& path = all.back();
      const Real before = last->close;
      path.r.push_back(log1pl((static_cast<Real>(bars[t].close) - before) / before));
      path.y.push_back(path.y.back() + path.r.back());
      path.bar.push_back(t);
    }
    last = &bars[t];
  }
  return all;
}

}  // namespace

Tags::Tags()
    : volatility_day(kNaN),
      volatility_ratio(kNaN),
      volatility_forecast(kNaN),
      volatility_probability(kNaN),
      volatility_percentile(kNaN),
      volatility_duration(kNaN),
      volatility_stability(kNaN),
      trend_z(kNaN),
      trend_strength(kNaN),
      trend_efficiency(kNaN),
      trend_duration(kNaN),
      trend_acceleration(kNaN),
      bad_bars(0) {}

std::vector<Tags> tag(const std::vector<Bar>& bars, const Rules& rules) {
  std::vector<Tags> out(bars.size());
  for (std::size_t t = 0; t < bars.size(); ++t) {
    out[t].bad_bars = (t == 0 ? 0 : out[t - 1].bad_bars) + (is_good(bars[t]) ? 0 : 1);
  }
  for (const Path& path : paths(bars, rules)) {
    tag_volatility(path, bars, rules, out);
    tag_trend(path, rules, out);
  }
  return out;
}

}  // namespace barometer::oracle
