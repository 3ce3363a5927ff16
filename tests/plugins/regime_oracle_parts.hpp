// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

#include "regime_oracle.hpp"

// Functions that the oracle's two families share.

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

// labels[j] is the label that the automaton gives at step j, kUnknown included.
using Labels = std::vector<int>;

// The label shown at step j: that of the latest stretch of `confirm` equal labels, if no unknown
// one has come since; else unknown.
int confirmed_label(const Labels& labels, std::size_t j, std::size_t confirm);

// How many of the newest labels, going back, equal the newest.
Real run_length(const Labels& labels);

Real stability(const Labels& labels, std::size_t window);

// Going back from step j for as long as the label was known and `holds(step)`: the first such step.
std::size_t held_since(const Labels& raw, std::size_t j,
                       const std::function<bool(std::size_t)>& holds);

// First step of the run of equal labels that ends the list.
std::size_t run_start(const Labels& labels);

void tag_volatility(const Path& path, const std::vector<Bar>& bars, const Rules& rules,
                    std::vector<Tags>& out);

void tag_trend(const Path& path, const Rules& rules, std::vector<Tags>& out);

}  // namespace barometer::oracle
