// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/strategy_output.hpp"

namespace barometer::loop {

// The buffers of text and series values that a strategy is offered in each step, and the logs into
// which they are emptied after it. A strategy that writes nothing costs a step a few stores, and no
// memory beyond the buffers. Nothing here allocates after construction.
class StepOutput {
 public:
  StepOutput() = default;
  StepOutput(std::size_t symbols, std::vector<core::DeclaredSeries> series);

  // Before the first step: whether anybody asks for anything. If not, the strategy is offered no
  // room, and nothing is counted.
  void keep(bool keep);

  // [step] Empties the buffers of text and series values of `out` and sets what they hold.
  void offer(bm_step_output& out) const {
    out.texts = texts_;
    out.series = series_;
  }

  // [step] Whether the strategy has written or dropped anything.
  static bool was_used(const bm_step_output& out) {
    return (out.texts.count | out.texts.overflowed | out.series.count | out.series.overflowed) != 0;
  }

  // [step] Takes what is in the buffers over. Returns what is wrong with it, empty where nothing
  // is; the rows before the one that is wrong are taken.
  std::string take(const bm_view& view, const bm_step_output& out);

  // The last rows of the log for a message about a step that failed, a line each; empty where
  // nothing was logged.
  std::string last_rows(const bm_universe& universe) const;

  // Hands over what was kept; nothing else may be called afterwards.
  core::StrategyOutput hand_over() { return std::move(kept_); }

 private:
  void offer_what_is_left();
  std::string take_texts(const bm_view& view, std::uint32_t count);
  std::string take_values(const bm_view& view, std::uint32_t count);

  std::vector<bm_text_row> rows_;
  std::vector<bm_series_value> values_;
  bm_text_buffer texts_{};     // of rows_, as it is offered in the next step
  bm_series_buffer series_{};  // of values_, likewise
  bool keeps_ = false;
  core::StrategyOutput kept_;
};

}  // namespace barometer::loop
