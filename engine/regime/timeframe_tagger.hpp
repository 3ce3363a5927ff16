// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/timestamp.hpp"
#include "regime/block_tagger.hpp"
#include "regime/tag_table.hpp"
#include "regime/timeframes.hpp"

namespace barometer::regime {

// A tagger at work on a frame: its tags wait in a table of their own, one row per bar of the
// frame, until TagAligner brings them to the symbols' bars.
class TimeframeTagger {
 public:
  // `wanted` and `watched` have one entry per dimension of the tagger. Throws as Tagger::create
  // does. `tagger` and `frame` outlive this object.
  TimeframeTagger(const Tagger& tagger, const Timeframe& frame, std::vector<std::uint8_t> wanted,
                  std::span<const std::uint8_t> watched);
  TimeframeTagger(const TimeframeTagger&) = delete;  // tagger_ writes into tags_
  TimeframeTagger& operator=(const TimeframeTagger&) = delete;

  // [step] Tags the bars that are known at `now` and were not before. False as BlockTagger::tag.
  bool tag_until(core::Timestamp now) noexcept;

  // Tags all bars that are left, in blocks.
  bool tag_all() noexcept;

  bool failed() const { return tagger_.failed(); }

  core::Error failure() const { return tagger_.failure(); }

  const Timeframe& frame() const { return frame_; }

  const TagTable& tags() const { return tags_; }

 private:
  const Timeframe& frame_;
  TagTable tags_;
  BlockTagger tagger_;
};

}  // namespace barometer::regime
