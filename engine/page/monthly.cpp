// SPDX-License-Identifier: Apache-2.0
#include "page/monthly.hpp"

#include <chrono>

namespace barometer::page {

namespace {

std::chrono::year_month_day day_of(core::Timestamp close) {
  using Nanoseconds = std::chrono::sys_time<std::chrono::nanoseconds>;
  return std::chrono::floor<std::chrono::days>(Nanoseconds(std::chrono::nanoseconds(close - 1)));
}

std::optional<double> gain(double before, double after) {
  return before > 0 ? std::optional(after / before - 1) : std::nullopt;
}

}  // namespace

std::vector<YearOfMonths> monthly_returns(std::span<const analysis::Sample> samples) {
  std::vector<YearOfMonths> years;
  double before_month = 0, before_year = 0;
  unsigned month = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const std::chrono::year_month_day day = day_of(samples[i].time_ns);
    if (years.empty() || years.back().year != static_cast<int>(day.year())) {
      years.push_back({.year = static_cast<int>(day.year())});
      before_year = samples[i - 1].equity;
      month = 0;
    }
    if (month != static_cast<unsigned>(day.month())) {
      month = static_cast<unsigned>(day.month());
      before_month = samples[i - 1].equity;
    }
    years.back().months[month - 1] = gain(before_month, samples[i].equity);
    years.back().whole = gain(before_year, samples[i].equity);
  }
  return years;
}

}  // namespace barometer::page
