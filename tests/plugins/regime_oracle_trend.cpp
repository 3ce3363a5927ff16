// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdlib>
#include <optional>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

namespace {

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

// Trend labels as -2..2.
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

}  // namespace

void tag_trend(const Path& path, const Rules& rules, std::vector<Tags>& out) {
  const std::size_t n = rules.trend_window;
  Labels raw;
  Labels shown;
  std::vector<Real> z(path.bar.size(), kNaN);
  for (std::size_t k = 0; k < path.bar.size(); ++k) {
    Tags& tags = out[path.bar[k]];
    const auto whole = line(path, k, n);
    if (whole) {
      tags.trend_strength = whole->r_squared;
    }
    const auto squares = over_returns(path, k, n, square);
    if (!squares || *squares == 0) {
      raw.push_back(kUnknown);
      shown.push_back(kUnknown);
      continue;
    }
    const Real distance = path.y[k] - path.y[k - n];
    tags.trend_z = distance / std::sqrt(*squares);
    tags.trend_efficiency =
        std::fabs(distance) / *over_returns(path, k, n, [](Real r) { return std::fabs(r); });
    tags.trend_acceleration =
        (line(path, k, n / 2)->slope - whole->slope) / std::sqrt(*squares / static_cast<Real>(n));
    z[k] = tags.trend_z;
    const int before = raw.empty() || raw.back() == kUnknown ? 0 : raw.back() - 2;
    raw.push_back(next_trend(before, z[k], rules) + 2);
    shown.push_back(confirmed_label(raw, k, rules.trend_confirm));
    tags.trend = shown.back();
    if (tags.trend == kUnknown) {
      continue;
    }
    tags.trend_duration = run_length(shown);
    const std::size_t since = held_since(raw, run_start(shown), [&](std::size_t i) {
      return next_trend(tags.trend - 2, z[i], rules) == tags.trend - 2;
    });
    tags.trend_onset = static_cast<std::int64_t>(path.bar[since]);
  }
}

}  // namespace barometer::oracle
