// SPDX-License-Identifier: Apache-2.0
#include "regime_oracle.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>

namespace barometer::oracle {

namespace {

using Real = long double;
constexpr Real kNaN = std::numeric_limits<Real>::quiet_NaN();

// Log prices of an unbroken run of good bars.
struct Path {
  std::vector<std::size_t> bar;  // index of each point among all bars
  std::vector<Real> y;           // running sum of returns, 0 at the first point
  std::vector<Real> r;           // r[k] leads to point k; r[0] is not used
};

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

// Sum of f(r) over the last n returns up to point k; nothing while there are fewer.
template <class F>
std::optional<Real> over_returns(const Path& path, std::size_t k, std::size_t n, F f) {
  if (k < n) {
    return std::nullopt;
  }
  Real sum = 0;
  for (std::size_t j = k - n + 1; j <= k; ++j) {
    sum += f(path.r[j]);
  }
  return sum;
}

Real square(Real x) {
  return x * x;
}

struct Line {
  Real slope;
  Real r_squared;
};

// Least squares through the last n points up to point k.
std::optional<Line> line(const Path& path, std::size_t k, std::size_t n) {
  if (k + 1 < n) {
    return std::nullopt;
  }
  const std::size_t first = k + 1 - n;
  Real mean_y = 0;
  for (std::size_t j = 0; j < n; ++j) {
    mean_y += (path.y[first + j] - path.y[first]) / static_cast<Real>(n);
  }
  const Real mean_x = static_cast<Real>(n - 1) / 2;
  Real xx = 0;
  Real xy = 0;
  Real yy = 0;
  for (std::size_t j = 0; j < n; ++j) {
    const Real dx = static_cast<Real>(j) - mean_x;
    const Real dy = path.y[first + j] - path.y[first] - mean_y;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  bool constant = true;
  for (std::size_t j = 1; j < n; ++j) {
    constant = constant && path.r[first + j] == 0;
  }
  return Line{xy / xx, constant ? kNaN : xy * xy / (xx * yy)};
}

// Root of the weighted mean of all squared returns up to point k, newest weight 1, halved every
// half_life returns.
Real fast_volatility(const Path& path, std::size_t k, Real half_life) {
  Real sum = 0;
  Real weights = 0;
  for (std::size_t age = 0; age < k; ++age) {
    const Real weight = exp2l(-static_cast<Real>(age) / half_life);
    if (weight < 1e-30L) {
      break;
    }
    sum += weight * square(path.r[k - age]);
    weights += weight;
  }
  return std::sqrt(sum / weights);
}

Real on_grid(Real v) {
  return exp2l(std::round(1024 * std::log2(v)) / 1024);
}

Real median(std::deque<Real> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

int next_by_ratio(int id, Real ratio, const Rules& rules) {
  const Real lambda = exp2l(-1 / static_cast<Real>(rules.half_life));
  const Real se = 1 / std::sqrt(2 * (1 + lambda) / (1 - lambda));
  const bool was_calm = id == 0;
  const bool was_up = id >= 2;
  if ((was_up && ratio < rules.high_out) || (was_calm && ratio > expl(-rules.calm_out_se * se))) {
    id = 1;
  }
  if (id == 3 && ratio < static_cast<Real>(rules.high_out) * rules.extreme_factor) {
    id = 2;
  }
  if (id == 1) {
    id = ratio >= rules.high_in ? 2 : ratio <= expl(-rules.calm_in_se * se) ? 0 : 1;
  }
  return id == 2 && ratio >= static_cast<Real>(rules.high_in) * rules.extreme_factor ? 3 : id;
}

int next_by_level(int id, Real day, const Rules& rules) {
  const Real levels[] = {rules.normal_from, rules.high_from, rules.extreme_from};
  const auto passed = [&](Real factor) {
    return static_cast<int>(std::count_if(std::begin(levels), std::end(levels),
                                          [&](Real level) { return day >= level * factor; }));
  };
  if (id == kUnknown) {
    return passed(1);
  }
  return std::min(std::max(id, passed(1 + static_cast<Real>(rules.band))),
                  passed(1 - static_cast<Real>(rules.band)));
}

// Trend ids as -2..2.
int next_trend(int state, Real z, const Rules& rules) {
  const Real size = std::fabs(z);
  const int sign = z > 0 ? 1 : z < 0 ? -1 : 0;
  if (state * sign <= 0 || size < rules.weak_out) {
    state = 0;
  }
  if (state == 0 && size >= rules.weak_in) {
    state = sign;
  }
  if (std::abs(state) == 2 && size < rules.strong_out) {
    state = sign;
  }
  if (std::abs(state) == 1 && size >= rules.strong_in) {
    state = 2 * sign;
  }
  return state;
}

// How many of the newest ids, going back, equal the newest.
Real run_length(const std::vector<int>& ids) {
  std::size_t n = 0;
  while (n < ids.size() && ids[ids.size() - 1 - n] == ids.back()) {
    ++n;
  }
  return static_cast<Real>(n);
}

Real stability(const std::vector<int>& ids, std::size_t window) {
  if (ids.size() < window ||
      std::count(ids.end() - static_cast<std::ptrdiff_t>(window), ids.end(), kUnknown) > 0) {
    return kNaN;
  }
  std::size_t changes = 0;
  for (std::size_t j = ids.size() - window + 1; j < ids.size(); ++j) {
    changes += ids[j] != ids[j - 1];
  }
  return 1 - static_cast<Real>(changes) / static_cast<Real>(window - 1);
}

// Equal up to the rounding of the sums.
Real percentile(Real value, const std::vector<Real>& past, std::size_t lookback) {
  if (past.size() < lookback) {
    return kNaN;
  }
  Real below = 0;
  for (std::size_t j = past.size() - lookback; j < past.size(); ++j) {
    const bool tie = std::fabs(past[j] - value) <= value * 1e-15L;
    below += tie ? 0.5L : past[j] < value ? 1.0L : 0.0L;
  }
  return 100 * below / static_cast<Real>(lookback);
}

void tag_volatility(const Path& path, const Rules& rules, std::vector<Tags>& out) {
  std::vector<int> ids;
  std::vector<Real> window_values;
  std::deque<Real> reference;
  for (std::size_t k = 1; k < path.bar.size(); ++k) {
    Tags& tags = out[path.bar[k]];
    const auto moved = [&](std::size_t n) {
      return std::any_of(path.r.begin() + static_cast<std::ptrdiff_t>(k - n + 1),
                         path.r.begin() + static_cast<std::ptrdiff_t>(k + 1),
                         [](Real r) { return r != 0; });
    };
    const bool informed = moved(std::min(k, rules.window));
    const int before = ids.empty() ? kUnknown : ids.back();
    const auto squares = over_returns(path, k, rules.window, square);
    if (squares && informed) {
      const Real value = std::sqrt(*squares);
      tags.volatility_day = value * std::sqrt(static_cast<Real>(rules.bars_per_session_day) /
                                              static_cast<Real>(rules.window));
      tags.volatility_percentile = percentile(value, window_values, rules.percentile_lookback);
      window_values.push_back(value);
      if (rules.absolute) {
        tags.volatility = next_by_level(before, tags.volatility_day, rules);
      }
    }
    if (informed) {
      const Real fast = fast_volatility(path, k, rules.half_life);
      reference.push_back(on_grid(fast));
      if (reference.size() > rules.reference) {
        reference.pop_front();
      }
      if (reference.size() >= rules.reference_min) {
        tags.volatility_ratio = fast / median(reference);
        if (!rules.absolute) {
          tags.volatility =
              next_by_ratio(before == kUnknown ? 1 : before, tags.volatility_ratio, rules);
        }
      }
    }
    ids.push_back(tags.volatility);
    if (tags.volatility != kUnknown) {
      tags.volatility_duration = run_length(ids);
      tags.volatility_stability = stability(ids, rules.stability_window);
    }
  }
}

void tag_trend(const Path& path, const Rules& rules, std::vector<Tags>& out) {
  const std::size_t n = rules.trend_window;
  std::vector<int> ids;
  for (std::size_t k = 0; k < path.bar.size(); ++k) {
    Tags& tags = out[path.bar[k]];
    const auto whole = line(path, k, n);
    if (whole) {
      tags.trend_strength = whole->r_squared;
    }
    const auto squares = over_returns(path, k, n, square);
    if (!squares || *squares == 0) {
      ids.push_back(kUnknown);
      continue;
    }
    const Real distance = path.y[k] - path.y[k - n];
    tags.trend_z = distance / std::sqrt(*squares);
    tags.trend_efficiency =
        std::fabs(distance) / *over_returns(path, k, n, [](Real r) { return std::fabs(r); });
    tags.trend_acceleration =
        (line(path, k, n / 2)->slope - whole->slope) / std::sqrt(*squares / static_cast<Real>(n));
    const int before = ids.empty() || ids.back() == kUnknown ? 0 : ids.back() - 2;
    tags.trend = next_trend(before, tags.trend_z, rules) + 2;
    ids.push_back(tags.trend);
    tags.trend_duration = run_length(ids);
  }
}

}  // namespace

Tags::Tags()
    : volatility_day(kNaN),
      volatility_ratio(kNaN),
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
    tag_volatility(path, rules, out);
    tag_trend(path, rules, out);
  }
  return out;
}

}  // namespace barometer::oracle
