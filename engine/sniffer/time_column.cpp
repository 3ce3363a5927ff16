// SPDX-License-Identifier: Apache-2.0
#include "sniffer/time_column.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "sniffer/column_names.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::size_t kOutOfOrder = 50;  // one step in so many may go the other way

std::vector<std::string_view> cells_in(const std::vector<RowCells>& rows, std::size_t column) {
  std::vector<std::string_view> cells;
  for (const RowCells& row : rows) {
    cells.push_back(row[column]);
  }
  return cells;
}

std::vector<core::Timestamp> read_all(const StampFormat& format,
                                      const std::vector<std::string_view>& cells) {
  std::vector<core::Timestamp> stamps;
  for (const std::string_view cell : cells) {
    stamps.push_back(*format.read(cell));
  }
  return stamps;
}

// A day and a month can be told apart by the order of the rows, but not where either way gives one,
// or the same days.
void keep_in_order(const std::vector<std::string_view>& cells, std::vector<StampFormat>& formats) {
  std::set<std::vector<core::Timestamp>> seen;
  std::erase_if(formats, [&](const StampFormat& format) {
    auto stamps = read_all(format, cells);
    return !goes_one_way(stamps) || !seen.insert(std::move(stamps)).second;
  });
}

bool all_alike(const std::vector<std::string_view>& cells) {
  return std::ranges::all_of(cells, [&](std::string_view cell) { return cell == cells.front(); });
}

class TimeSearch {
 public:
  TimeSearch(const TextLayout& layout, const std::vector<RowCells>& rows,
             const std::vector<std::size_t>& taken, bool many)
      : layout_(layout), rows_(rows), taken_(taken), many_(many) {}

  // The clearest column: one that counts from 1970, then one with an offset, a time of day, a date.
  std::optional<TimeColumn> best() {
    std::optional<TimeColumn> found;
    int most = 0;
    for (std::size_t column = 0; column < layout_.cells; ++column) {
      auto formats = formats_in(column);
      const int worth = formats.empty() ? 0 : worth_of(formats.front());
      if (worth > most) {
        most = worth;
        found = TimeColumn{.column = column, .formats = std::move(formats)};
      } else if (found && worth == most && found->formats.front().is_epoch()) {
        found->close_time = found->close_time ? found->close_time : std::optional(column);
      }
    }
    if (found && !found->formats.front().has_clock()) {
      add_time_of_day(*found);
    }
    return found;
  }

  // Milliseconds since midnight.
  std::optional<TimeColumn> of_day() {
    for (std::size_t column = 0; column < layout_.cells; ++column) {
      const StampFormat format("ms_of_day");
      const auto cells = cells_in(rows_, column);
      const bool reads = std::ranges::all_of(
          cells, [&format](std::string_view cell) { return format.read(cell).has_value(); });
      if (!is_taken(column) && reads && goes_one_way(read_all(format, cells))) {
        return TimeColumn{.column = column, .formats = {format}};
      }
    }
    return std::nullopt;
  }

 private:
  bool is_taken(std::size_t column) const {
    return std::ranges::find(taken_, column) != taken_.end();
  }

  std::vector<StampFormat> formats_in(std::size_t column) const {
    if (is_taken(column)) {
      return {};
    }
    const auto cells = cells_in(rows_, column);
    std::vector<StampFormat> formats = formats_of(cells);
    if (!many_) {
      keep_in_order(cells, formats);
    }
    return formats;
  }

  static int worth_of(const StampFormat& format) {
    constexpr int kEpoch = 4;
    constexpr int kOffset = 3;
    if (format.is_epoch()) {
      return kEpoch;
    }
    return format.is_utc() ? kOffset : format.has_clock() ? 2 : 1;
  }

  // A clock in a column of its own, unless it says the same on every row.
  void add_time_of_day(TimeColumn& found) const {
    for (std::size_t column = 0; column < layout_.cells; ++column) {
      const auto cells = cells_in(rows_, column);
      const bool named = column < layout_.names.size() &&
                         role_of(layout_.names[column]) == ColumnRole::time_of_day;
      if (column == found.column || is_taken(column) || (!named && column != found.column + 1) ||
          all_alike(cells)) {
        continue;
      }
      const auto clocks = clocks_of(cells);
      if (clocks.empty()) {
        continue;
      }
      std::vector<StampFormat> joined;
      for (const StampFormat& date : found.formats) {
        joined.emplace_back(date.format() + " " + clocks.front());
      }
      found.time_of_day = column;
      found.formats = std::move(joined);
      return;
    }
  }

  const TextLayout& layout_;
  const std::vector<RowCells>& rows_;
  const std::vector<std::size_t>& taken_;
  bool many_;
};

}  // namespace

bool goes_one_way(const std::vector<core::Timestamp>& stamps) {
  std::size_t up = 0;
  std::size_t down = 0;
  for (std::size_t i = 1; i < stamps.size(); ++i) {
    up += stamps[i] > stamps[i - 1] ? 1 : 0;
    down += stamps[i] < stamps[i - 1] ? 1 : 0;
  }
  return std::min(up, down) * kOutOfOrder <= std::max(up, down);
}

std::string stamp_text(const RowCells& row, const TimeColumn& column) {
  std::string text(row[column.column]);
  if (column.time_of_day) {
    text.append(" ").append(row[*column.time_of_day]);
  }
  return text;
}

std::optional<TimeColumn> time_column(const TextLayout& layout, const std::vector<RowCells>& rows,
                                      const std::vector<std::size_t>& taken, bool day_in_name,
                                      bool many) {
  if (rows.empty()) {
    return std::nullopt;
  }
  TimeSearch search(layout, rows, taken, many);
  auto found = search.best();
  return found || !day_in_name ? found : search.of_day();
}

}  // namespace barometer::sniffer
