// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "backtest/backtest.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

// How much was looked at before anything was called the same.
struct ComparedCounts {
  std::int64_t tags = 0;
  std::int64_t orders = 0;
  std::int64_t fills = 0;
};

// The first thing that happened otherwise up to and including `cut_step`, in plain words: tags,
// then orders, then fills, all to the bit. Empty when all is the same. What became of an order
// after the cut is not compared.
std::string first_difference(const BacktestResult& whole, const BacktestResult& other,
                             const data::MarketData& market, std::int64_t cut_step,
                             ComparedCounts& compared);

}  // namespace barometer::backtest
