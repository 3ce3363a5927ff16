// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/symbol.hpp"
#include "plugin/slot_error.hpp"
#include "regime/block_calendar.hpp"
#include "regime/change_table.hpp"
#include "regime/tag_check.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer::regime {

// Long enough to hide the call, short enough that a block's bars and tags stay in cache.
inline constexpr std::int64_t kBlockBars = 1024;

// Where the tags of one series of bars go.
struct TagSink {
  TagTable& table;
  core::SymbolIndex symbol = 0;
  std::size_t dimension = 0;                   // of the table: the tagger's first
  ChangeQueue* changes = nullptr;              // NULL: nobody asks when ids change
  std::span<const std::uint8_t> watched = {};  // one per dimension of the tagger, or empty
};

// Tags one series of bars in order, block after block, into its columns of the table, and checks
// what the plug-in did. Owned by one thread at a time.
class BlockTagger {
 public:
  // Throws as Tagger::create does. `tagger`, `source` and the target outlive this object. No block
  // will be longer than `longest_block`.
  BlockTagger(const Tagger& tagger, const BarSource& source, const TagSink& target,
              std::int64_t longest_block);

  // [step] Tags the next `count` bars. False when the plug-in failed, wrote a category that it did
  // not declare, an infinite scalar or an onset after its bar, or switched the floating-point mode.
  bool tag(std::int64_t count) noexcept;

  // Tags all that are left, in blocks of kBlockBars. False as tag().
  bool tag_rest() noexcept;

  bool failed() const { return outcome_ != Outcome::good; }

  // REQUIRES: failed(). Names plug-in, symbol, bars and time.
  core::Error failure() const;

  std::int64_t bars_left() const { return source_.count - next_; }

  std::int64_t next_bar() const { return next_; }

 private:
  enum class Outcome : std::uint8_t { good, refused, broken_promise, switched_fp_control };

  // A category whose changes are asked for.
  struct Watch {
    std::uint32_t dimension;  // of the tagger
    std::int8_t last;         // id of the bar before
  };

  void watch(const TagSink& target, std::int64_t longest_block);
  Outcome call(std::int64_t count);
  bool tags_hold(std::int64_t count) const;
  void note_changes(std::int64_t count);
  void advance(std::int64_t count);
  std::string reason() const;

  const Tagger& tagger_;
  const BarSource& source_;
  BlockCalendar calendar_;
  TaggerInstance instance_;
  std::vector<TagPromise> promises_;
  std::vector<bm_tag_column> out_;  // where the next bar's tags go
  std::vector<Watch> watches_;
  std::vector<std::int64_t> onsets_;        // of one block, a watch after the other
  std::vector<std::uint32_t> kept_onsets_;  // dimensions whose onsets the table keeps
  ChangeQueue* changes_;
  std::uint32_t first_dimension_;
  std::int64_t next_ = 0;       // next bar to tag
  std::int64_t attempted_ = 0;  // bars of the last block
  Outcome outcome_ = Outcome::good;
  plugin::SlotError words_;
};

}  // namespace barometer::regime
