// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_column.hpp"

#include <barometer/abi/regime.h>

#include <algorithm>

namespace barometer::regime {

namespace {

std::size_t entry_size(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::category:
      return sizeof(std::int8_t);
    case ColumnKind::scalar:
      return sizeof(float);
    case ColumnKind::onset:
      return sizeof(std::int64_t);
  }
  return 0;
}

core::ArenaLayout layout_of(ColumnKind kind, std::span<const std::int64_t> bars) {
  core::ArenaLayout layout;
  for (const std::int64_t count : bars) {
    layout.add(static_cast<std::size_t>(count) * entry_size(kind));
  }
  return layout;
}

}  // namespace

TagColumn::TagColumn(ColumnKind kind, std::span<const std::int64_t> bars, core::ArenaPages pages,
                     FirstEntries first)
    : kind_(kind), bars_(bars.begin(), bars.end()), arena_(layout_of(kind, bars), pages) {
  for (core::SymbolIndex s = 0; s < bars_.size() && first == FirstEntries::unknown; ++s) {
    fill_unknown(s);
  }
}

void TagColumn::fill_unknown(core::SymbolIndex symbol) {
  switch (kind_) {
    case ColumnKind::category:
      std::fill_n(written<std::int8_t>(symbol), bars_[symbol], std::int8_t{BM_TAG_UNKNOWN});
      break;
    case ColumnKind::scalar:
      std::fill_n(written<float>(symbol), bars_[symbol], kUnknownScalar);
      break;
    case ColumnKind::onset:
      std::fill_n(written<std::int64_t>(symbol), bars_[symbol], kUnknownOnset);
      break;
  }
}

std::optional<core::SymbolIndex> TagColumn::damaged() const {
  const auto column = arena_.damaged();
  return column ? std::optional(static_cast<core::SymbolIndex>(*column)) : std::nullopt;
}

}  // namespace barometer::regime
