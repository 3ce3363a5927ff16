// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::regime {

// A category that became another, unknown included, when a bar closed.
struct TagChange {
  std::int64_t bar = 0;         // of the symbol
  std::int64_t onset_bar = -1;  // of the symbol; -1 unknown
  std::uint32_t dimension = 0;
  std::int8_t from = BM_TAG_UNKNOWN;
  std::int8_t to = BM_TAG_UNKNOWN;
};

// Changes of one symbol under one tagger, by bar, then dimension: written by who tags, read by the
// loop. Read ones make room, so that nothing is allocated while reader and writer go in step.
class ChangeQueue {
 public:
  explicit ChangeQueue(std::size_t most_per_bar) { changes_.reserve(most_per_bar); }

  void push(const TagChange& change) {
    if (read_ == changes_.size()) {
      changes_.clear();
      read_ = 0;
    }
    changes_.push_back(change);
  }

  // Calls visit(change) for each that has not been read and is of `bar` or before it.
  template <class Visit>
  void take(std::int64_t bar, Visit visit) {
    for (; read_ < changes_.size() && changes_[read_].bar <= bar; ++read_) {
      visit(changes_[read_]);
    }
  }

 private:
  std::vector<TagChange> changes_;
  std::size_t read_ = 0;
};

// The changes of a run, of those categories that somebody watches.
class ChangeTable {
 public:
  ChangeTable() = default;

  // `watched` has one entry per dimension of the set; scalars have no changes.
  ChangeTable(const TaggerSet& taggers, std::span<const std::uint8_t> watched, std::size_t symbols);

  bool empty() const { return queues_.empty(); }

  // One entry per dimension of this tagger.
  std::span<const std::uint8_t> watched(std::size_t tagger) const { return watched_[tagger]; }

  // NULL where nothing of this tagger is watched.
  ChangeQueue* queue(std::size_t tagger, core::SymbolIndex symbol);

  // [step] Visits what is new at this bar of the symbol, by dimension.
  template <class Visit>
  void take(core::SymbolIndex symbol, std::int64_t bar, Visit visit) {
    for (std::size_t q = 0; q < per_symbol_; ++q) {
      queues_[symbol * per_symbol_ + q].take(bar, visit);
    }
  }

 private:
  std::vector<std::vector<std::uint8_t>> watched_;  // per tagger
  std::vector<int> place_;                          // per tagger, among its symbol's queues; -1
  std::size_t per_symbol_ = 0;
  std::vector<ChangeQueue> queues_;  // [symbol][watched tagger]
};

}  // namespace barometer::regime
