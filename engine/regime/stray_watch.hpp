// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "regime/tag_column.hpp"

namespace barometer::regime {

// Looks at what a tagger writes outside of its block, in so few of its calls that it costs nothing:
// an index that counts from the first bar, one too far, a bar that was tagged before. Where nobody
// looks on while the columns are written, the block is handed over apart, between guards; else the
// entries around it are looked at, of which those behind are still unknown.
class StrayWatch {
 public:
  // Of one entry outside of a block, which is counted from the block's first.
  struct Stray {
    std::uint32_t dimension = 0;
    std::int64_t entry = 0;
    ColumnKind kind = ColumnKind::category;
  };

  // `out` is where the first block goes, of `longest_block` entries at most.
  StrayWatch(std::span<const bm_tag_column> out, bool apart, std::int64_t longest_block);

  // Whether the call for the block that begins here is one of those, whose number grows with the
  // logarithm of the bars: bars 0, 1, 2, 4, 8 and so on, or where blocks are apart, which costs
  // more, blocks 0, 1, 8, 64 and so on, each or the first behind it.
  bool due(std::int64_t first) const { return first >= next_due_; }

  // [step] What the tagger is handed for bars first .. first + count - 1, of which `left` are to
  // come with these. Allocates nothing where blocks are not apart, nor does end().
  const bm_tag_column* begin(std::span<const bm_tag_column> out, std::int64_t first,
                             std::int64_t count, std::int64_t left);

  // [step] After the call: brings what was written to the columns. False where it strayed.
  bool end();

  // REQUIRES: end() was false.
  const Stray& stray() const { return stray_; }

 private:
  // A column of a dimension, in bytes.
  struct Strip {
    std::uint32_t dimension;
    ColumnKind kind;
    std::size_t entry;               // bytes of one
    std::size_t room;                // where `kept` begins in the memory for all
    std::byte* block = nullptr;      // in the column
    std::span<std::byte> kept = {};  // the block between guards, or what was before it
  };

  void add(std::uint32_t dimension, ColumnKind kind, std::size_t entry);
  // Where blocks that are handed over stand, so that no stray hits anything else.
  std::byte* apart_memory() const;
  std::int64_t beyond_block() const;
  void set_apart(Strip& strip);
  void keep_before(Strip& strip);
  bool strayed_apart(const Strip& strip);
  bool strayed_around(const Strip& strip);
  bool found(const Strip& strip, std::int64_t entry);

  std::vector<Strip> strips_;
  std::size_t bytes_ = 0;             // of the memory for all of them
  std::vector<std::byte> near_;       // what was before blocks that are not
  std::vector<bm_tag_column> shown_;  // where blocks are handed over apart
  bool apart_;
  std::int64_t longest_block_;
  std::int64_t next_due_ = 0;  // bar
  std::int64_t first_ = 0;
  std::int64_t count_ = 0;
  std::int64_t left_ = 0;
  Stray stray_;
};

}  // namespace barometer::regime
