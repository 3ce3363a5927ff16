// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "regime/tag_check.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// Tags one symbol's bars in order, block after block, into its columns of the table, and checks
// what the plug-in did. Owned by one thread at a time.
class SymbolTagger {
 public:
  // Throws Error{plugin_failed} when no instance can be made. `tagger`, `source` and `table`
  // outlive this object.
  SymbolTagger(const Tagger& tagger, const BarSource& source, SymbolIndex symbol, TagTable& table);

  // [step] Tags the next `count` bars. False when the plug-in failed, wrote a category that it did
  // not declare or an infinite scalar, or switched the floating-point mode.
  bool tag(std::int64_t count) noexcept;

  bool failed() const { return status_ != BM_OK; }

  // REQUIRES: failed(). Names plug-in, symbol, bars and time.
  Error failure() const;

  std::int64_t bars_left() const { return source_.count - next_; }

 private:
  void advance(std::int64_t count);
  const char* reason() const;

  const Tagger& tagger_;
  const BarSource& source_;
  TaggerInstance instance_;
  std::vector<TagPromise> promises_;
  std::vector<bm_tag_column> out_;  // where the next bar's tags go
  std::int64_t next_ = 0;           // next bar to tag
  std::int64_t attempted_ = 0;      // bars of the last block
  bm_status status_ = BM_OK;
  std::array<char, 256> text_{};
};

}  // namespace barometer
