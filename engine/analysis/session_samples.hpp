// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/timestamp.hpp"
#include "portfolio/equity_curve.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

struct bm_calendar_row;

namespace barometer::analysis {

// The worth of an account at one time, in account currency.
struct Sample {
  core::Timestamp time_ns = 0;
  double equity = 0;
};

// Steps from `first_step` on that are the last of an account's day: of a session date of the run's
// own venue, or of another date on which a symbol of it has a bar. What happens on the other dates,
// such as a weekend's coins beside shares, is part of the day after.
std::vector<std::int64_t> session_end_steps(const data::MarketData& market,
                                            std::int64_t first_step);

// The same of steps of which only the rows of the calendar of the run's own venue are there, the
// first live step's first; numbers count from it. `has_bar` is asked of steps on dates without a
// session: whether a symbol of that venue has a bar in them.
std::vector<std::int64_t> session_end_steps(std::span<const bm_calendar_row> days,
                                            const std::function<bool(std::size_t)>& has_bar);

// What every figure of return is measured on: the starting cash at the first live step, before
// its orders, then the equity at each session end after that step. `equity` has one point per
// step from `first_step` on.
std::vector<Sample> session_samples(const data::MarketData& market, std::int64_t first_step,
                                    double cash, std::span<const portfolio::EquityPoint> equity);

// The same for the known session_end_steps(market, first_step), for who makes many runs of one
// market.
std::vector<Sample> session_samples(std::span<const std::int64_t> session_ends,
                                    std::int64_t first_step, double cash,
                                    std::span<const portfolio::EquityPoint> equity);

// How many such samples a year has: the session days of the run's own venue, or the 52.1775 weeks
// or 12 months of bars of that size.
double samples_per_year(const data::MarketData& market);

}  // namespace barometer::analysis
