// SPDX-License-Identifier: Apache-2.0
#include "yardstick_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace barometer::yardsticks {

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string judgement(double value, const std::string& bound) {
  if (bound.empty()) {
    return "";
  }
  const double limit = std::stod(bound.substr(3));
  const bool held = bound.starts_with("<=")   ? value <= limit
                    : bound.starts_with("==") ? std::round(value * 1e6) == std::round(limit * 1e6)
                                              : value >= limit;
  return held ? "ok" : "MISSED";
}

int print_rows(const std::string& title, std::span<const Row> rows) {
  int missed = 0;
  fmt::print("\n{}\n  {:<26}{:<20}{:>10}{:>9}{:>17}{:>12}{:>8}{:>9}{:>8}\n", title, "rule",
             "figure", "published", "ours", "over the seeds", "bound", "", "aim", "");
  for (const Row& row : rows) {
    const double ours = mean(row.per_seed);
    const auto [least, most] = std::ranges::minmax(row.per_seed);
    const std::string verdict = judgement(ours, row.bound);
    missed += verdict == "MISSED";
    fmt::print("  {:<26}{:<20}{:>10}{:>9.{}f}{:>17}{:>12}{:>8}{:>9}{:>8}\n", row.rule, row.figure,
               row.published, ours, row.digits,
               row.per_seed.size() == 1
                   ? "one run"
                   : fmt::format("{:.{}f} .. {:.{}f}", least, row.digits, most, row.digits),
               row.bound, verdict, row.aim, judgement(ours, row.aim));
  }
  return missed;
}

}  // namespace barometer::yardsticks
