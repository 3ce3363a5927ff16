// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <future>
#include <map>
#include <mutex>
#include <string>

#include "core/timestamp.hpp"
#include "regime/column_key.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

struct RunPlan;

// Bars up to the first on which this dimension of the run has a tag, of the size that its tagger
// sees: tried on bars without gaps by the calendar of the longest symbol (trial_market.hpp). Where
// it has no tag there, or the tagger fails on bars that the run does not have, what the tagger
// declares, asked again with the market's bars a session day where it takes such a parameter. Tags
// up to two million bars, so it may take seconds: for the runs on one market and on what windows
// leave of it each number is found once, as the runs of a study mostly have the same taggers. For
// use by several threads at once.
class NeededBars {
 public:
  std::int64_t of(const config::RunConfig& config, const RunPlan& plan,
                  const data::MarketData& market, std::size_t dimension);

 private:
  // What the number depends on; the first bar is that of the longest symbol.
  struct Key {
    regime::ColumnKey column;
    std::int64_t declared = 0;
    std::string symbol;
    core::Timestamp first_close = 0;

    auto operator<=>(const Key&) const = default;
  };

  std::mutex mutex_;
  // What is asked for while it is being found is waited for, not found again.
  std::map<Key, std::shared_future<std::int64_t>> found_;
};

}  // namespace barometer::backtest
