// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "plugin/call_page.hpp"
#include "plugin/slot_error.hpp"
#include "regime/block_calendar.hpp"
#include "regime/promised_columns.hpp"
#include "regime/stray_watch.hpp"
#include "regime/tag_sink.hpp"
#include "regime/tagger.hpp"

namespace barometer::regime {

// Long enough to hide the call, short enough that a block's bars and tags stay in cache.
inline constexpr std::int64_t kBlockBars = 1024;

// Tags one series of bars in order, block after block, into its columns, and checks what the
// plug-in did. Owned by one thread at a time.
class BlockTagger {
 public:
  // Throws as Tagger::create does. `tagger`, `source` and the columns outlive this object. No block
  // will be longer than `longest_block`.
  BlockTagger(const Tagger& tagger, const BarSource& source, const TagSink& sink,
              std::int64_t longest_block);

  // [step] Tags the next `count` bars. False when the plug-in failed, wrote a category that it did
  // not declare, an infinite scalar or an onset after its bar, outside of its block or behind its
  // columns, or switched the floating-point mode.
  bool tag(std::int64_t count) noexcept;

  // Tags all that are left, in blocks of kBlockBars. False as tag().
  bool tag_rest() noexcept;

  bool failed() const { return outcome_ != Outcome::good; }

  // REQUIRES: failed(). Names plug-in, symbol, bars and time.
  core::Error failure() const;

  std::int64_t bars_left() const { return source_.count - next_; }

  std::int64_t next_bar() const { return next_; }

 private:
  enum class Outcome : std::uint8_t {
    good,
    refused,
    strayed,
    overran,
    broken_promise,
    switched_fp_control
  };

  Outcome call(std::int64_t count);
  Outcome outcome_of(bm_status status, std::int64_t count, bool watched);
  bool overran(std::int64_t count, bool watched);
  bool take(std::int64_t count);
  std::string reason() const;

  const Tagger& tagger_;
  const BarSource& source_;
  TagSink sink_;
  BlockCalendar calendar_;
  plugin::Callee callee_;  // as the page of calls tells it
  plugin::TextId symbol_;  // "
  PromisedColumns columns_;
  StrayWatch strays_;  // outlives the instance, which may keep what it was handed
  TaggerInstance instance_;
  bool unwritten_;              // the columns' first entries are
  std::int64_t next_ = 0;       // next bar to tag
  std::int64_t attempted_ = 0;  // bars of the last block
  std::int64_t looked_ = 0;     // bars behind whose columns nothing was written
  std::size_t overrun_ = 0;     // the dimension of the tagger that overran
  Outcome outcome_ = Outcome::good;
  plugin::SlotError words_;
};

}  // namespace barometer::regime
