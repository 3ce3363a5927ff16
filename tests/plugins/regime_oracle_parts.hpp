// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

#include "regime_oracle.hpp"

// What the oracle's two families share.

namespace barometer::oracle {

using Real = long double;

inline constexpr Real kNaN = std::numeric_limits<Real>::quiet_NaN();

inline Real square(Real x) {
  return x * x;
}

// The nearest value of the logarithmic grid that medians are taken over.
Real on_grid(Real v);

Real median(std::vector<Real> values);

// Log prices of an unbroken run of good bars.
struct Path {
  std::vector<std::size_t> bar;  // index of each point among all bars
  std::vector<Real> y;           // running sum of returns, 0 at the first point
  std::vector<Real> r;           // r[k] leads to point k; r[0] is not used
};

// ids[j]: what the automaton says at step j, kUnknown included.
using Ids = std::vector<int>;

// The id shown at step j: that of the latest stretch of `confirm` equal ids, if no unknown one has
// come since; else unknown.
int shown_id(const Ids& ids, std::size_t j, std::size_t confirm);

// How many of the newest ids, going back, equal the newest.
Real run_length(const Ids& ids);

Real stability(const Ids& ids, std::size_t window);

// Going back from step j for as long as the id was known and `holds(step)`: the first such step.
std::size_t held_since(const Ids& raw, std::size_t j,
                       const std::function<bool(std::size_t)>& holds);

// First step of the run of equal ids that ends the list.
std::size_t run_start(const Ids& ids);

void tag_volatility(const Path& path, const std::vector<Bar>& bars, const Rules& rules,
                    std::vector<Tags>& out);

void tag_trend(const Path& path, const Rules& rules, std::vector<Tags>& out);

}  // namespace barometer::oracle
