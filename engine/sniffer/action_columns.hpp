// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "config/data_config.hpp"
#include "sniffer/price_columns.hpp"
#include "sniffer/text_layout.hpp"
#include "sniffer/text_sample.hpp"

namespace barometer::sniffer {

// What the rows of a file with a column of splits say about its prices.
struct SplitsSeen {
  std::size_t splits = 0;                     // rows that say one, with a row of the symbol before
  std::size_t raw = 0;                        // of those the ones where the close falls by it
  std::size_t adjusted = 0;                   // and where it does not move so
  std::optional<config::PriceSeries> prices;  // none: no split, or rows that contradict each other
};

// A close within a fifth of the close before, divided by the split or not, is one of the two.
SplitsSeen splits_seen(const TextSample& sample, const TextLayout& layout,
                       const PriceColumns& columns, const config::NumberMarks& marks,
                       std::optional<std::size_t> symbol_column);

}  // namespace barometer::sniffer
