// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

// What the two runs are called in a difference, and whose work they are.
struct ComparedAs {
  const char* whole = "with the true future";
  const char* other = "without";
  std::vector<std::string> taggers = {};  // one name per dimension; empty: not said
  std::string strategy = {};              // empty: not said
};

// The first tag up to and including `cut_step` that is not the same in both, onsets where a label
// changes included, in plain words; empty when all are. What nobody wants in `other` is passed
// over.
std::string first_tag_difference(const regime::TagView& whole, const regime::TagView& other,
                                 const data::MarketData& market, std::int64_t cut_step,
                                 ComparedCounts& compared, const ComparedAs& as = {});

// The first thing that happened otherwise up to and including `cut_step`, in plain words: tags,
// then orders, then fills, all to the bit. Empty when all is the same. What became of an order
// after the cut is not compared.
std::string first_difference(const BacktestResult& whole, const BacktestResult& other,
                             const data::MarketData& market, std::int64_t cut_step,
                             ComparedCounts& compared, const ComparedAs& as = {});

}  // namespace barometer::backtest
