// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/timestamp.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

// What happens to the bars that close after the cut.
enum class Future { kept, removed, noise };

// A market whose past is untouched and whose future is not what it was. Its bars are followed by a
// block of NaN bars, so that a plug-in that reads on past the end sees something else and does not
// crash.
class PerturbedMarket {
 public:
  PerturbedMarket(const data::MarketData& market, Future future, core::Timestamp cut,
                  std::uint64_t seed);

  const data::MarketData& market() const { return market_; }

 private:
  data::MarketData market_;
};

}  // namespace barometer::backtest
