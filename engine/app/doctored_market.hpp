// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "data/bars.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// What happens to the bars that close after the cut.
enum class Future { kept, removed, noise };

// A market whose past is untouched and whose future is not what it was, with what plug-ins are to
// be shown of it: copies of the bars, followed by a block of NaN bars, so that a plug-in that reads
// on past the end sees something else and does not crash.
class DoctoredMarket {
 public:
  DoctoredMarket(const MarketData& market, Future future, Timestamp cut, std::uint64_t seed);

  const MarketData& market() const { return market_; }

  std::vector<BarSource> sources() const;

 private:
  MarketData market_;
  std::vector<std::vector<BarRow>> shown_;                    // per symbol, NaN block included
  std::vector<std::vector<bm_calendar_row>> shown_calendar_;  // the same length
};

}  // namespace barometer
