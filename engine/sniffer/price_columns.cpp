// SPDX-License-Identifier: Apache-2.0
#include "sniffer/price_columns.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "sniffer/column_names.hpp"
#include "sniffer/number_shape.hpp"

namespace barometer::sniffer {

namespace {

using Numbers = std::vector<std::vector<std::optional<double>>>;  // by row, then by column
using Four = std::array<std::size_t, 4>;

constexpr double kMostBroken = 0.02;  // of the rows: files have a few bars that are none

Numbers numbers_of(const std::vector<RowCells>& rows, const config::NumberMarks& marks) {
  Numbers numbers;
  for (const RowCells& row : rows) {
    auto& line = numbers.emplace_back();
    for (const std::string_view cell : row) {
      line.push_back(number_by(cell, marks));
    }
  }
  return numbers;
}

std::vector<std::size_t> columns_of(const TextLayout& layout, ColumnRole role) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < layout.names.size(); ++i) {
    if (role_of(layout.names[i]) == role) {
      columns.push_back(i);
    }
  }
  return columns;
}

std::optional<std::size_t> column_of(const TextLayout& layout, ColumnRole role) {
  const auto all = columns_of(layout, role);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

// "Price" is the close of sources that have no other one.
std::optional<std::size_t> close_column(const TextLayout& layout) {
  const auto close = column_of(layout, ColumnRole::close);
  const auto prices = columns_called(layout, "price");
  return close || prices.empty() ? close : std::optional(prices.front());
}

// A header that names some of the four, but not all: the others cannot be told by their place.
bool names_some(const TextLayout& layout) {
  const bool aligned = layout.names.size() == layout.cells;
  return aligned && (column_of(layout, ColumnRole::open) || column_of(layout, ColumnRole::high) ||
                     column_of(layout, ColumnRole::low) || column_of(layout, ColumnRole::close));
}

// A header of fewer names than the rows have cells names the wrong ones.
std::optional<Four> prices_by_name(const TextLayout& layout) {
  Four found{};
  std::size_t i = 0;
  for (const ColumnRole role :
       {ColumnRole::open, ColumnRole::high, ColumnRole::low, ColumnRole::close}) {
    const auto column = role == ColumnRole::close ? close_column(layout) : column_of(layout, role);
    if (!column || layout.names.size() != layout.cells) {
      return std::nullopt;
    }
    found.at(i++) = *column;
  }
  return found;
}

// Rows in which all four from `first` on are prices, and those of them in which one is above `high`
// or below `low`.
struct Broken {
  std::size_t seen = 0;
  std::size_t broken = 0;
};

Broken broken_rows(const Numbers& rows, std::size_t first, std::size_t high, std::size_t low) {
  Broken found;
  for (const auto& row : rows) {
    bool all = true;
    for (std::size_t i = first; i < first + 4; ++i) {
      all = all && row[i] && *row[i] > 0;
    }
    bool holds = all;
    for (std::size_t i = first; holds && i < first + 4; ++i) {
      holds = *row[i] <= *row[high] && *row[i] >= *row[low];
    }
    found.seen += all ? 1 : 0;
    found.broken += all && !holds ? 1 : 0;
  }
  return found;
}

// How far the next bar's `open` lies from `close`, in all.
double distance(const Numbers& rows, bool newest_first, std::size_t open, std::size_t close) {
  double sum = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& bar = rows[newest_first ? i - 1 : i];
    const auto& before = rows[newest_first ? i : i - 1];
    if (bar[open] && before[close]) {
      sum += std::fabs(*bar[open] - *before[close]);
    }
  }
  return sum;
}

// Of the two that are neither high nor low the first is the open, unless bars then begin far from
// where the one before has ended, and do not the other way round.
bool close_stands_first(const Numbers& rows, bool newest_first, std::size_t first,
                        std::size_t second) {
  constexpr double kFar = 4;
  return kFar * distance(rows, newest_first, second, first) <
         distance(rows, newest_first, first, second);
}

// Which two of the four are high and low, by the fewest rows that break it. Where more than one
// choice does as well, the usual order, high behind open and low behind high, is meant.
std::optional<Four> four_from(const Numbers& rows, bool newest_first, std::size_t first) {
  std::size_t high = first + 1;
  std::size_t low = first + 2;
  Broken best = broken_rows(rows, first, high, low);
  for (std::size_t one = first; one < first + 4; ++one) {
    for (std::size_t other = first; other < first + 4; ++other) {
      const Broken found = one == other ? best : broken_rows(rows, first, one, other);
      if (found.broken < best.broken) {
        best = found;
        high = one;
        low = other;
      }
    }
  }
  if (best.seen * 2 <= rows.size() ||
      static_cast<double>(best.broken) > kMostBroken * static_cast<double>(best.seen)) {
    return std::nullopt;
  }
  std::vector<std::size_t> others;
  for (std::size_t i = first; i < first + 4; ++i) {
    if (i != high && i != low) {
      others.push_back(i);
    }
  }
  const bool swapped = close_stands_first(rows, newest_first, others[0], others[1]);
  return Four{others[swapped ? 1 : 0], high, low, others[swapped ? 0 : 1]};
}

