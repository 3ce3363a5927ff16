// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "regime/live_tags.hpp"
#include "regime/tag_set.hpp"
#include "regime/tag_view.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

// The tags of one run: complete before its loop, or coming with its steps.
class RunTags {
 public:
  // Tags ahead now, or prepares to tag in step. Throws as TagSet and LiveTags do. All arguments
  // outlive this object.
  RunTags(const regime::TaggerSet& taggers, const data::MarketData& market,
          const regime::WantedTags& wanted, config::Tagging tagging, core::Workers& workers,
          const regime::TaggingProgress& progress = {});

  // Tags that were computed before.
  explicit RunTags(regime::TagView complete) : view_(std::move(complete)) {}

  const regime::TagView& view() const { return live_ ? live_->view() : view_; }

  // What tags the bars of each step; NULL where they are tagged already, or there is no tagger.
  regime::LiveTags* live() { return live_.get(); }

  // Wall time of tagging ahead; 0 in step.
  double seconds_ahead() const { return seconds_ahead_; }

  // After the run's last step. Throws Error{plugin_failed} for a tagger that wrote beyond its tags.
  void check() const;

 private:
  regime::TagView view_;                    // tagged ahead
  std::unique_ptr<regime::LiveTags> live_;  // NULL: tagged ahead
  double seconds_ahead_ = 0;
};

}  // namespace barometer::backtest
