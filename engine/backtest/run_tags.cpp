// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_tags.hpp"

#include <chrono>

#include "backtest/seconds_since.hpp"

namespace barometer::backtest {

RunTags::RunTags(const regime::TaggerSet& taggers, const data::MarketData& market,
                 const regime::WantedTags& wanted, config::Tagging tagging, core::Workers& workers,
                 const regime::TaggingProgress& progress) {
  if (tagging == config::Tagging::in_step && !taggers.empty()) {
    live_ = std::make_unique<regime::LiveTags>(taggers, market, wanted, workers);
    return;
  }
  const auto start = std::chrono::steady_clock::now();
  view_ = regime::TagSet(taggers, market, wanted, workers, progress).view();
  if (!taggers.empty()) {
    seconds_ahead_ = seconds_since(start);
  }
}

void RunTags::check() const {
  if (live_ != nullptr) {
    live_->check();
  }
}

}  // namespace barometer::backtest