std::optional<Four> prices_by_rows(const Numbers& rows, std::size_t cells, std::size_t from,
                                   const TimesAside& aside) {
  for (std::size_t first = from; first + 4 <= cells; ++first) {
    const auto is_inside = [first](std::size_t time) { return time >= first && time < first + 4; };
    if (std::ranges::any_of(aside.columns, is_inside)) {
      continue;
    }
    if (const auto found = four_from(rows, aside.newest_first, first)) {
      return found;
    }
  }
  return std::nullopt;
}

bool has_values(const Numbers& rows, std::size_t column) {
  return std::ranges::any_of(rows,
                             [column](const auto& row) { return row[column] && *row[column] > 0; });
}

bool is_volume(const Numbers& rows, std::size_t column) {
  return std::ranges::all_of(
      rows, [column](const auto& row) { return row[column] && *row[column] >= 0; });
}

bool is_mostly_numbers(const Numbers& rows, std::size_t column) {
  const auto numbers =
      std::ranges::count_if(rows, [column](const auto& row) { return row[column].has_value(); });
  return 2 * static_cast<std::size_t>(numbers) > rows.size();
}

// By its name; of several the first that is not all zeros.
void find_named_volume(const TextLayout& layout, const Numbers& rows, PriceColumns& found) {
  found.volumes = columns_of(layout, ColumnRole::volume);
  std::stable_partition(found.volumes.begin(), found.volumes.end(),
                        [&rows](std::size_t column) { return has_values(rows, column); });
  // "58.41M" is no number that the reader takes.
  std::erase_if(found.volumes,
                [&rows](std::size_t column) { return !is_mostly_numbers(rows, column); });
  if (!found.volumes.empty()) {
    return;
  }
  // Names that say nothing: "amount" may be money, "count" may be trades.
  for (const std::string_view name : {"amount", "count", "qty", "quantity", "turnover"}) {
    for (const std::size_t column : columns_called(layout, std::string(name))) {
      found.volumes.push_back(column);
    }
  }
  std::ranges::sort(found.volumes);
  found.volume_clear = found.volumes.empty();
}

void find_volume_behind(const Numbers& rows, std::size_t cells, const TimesAside& aside,
                        PriceColumns& found) {
  const std::size_t next = *std::ranges::max_element(found.prices) + 1;
  if (next < cells && is_volume(rows, next)) {
    found.volumes = {next};
  }
  found.asks = prices_by_rows(rows, cells, next + 1, aside);
  // Twelve columns of an exchange's candles have amounts there, which are no prices near these.
  const auto near = [&](const auto& row) {
    const auto& bid = row[found.prices[3]];
    const auto& ask = row[(*found.asks)[3]];
    return !bid || !ask || (*ask >= *bid && *ask < 1.5 * *bid);
  };
  if (found.asks && !std::ranges::all_of(rows, near)) {
    found.asks = std::nullopt;
  }
  if (found.asks) {
    found.volumes.clear();  // what stands between them is the size of the bid
  }
}

}  // namespace

std::vector<std::size_t> columns_called(const TextLayout& layout, const std::string& role) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < layout.names.size(); ++i) {
    if (plain_column(layout.names[i]) == role) {
      columns.push_back(i);
    }
  }
  return columns;
}

bool names_prices(const TextLayout& layout) {
  return prices_by_name(layout).has_value();
}

std::optional<PriceColumns> price_columns(const TextLayout& layout,
                                          const std::vector<RowCells>& rows,
                                          const config::NumberMarks& marks,
                                          const TimesAside& aside) {
  const Numbers numbers = numbers_of(rows, marks);
  PriceColumns found;
  if (const auto named = prices_by_name(layout)) {
    found.prices = *named;
    found.by_name = true;
    found.adjusted_close = column_of(layout, ColumnRole::adjusted_close);
    found.dividend = column_of(layout, ColumnRole::dividend);
    found.split = column_of(layout, ColumnRole::split);
    find_named_volume(layout, numbers, found);
    return found;
  }
  const auto prices =
      names_some(layout) ? std::nullopt : prices_by_rows(numbers, layout.cells, 0, aside);
  if (!prices) {
    return std::nullopt;
  }
  found.prices = *prices;
  found.open_seen = distance(numbers, aside.newest_first, (*prices)[0], (*prices)[3]) <
                    distance(numbers, aside.newest_first, (*prices)[3], (*prices)[0]);
  find_volume_behind(numbers, layout.cells, aside, found);
  return found;
}

}  // namespace barometer::sniffer
