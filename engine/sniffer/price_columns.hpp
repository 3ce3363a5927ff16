// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "sniffer/text_layout.hpp"

namespace barometer::sniffer {

// Which columns, counted from 0, hold what of a bar.
struct PriceColumns {
  std::array<std::size_t, 4> prices{};  // open, high, low, close
  bool by_name = false;                 // else by what is highest and lowest in every row
  bool open_seen = true;                // else the open is the one that stands before the close
  std::vector<std::size_t> volumes;     // that may be it, the likeliest first; empty: none
  bool volume_clear = true;             // else each of `volumes` may be meant
  std::optional<std::size_t> adjusted_close;
  std::optional<std::size_t> dividend;
  std::optional<std::size_t> split;
  std::optional<std::array<std::size_t, 4>> asks;  // behind bids, of a file of quotes
};

// What is known of times before prices are looked for.
struct TimesAside {
  std::vector<std::size_t> columns = {};  // that are no prices
  bool newest_first = false;              // which way the rows go
};

// nullopt where no four columns are prices: their names do not say so, and no four neighbours have
// one that is the highest and one that is the lowest in every row.
std::optional<PriceColumns> price_columns(const TextLayout& layout,
                                          const std::vector<RowCells>& rows,
                                          const config::NumberMarks& marks,
                                          const TimesAside& aside = {});

// Whether the header names open, high, low and close.
bool names_prices(const TextLayout& layout);

// The first column of names that `role` knows.
std::vector<std::size_t> columns_called(const TextLayout& layout, const std::string& role);

}  // namespace barometer::sniffer
