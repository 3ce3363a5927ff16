// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "data/bars.hpp"
#include "regime/tagger.hpp"

namespace barometer::backtest {

// What happens to the bars that close after the cut.
enum class Future { kept, removed, noise };

// A market whose past is untouched and whose future is not what it was, with what plug-ins are to
// be shown of it: copies of the bars, followed by a block of NaN bars, so that a plug-in that reads
// on past the end sees something else and does not crash.
class PerturbedMarket {
 public:
  PerturbedMarket(const data::MarketData& market, Future future, core::Timestamp cut,
                  std::uint64_t seed);

  const data::MarketData& market() const { return market_; }

  std::vector<regime::BarSource> sources() const;

 private:
  data::MarketData market_;
  std::vector<std::vector<data::BarRow>> shown_;              // per symbol, NaN block included
  std::vector<std::vector<bm_calendar_row>> shown_calendar_;  // the same length
};

}  // namespace barometer::backtest
