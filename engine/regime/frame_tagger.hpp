// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/timestamp.hpp"
#include "regime/frames.hpp"
#include "regime/symbol_tagger.hpp"
#include "regime/tag_table.hpp"

namespace barometer {

// A tagger at work on a frame: its tags wait in a table of their own, one row per bar of the
// frame, until TagSpreader brings them to the symbols' bars.
class FrameTagger {
 public:
  // `wanted` and `watched` have one entry per dimension of the tagger. Throws as Tagger::create
  // does. `tagger` and `frame` outlive this object.
  FrameTagger(const Tagger& tagger, const Frame& frame, std::vector<std::uint8_t> wanted,
              std::span<const std::uint8_t> watched);
  FrameTagger(const FrameTagger&) = delete;  // tagger_ writes into tags_
  FrameTagger& operator=(const FrameTagger&) = delete;

  // [step] Tags the bars that are known at `now` and were not before. False as SymbolTagger::tag.
  bool tag_until(Timestamp now) noexcept;

  // Tags all bars that are left, in blocks.
  bool tag_all() noexcept;

  bool failed() const { return tagger_.failed(); }

  Error failure() const { return tagger_.failure(); }

  const Frame& frame() const { return frame_; }

  const TagTable& tags() const { return tags_; }

 private:
  const Frame& frame_;
  TagTable tags_;
  SymbolTagger tagger_;
};

}  // namespace barometer
