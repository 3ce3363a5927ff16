// SPDX-License-Identifier: Apache-2.0
#include "conformance/guarded_block.hpp"

#include <algorithm>

#include "regime/tag_column.hpp"

namespace barometer::conformance {

namespace {

constexpr std::size_t kBefore = 1024;  // entries of guards before a block
constexpr std::byte kGuard{0x55};      // is no label, no usual number and no bar

}  // namespace

template <class Entry>
Entry* GuardedBlock::add(Column& column, Entry unknown) {
  column.entry = sizeof(Entry);
  column.bytes.assign((kBefore + count_ + behind_) * sizeof(Entry), kGuard);
  auto* const first = reinterpret_cast<Entry*>(column.bytes.data()) + kBefore;
  std::fill_n(first, count_, unknown);
  return first;
}

GuardedBlock::GuardedBlock(std::span<const TriedDimension> dimensions,
                           std::span<const std::uint8_t> wanted, bool onsets, std::int64_t count,
                           std::int64_t reach)
    : count_(static_cast<std::size_t>(count)),
      behind_(static_cast<std::size_t>(reach) + kBefore),
      tags_(dimensions.size()),
      onsets_(dimensions.size()),
      out_(dimensions.size()) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (wanted[d] == 0) {
      continue;
    }
    if (dimensions[d].is_scalar) {
      out_[d].scalar = add(tags_[d], regime::kUnknownScalar);
    } else {
      out_[d].category = add(tags_[d], std::int8_t{BM_TAG_UNKNOWN});
      out_[d].onset_bar = onsets ? add(onsets_[d], regime::kUnknownOnset) : nullptr;
    }
  }
}

std::optional<std::int64_t> GuardedBlock::outside(const Column& column) const {
  const std::size_t begin = kBefore * column.entry;
  const std::size_t end = (kBefore + count_) * column.entry;
  for (std::size_t i = 0; i < column.bytes.size(); ++i) {
    if ((i < begin || i >= end) && column.bytes[i] != kGuard) {
      return static_cast<std::int64_t>(i / column.entry) - static_cast<std::int64_t>(kBefore);
    }
  }
  return std::nullopt;
}

std::optional<std::int64_t> GuardedBlock::written_outside(std::size_t dimension) const {
  const auto found = outside(tags_[dimension]);
  return found ? found : outside(onsets_[dimension]);
}

}  // namespace barometer::conformance
