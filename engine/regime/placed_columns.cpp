// SPDX-License-Identifier: Apache-2.0
#include "regime/placed_columns.hpp"

#include <algorithm>
#include <type_traits>

#include "data/market_data.hpp"

namespace barometer::regime {

namespace {

template <class Entry>
Entry unknown() {
  if constexpr (std::is_same_v<Entry, float>) {
    return kUnknownScalar;
  } else {
    return std::int8_t{BM_TAG_UNKNOWN};
  }
}

template <class Entry>
std::span<const Entry> entries(const TagView& view, core::SymbolIndex symbol,
                               std::size_t dimension) {
  if constexpr (std::is_same_v<Entry, float>) {
    return view.scalar(symbol, dimension);
  } else {
    return view.category(symbol, dimension);
  }
}

}  // namespace

PlacedColumns::PlacedColumns(const data::MarketData& market, const TagView& from)
    : from_(from),
      bars_(data::bar_counts(market)),
      tags_(from.dimensions().size()),
      onsets_(from.dimensions().size()) {}

void PlacedColumns::make(std::size_t dimension) {
  if (tags_[dimension] != nullptr) {
    return;
  }
  const bool category = from_.dimensions()[dimension].kind == BM_DIMENSION_CATEGORY;
  tags_[dimension] =
      std::make_shared<TagColumn>(category ? ColumnKind::category : ColumnKind::scalar, bars_,
                                  core::ArenaPages::anonymous, FirstEntries::unwritten);
  if (from_.onset_column(dimension) != nullptr) {
    onsets_[dimension] = std::make_shared<TagColumn>(
        ColumnKind::onset, bars_, core::ArenaPages::anonymous, FirstEntries::unknown);
  }
}

template <class Entry>
void PlacedColumns::copy(std::size_t dimension, core::SymbolIndex symbol,
                         std::span<const std::int32_t> places, core::SymbolIndex source) {
  const auto from = entries<Entry>(from_, source, dimension);
  std::ranges::transform(places, tags_[dimension]->written<Entry>(symbol), [from](std::int32_t p) {
    return p < 0 ? unknown<Entry>() : from[static_cast<std::size_t>(p)];
  });
}

template <class Entry>
void PlacedColumns::copy(std::size_t dimension, core::SymbolIndex symbol,
                         std::span<const BarPlace> places) {
  std::ranges::transform(places, tags_[dimension]->written<Entry>(symbol),
                         [this, dimension](const BarPlace& p) {
                           const auto from = entries<Entry>(from_, p.symbol, dimension);
                           return from[static_cast<std::size_t>(p.bar)];
                         });
}

void PlacedColumns::place(std::size_t dimension, core::SymbolIndex symbol,
                          std::span<const std::int32_t> places, core::SymbolIndex source,
                          std::span<const std::int32_t> units) {
  make(dimension);
  if (from_.dimensions()[dimension].kind == BM_DIMENSION_CATEGORY) {
    copy<std::int8_t>(dimension, symbol, places, source);
  } else {
    copy<float>(dimension, symbol, places, source);
  }
  if (onsets_[dimension] == nullptr) {
    return;
  }
  const auto from = from_.onset(source, dimension);
  std::int64_t* const onsets = onsets_[dimension]->written<std::int64_t>(symbol);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool begins = i == 0 || units[i] != units[i - 1];
    if (begins && places[i] >= 0 && from[static_cast<std::size_t>(places[i])] >= 0) {
      const std::int64_t late = places[i] - from[static_cast<std::size_t>(places[i])];
      onsets[i] = std::max<std::int64_t>(static_cast<std::int64_t>(i) - late, 0);
    }
  }
}

void PlacedColumns::place(std::size_t dimension, core::SymbolIndex symbol,
                          std::span<const BarPlace> places) {
  make(dimension);
  if (from_.dimensions()[dimension].kind != BM_DIMENSION_CATEGORY) {
    copy<float>(dimension, symbol, places);
    return;
  }
  copy<std::int8_t>(dimension, symbol, places);
  if (onsets_[dimension] != nullptr) {
    const std::int8_t* const labels = tags_[dimension]->written<std::int8_t>(symbol);
    std::int64_t* const onsets = onsets_[dimension]->written<std::int64_t>(symbol);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::int8_t before = i > 0 ? labels[i - 1] : std::int8_t{BM_TAG_UNKNOWN};
      onsets[i] = labels[i] != before ? static_cast<std::int64_t>(i) : kUnknownOnset;
    }
  }
}

TagView PlacedColumns::view() {
  std::vector<TagView::Column> tags;
  std::vector<TagView::Column> onsets;
  for (std::size_t d = 0; d < tags_.size(); ++d) {
    for (const Column& column : {tags_[d], onsets_[d]}) {
      if (column != nullptr) {
        column->seal();
      }
    }
    tags.push_back(tags_[d] != nullptr ? tags_[d] : from_.tag_column(d));
    onsets.push_back(tags_[d] != nullptr ? onsets_[d] : from_.onset_column(d));
  }
  return {from_.dimensions(), std::move(tags), std::move(onsets), bars_.size()};
}

}  // namespace barometer::regime
