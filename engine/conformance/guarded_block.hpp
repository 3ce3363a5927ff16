// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "conformance/tried_dimension.hpp"

namespace barometer::conformance {

// The columns of one block, each in memory of its own between guards, so that a byte outside of it
// is seen: that of an earlier bar, of the entry behind the last, or of the bar counted from the
// first of the series.
class GuardedBlock {
 public:
  // A block of `count` bars, and at least `reach` entries of guards behind it.
  GuardedBlock(std::span<const TriedDimension> dimensions, std::span<const std::uint8_t> wanted,
               bool onsets, std::int64_t count, std::int64_t reach);

  std::span<const bm_tag_column> columns() const { return out_; }

  // The entry, counted from the block's first, that was written outside of it.
  std::optional<std::int64_t> written_outside(std::size_t dimension) const;

 private:
  struct Column {
    std::vector<std::byte> bytes;
    std::size_t entry = 1;  // bytes of one
  };

  template <class Entry>
  Entry* add(Column& column, Entry unknown);
  std::optional<std::int64_t> outside(const Column& column) const;

  std::size_t count_;
  std::size_t behind_;  // entries of guards
  std::vector<Column> tags_;
  std::vector<Column> onsets_;
  std::vector<bm_tag_column> out_;
};

}  // namespace barometer::conformance
