// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/timestamp.hpp"
#include "regime/block_tagger.hpp"
#include "regime/tag_sink.hpp"
#include "regime/timeframes.hpp"

namespace barometer::regime {

// A tagger at work on a timeframe: its tags wait in columns of their own, an entry per bar of the
// frame, until TagAligner brings them to the symbols' bars.
class TimeframeTagger {
 public:
  // Throws as Tagger::create does. `tagger`, `frame` and the columns outlive this object.
  TimeframeTagger(const Tagger& tagger, const Timeframe& frame, const TagSink& sink)
      : frame_(frame), sink_(sink), tagger_(tagger, frame_.source, sink_, kBlockBars) {}

  TimeframeTagger(const TimeframeTagger&) = delete;  // aligners refer to it
  TimeframeTagger& operator=(const TimeframeTagger&) = delete;

  // [step] Tags the bars that are known at `now` and were not before. False as BlockTagger::tag.
  bool tag_until(core::Timestamp now) noexcept;

  // Tags all bars that are left, in blocks.
  bool tag_all() noexcept { return tagger_.tag_rest(); }

  bool failed() const { return tagger_.failed(); }

  core::Error failure() const { return tagger_.failure(); }

  const Timeframe& frame() const { return frame_; }

  // Where the tags are.
  const TagSink& sink() const { return sink_; }

 private:
  const Timeframe& frame_;
  TagSink sink_;
  BlockTagger tagger_;
};

}  // namespace barometer::regime
