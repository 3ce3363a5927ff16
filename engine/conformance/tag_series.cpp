// SPDX-License-Identifier: Apache-2.0
#include "conformance/tag_series.hpp"

#include <barometer/abi/bars.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "core/timestamp.hpp"
#include "data/calendar_cursor.hpp"
#include "data/market_data.hpp"

namespace barometer::conformance {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

void set_prices(data::BarRow& bar, double price) {
  bar.open = bar.high = bar.low = bar.close = price;
}

void shift(TagSeries& series, std::int64_t from, std::int64_t days) {
  for (auto b = static_cast<std::size_t>(from); b < series.bars.size(); ++b) {
    series.bars[b].close_time_ns += days * core::kDay;
    bm_calendar_row& row = series.calendar[b];
    row.session_open_ns += days * core::kDay;
    row.session_close_ns += days * core::kDay;
    row.session_date += static_cast<std::int32_t>(days);
  }
}

// Prices that no market has, one after the other.
constexpr std::array kBadPrices{kNan, 0.0, -1.0, kInfinity, -kInfinity, 1e300, 1e-300, 5e-324};

}  // namespace

TagSeries::TagSeries() = default;
TagSeries::TagSeries(const TagSeries& other) = default;
TagSeries::TagSeries(TagSeries&& other) noexcept = default;
TagSeries& TagSeries::operator=(const TagSeries& other) = default;
TagSeries& TagSeries::operator=(TagSeries&& other) noexcept = default;
TagSeries::~TagSeries() = default;

std::vector<TagSeries> series_of(const data::MarketData& market) {
  std::vector<TagSeries> all;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const data::SymbolData& symbol = market.symbols[s];
    TagSeries& series = all.emplace_back();
    series.name = symbol.name;
    series.bars = symbol.view_bars.copy();
    series.instrument = std::make_shared<const bm_instrument>(market.instruments[s]);
    data::CalendarCursor cursor(market, symbol);
    for (const data::BarRow& bar : series.bars) {
      series.calendar.push_back(cursor.at(bar.close_time_ns));
    }
  }
  return all;
}

TagSeries prefix_of(const TagSeries& series, std::int64_t bars) {
  TagSeries prefix = series;
  prefix.bars.resize(static_cast<std::size_t>(bars));
  prefix.calendar.resize(static_cast<std::size_t>(bars));
  return prefix;
}

TagSeries years_later(const TagSeries& series) {
  constexpr std::int64_t kDays = 10'227;  // 28 years: 7 x 4
  TagSeries later = series;
  shift(later, 0, kDays);
  return later;
}

TagSeries with_jump(const TagSeries& series, std::int64_t bar, double factor) {
  TagSeries jumped = series;
  for (auto b = static_cast<std::size_t>(bar); b < jumped.bars.size(); ++b) {
    data::BarRow& row = jumped.bars[b];
    row.open *= factor;
    row.high *= factor;
    row.low *= factor;
    row.close *= factor;
  }
  return jumped;
}

TagSeries with_bad_bars(const TagSeries& series, std::int64_t from) {
  TagSeries bad = series;
  auto b = static_cast<std::size_t>(from);
  const std::size_t end = bad.bars.size();
  for (const double price : kBadPrices) {
    for (const bool whole : {true, false}) {
      if (b + 1 < end) {
        whole ? set_prices(bad.bars[b], price) : static_cast<void>(bad.bars[b].open = price);
      }
      b += 3;
    }
  }
  if (b + 200 >= end) {
    return bad;
  }
  std::swap(bad.bars[b].high, bad.bars[b].low);
  for (std::size_t k = b + 10; k < b + 60; ++k) {
    set_prices(bad.bars[k], bad.bars[b + 9].close);
    bad.bars[k].volume = 0;
  }
  bad.bars[b + 70].volume = kNan;
  bad.bars[b + 71].volume = 1e300;
  set_prices(bad.bars[b + 80], 1e9 * bad.bars[b + 79].close);
  shift(bad, static_cast<std::int64_t>(b + 100), 30);
  return bad;
}

std::string place_of(const TagSeries& series, std::int64_t bar) {
  const data::BarRow& row = series.bars[static_cast<std::size_t>(bar)];
  return fmt::format("{}, bar {} ({})", series.name, bar, core::format_utc(row.close_time_ns));
}

}  // namespace barometer::conformance
