// SPDX-License-Identifier: Apache-2.0
#include "data/price_jumps.hpp"

#include <algorithm>
#include <cmath>

#include "data/bar_row.hpp"
#include "data/corporate_actions.hpp"
#include "data/symbol_data.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::data {

namespace {

constexpr double kSigmas = 10;
constexpr double kNearClose = 0.03;
constexpr double kNearOpen = 0.01;
constexpr double kSmallest = 1.4;      // the nearest ratio of a split is 3:2
constexpr double kLargestSplit = 1e6;  // what is larger is a wrong price, and no ratio is named
constexpr core::Duration kYear = 365 * core::kDay;

double size_of(double ratio) {
  return ratio < 1 ? 1 / ratio : ratio;
}

bool is_near(double ratio, double wanted, double share) {
  return std::fabs(ratio / wanted - 1) <= share;
}

// Prices that fall to a half have two units after for one before.
void name_split(PriceJump& jump, double larger, double smaller) {
  jump.after = std::llround(jump.ratio < 1 ? larger : smaller);
  jump.before = std::llround(jump.ratio < 1 ? smaller : larger);
}

// Whole ratios from 2 on lie close together; those beyond 33 touch each other.
void find_split(double open_ratio, PriceJump& jump) {
  const double close = size_of(jump.ratio);
  const double open = size_of(open_ratio);
  if (close > kLargestSplit) {
    return;
  }
  const double whole = std::max(std::nearbyint(close), 2.0);
  const double whole_open = std::max(std::nearbyint(open), 2.0);
  if (is_near(close, whole, kNearClose)) {
    name_split(jump, whole, 1);
  } else if (is_near(close, 1.5, kNearClose)) {
    name_split(jump, 3, 2);
  } else if ((open_ratio < 1) == (jump.ratio < 1) && open <= kLargestSplit &&
             is_near(open, whole_open, kNearOpen)) {
    name_split(jump, whole_open, 1);
  }
}

// Those that are large enough, but for the comparison with the symbol's own moves.
std::vector<PriceJump> candidates(const SymbolData& symbol) {
  std::vector<PriceJump> jumps;
  for (std::size_t i = 1; i < symbol.bars.size(); ++i) {
    const BarRow& before = symbol.bars[i - 1];
    const BarRow& bar = symbol.bars[i];
    PriceJump jump{.time_ns = bar.close_time_ns,
                   .ratio = bar.close / before.close,
                   .gap = bar.close_time_ns - before.close_time_ns};
    const bool large = jump.ratio > kSmallest || jump.ratio < 1 / kSmallest;
    if ((!large && jump.gap < kYear) || split_at(symbol, i).value() != 1) {
      continue;
    }
    if (large) {
      find_split(bar.open / before.close, jump);
    }
    const bool impossible = size_of(jump.ratio) > kLargestSplit;
    if (jump.after != 0 || impossible || jump.gap >= kYear) {
      jumps.push_back(jump);
    }
  }
  return jumps;
}

double robust_sigma(const SymbolData& symbol) {
  std::vector<double> moves;
  moves.reserve(symbol.bars.size());
  for (std::size_t i = 1; i < symbol.bars.size(); ++i) {
    moves.push_back(std::log(symbol.bars[i].close / symbol.bars[i - 1].close));
  }
  return stats::robust_deviation_of(moves);
}

}  // namespace

std::vector<PriceJump> price_jumps(const SymbolData& symbol) {
  std::vector<PriceJump> jumps = candidates(symbol);
  if (!jumps.empty()) {
    const double bound = kSigmas * robust_sigma(symbol);
    std::erase_if(jumps, [bound](const PriceJump& jump) {
      return !(std::fabs(std::log(jump.ratio)) > bound);
    });
  }
  return jumps;
}

}  // namespace barometer::data
