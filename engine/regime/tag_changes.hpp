// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "regime/tag_view.hpp"

namespace barometer::regime {

// A category that became another, unknown included, when a bar closed.
struct TagChange {
  std::int64_t bar = 0;         // of the symbol
  std::int64_t onset_bar = -1;  // of the symbol; -1 unknown
  std::uint32_t dimension = 0;
  std::int8_t from = BM_TAG_UNKNOWN;
  std::int8_t to = BM_TAG_UNKNOWN;
};

// The changes of those categories that somebody watches, derived from the columns themselves: a bar
// has a change where its label is not that of the bar before. Nothing is stored, so that complete
// columns can be shared by runs that watch different ones.
class TagChanges {
 public:
  // Nobody watches anything.
  TagChanges() = default;

  // `watched` has one entry per dimension; scalars have no changes. Onsets are told where the view
  // has them. The view's columns outlive this object.
  TagChanges(const TagView& tags, std::span<const std::uint8_t> watched);

  bool empty() const { return watched_ == 0; }

  // [step] Calls visit(change) for what changes at this bar of the symbol, by dimension. REQUIRES:
  // the bar is tagged.
  template <class Visit>
  void at(core::SymbolIndex symbol, std::int64_t bar, Visit visit) const {
    const auto mine = std::span{columns_}.subspan(symbol * watched_, watched_);
    for (const Watched& each : mine) {
      const std::int8_t before = bar > 0 ? each.labels[bar - 1] : std::int8_t{BM_TAG_UNKNOWN};
      if (const std::int8_t now = each.labels[bar]; now != before) {
        visit(TagChange{bar, each.onsets != nullptr ? each.onsets[bar] : -1, each.dimension, before,
                        now});
      }
    }
  }

 private:
  struct Watched {
    const std::int8_t* labels;
    const std::int64_t* onsets;  // NULL where the view has none
    std::uint32_t dimension;
  };

  std::size_t watched_ = 0;       // categories
  std::vector<Watched> columns_;  // [symbol][watched category]
};

}  // namespace barometer::regime
