// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/arrow.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace barometer::python {

enum class ColumnType : std::uint8_t {
  number,    // double, NaN where undefined
  scalar,    // float, NaN where unknown
  integer,   // std::int64_t
  time,      // std::int64_t, counted in `unit` since 1970, INT64_MIN none
  text,      // UTF-8
  category,  // std::int8_t or std::int32_t, index into `labels`, negative none
  boolean,   // std::uint8_t, 0 or 1
};

// One column. It owns nothing itself: `owner` keeps alive what it points at.
struct FrameColumn {
  std::string name;
  ColumnType type = ColumnType::number;
  const void* values = nullptr;  // of text: rows + 1 offsets into `bytes`, std::int32_t
  const char* bytes = nullptr;   // of text
  // A bit a row, 0 for null; NULL: none is null.
  std::shared_ptr<const std::vector<std::uint8_t>> valid = nullptr;
  std::int64_t nulls = 0;
  int width = 4;                                                     // of categories, bytes
  std::shared_ptr<const std::vector<std::string>> labels = nullptr;  // of categories
  std::string unit = "tsn:UTC";  // of times, as the Arrow C data interface writes it
  std::shared_ptr<const void> owner = nullptr;
};

// A table in memory whose columns may be shared with those who made them. Immutable.
struct Frame {
  std::vector<FrameColumn> columns;
  std::int64_t rows = 0;

  const FrameColumn* find(const std::string& name) const;
};

// The bits of FrameColumn::valid where `is_null(row)` says so; NULL where no row is null. A byte is
// made at a time, without a branch.
template <class IsNull>
std::shared_ptr<const std::vector<std::uint8_t>> valid_bits(std::int64_t rows, std::int64_t& nulls,
                                                            const IsNull& is_null) {
  auto bits = std::make_shared<std::vector<std::uint8_t>>();
  bits->reserve(static_cast<std::size_t>(rows + 7) / 8);
  nulls = 0;
  for (std::int64_t begin = 0; begin < rows; begin += 8) {
    const int count = static_cast<int>(std::min<std::int64_t>(8, rows - begin));
    unsigned valid = 0;
    for (int i = 0; i < count; ++i) {
      valid |= (is_null(begin + i) ? 0U : 1U) << i;
    }
    bits->push_back(static_cast<std::uint8_t>(valid));
    nulls += count - std::popcount(valid);
  }
  return nulls > 0 ? bits : nullptr;
}

// The frame as one batch through the Arrow C stream interface, without a copy of any value but
// booleans, which Arrow packs. Whoever reads the stream keeps the frame alive.
void export_frame(std::shared_ptr<const Frame> frame, ArrowArrayStream* out);

}  // namespace barometer::python
