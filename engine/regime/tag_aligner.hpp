// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "regime/tag_sink.hpp"
#include "regime/timeframe_tagger.hpp"

namespace barometer::regime {

// Brings the tags of a timeframe to the bars of one symbol (an as-of join): each bar gets the tag
// of the frame's last bar that is known at its close, unknown before the first. Owned by one thread
// at a time.
class TagAligner {
 public:
  // What `from` has tagged goes to `sink`, whose columns have these dimensions too; all of them and
  // `symbol` outlive this object.
  TagAligner(const TimeframeTagger& from, const BarSource& symbol, const TagSink& sink);

  // Close of the next bar. REQUIRES: there is one.
  core::Timestamp next_close() const {
    return symbol_->bars.close_time_ns[bar_ * symbol_->bars.stride];
  }

  std::int64_t bars_left() const { return symbol_->count - bar_; }

  // [step] Writes the tags of the next bar. REQUIRES: the frame is tagged up to its close.
  void align_next() noexcept;

 private:
  struct Category {
    const std::int8_t* from;
    std::int8_t* to;
  };

  struct Scalar {
    const float* from;
    float* to;
  };

  struct Onset {
    const std::int64_t* from;
    std::int64_t* to;
  };

  void align_onsets(bool news) noexcept;
  std::int64_t bar_of(std::int64_t onset) const;

  const Timeframe* frame_;
  const BarSource* symbol_;
  std::vector<Category> categories_;
  std::vector<Scalar> scalars_;
  std::vector<Onset> onsets_;
  std::int64_t bar_ = 0;    // next of the symbol
  std::int64_t known_ = 0;  // bars of the frame known at the bar before
};

}  // namespace barometer::regime
