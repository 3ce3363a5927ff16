// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/arena.hpp"
#include "core/symbol.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_column.hpp"
#include "regime/tag_view.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::regime {

// The columns of several dimensions while they are written. Nothing moves once they are made.
class TagColumns {
 public:
  // `bars[s]` is the number of bars of symbol s. Columns are made for what is wanted, onsets for
  // wanted categories alone.
  TagColumns(std::vector<Dimension> dimensions, const WantedTags& wanted,
             std::span<const std::int64_t> bars,
             core::ArenaPages pages = core::ArenaPages::anonymous,
             FirstEntries first = FirstEntries::unknown);

  const std::vector<Dimension>& dimensions() const { return dimensions_; }

  FirstEntries first_entries() const { return first_; }

  // One entry per dimension.
  const std::vector<std::uint8_t>& wanted() const { return wanted_; }

  // Where symbol s's tags of bars `first`... go, in the ABI's form: one entry per dimension from
  // `dimension` on, with NULL pointers where a column is not wanted.
  void block(core::SymbolIndex symbol, std::int64_t first, std::span<bm_tag_column> out,
             std::size_t dimension = 0) const;

  // Of `count` dimensions from `first` on, the first behind whose tags or onsets of this symbol
  // somebody has written, counted from `first`; nothing when nobody has.
  std::optional<std::size_t> damaged(core::SymbolIndex symbol, std::size_t first, std::size_t count,
                                     core::CanaryLook look) const;

  // The columns as readers get them. It shows what is written later too.
  TagView view() const;

  // From now on nobody can write.
  void seal() noexcept;

 private:
  using Column = std::shared_ptr<TagColumn>;

  std::vector<Dimension> dimensions_;
  std::vector<std::uint8_t> wanted_;
  std::vector<Column> tags_;    // per dimension; NULL where it is not wanted
  std::vector<Column> onsets_;  // per dimension; NULL where they are not wanted
  std::size_t symbols_;
  FirstEntries first_;
};

}  // namespace barometer::regime
