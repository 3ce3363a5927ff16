// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/symbol.hpp"
#include "plugin/slot_words.hpp"
#include "regime/tag_check.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// Tags one symbol's bars in order, block after block, into its columns of the table, and checks
// what the plug-in did. Owned by one thread at a time.
class SymbolTagger {
 public:
  // Throws as Tagger::create does. `tagger`, `source` and `table` outlive this object.
  SymbolTagger(const Tagger& tagger, const BarSource& source, SymbolIndex symbol, TagTable& table);

  // [step] Tags the next `count` bars. False when the plug-in failed, wrote a category that it did
  // not declare or an infinite scalar, or switched the floating-point mode.
  bool tag(std::int64_t count) noexcept;

  bool failed() const { return outcome_ != Outcome::good; }

  // REQUIRES: failed(). Names plug-in, symbol, bars and time.
  Error failure() const;

  std::int64_t bars_left() const { return source_.count - next_; }

 private:
  enum class Outcome : std::uint8_t { good, refused, broken_promise, switched_fp_control };

  Outcome call(std::int64_t count);
  void advance(std::int64_t count);
  std::string reason() const;

  const Tagger& tagger_;
  const BarSource& source_;
  TaggerInstance instance_;
  std::vector<TagPromise> promises_;
  std::vector<bm_tag_column> out_;  // where the next bar's tags go
  std::int64_t next_ = 0;           // next bar to tag
  std::int64_t attempted_ = 0;      // bars of the last block
  Outcome outcome_ = Outcome::good;
  SlotWords words_;
};

}  // namespace barometer
