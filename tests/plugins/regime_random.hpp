// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "regime_oracle.hpp"

// Random settings and markets for the laws, which must hold for any of them.

namespace barometer::harness {

struct Draw {
  Series series;
  Settings settings;    // every one set, none left to a preset
  oracle::Rules rules;  // the same for the oracle
};

// `count` bars with opens, highs and lows of their own, stretches that stand still, bad bars and
// gaps: hourly bars around the clock, or 30-minute bars of an exchange (13 a session).
Draw random_draw(std::uint64_t seed, std::size_t count);

// Sessions of six and a half hours in bars of so many minutes, the last one cut. First and last
// bars are wilder than those in between, with a jump over night. Nothing is wrong with them.
Series exchange_bars(RandomMarket& random, std::size_t count, std::int64_t minutes);

// The same in bars of 30 minutes, none of them cut.
Series exchange_half_hours(RandomMarket& random, std::size_t count);

// Gives every bar an open, a high and a low around its move.
void add_ranges(Series& series, RandomMarket& random);

}  // namespace barometer::harness
