// SPDX-License-Identifier: Apache-2.0
#include "regime/clock_tags.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "core/floor_division.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/dwell_distance.hpp"
#include "stats/random.hpp"

namespace barometer::regime {

namespace {

constexpr int kWeek = 7;
constexpr std::int32_t kEpochWeekday = 3;  // 1970-01-01 was a Thursday; Monday is 0

std::int32_t week_of(std::int32_t date) {
  return static_cast<std::int32_t>(core::floor_divide(date + kEpochWeekday, kWeek));
}

int weekday_of(std::int32_t date) {
  return date + kEpochWeekday - week_of(date) * kWeek;
}

// What is drawn for one day or week depends on no other.
stats::Random random_of(std::uint64_t seed, std::string_view what, std::int64_t number) {
  return {seed ^ stats::stream_of(what), static_cast<std::uint64_t>(number)};
}

}  // namespace

ClockTags::ClockTags(const data::MarketData& market, TagView tags,
                     std::vector<std::size_t> dimensions)
    : market_(market), tags_(std::move(tags)), dimensions_(std::move(dimensions)) {
  read_days();
  for (const std::size_t d : dimensions_) {
    redraws_.push_back(redraw_of(d));
    if (redraws_.back() == Redraw::shift_days) {
      distance_ = std::max(distance_, distance_of(d));
    }
  }
}

void ClockTags::read_days() {
  std::vector<std::map<std::int32_t, BarPlace>> found(market_.venues.size());
  std::vector<std::vector<std::int32_t>> dates(market_.symbols.size());
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    const data::SymbolData& symbol = market_.symbols[s];
    for (std::size_t bar = 0; bar < symbol.bars.size(); ++bar) {
      const std::int64_t step = market_.timeline.steps_until(symbol.bars[bar].close_time_ns) - 1;
      dates[s].push_back(market_.calendar_of(s, step).session_date);
      found[symbol.venue].try_emplace(dates[s].back(), BarPlace{s, static_cast<std::int32_t>(bar)});
    }
  }
  for (const auto& days : found) {
    days_.emplace_back();
    for (const auto& [date, place] : days) {
      days_.back().dates.push_back(date);
      days_.back().first_bars.push_back(place);
    }
  }
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    const std::vector<std::int32_t>& all = days_[market_.symbols[s].venue].dates;
    for (std::int32_t& date : dates[s]) {
      date = static_cast<std::int32_t>(std::ranges::lower_bound(all, date) - all.begin());
    }
  }
  days_of_bars_ = std::move(dates);
}

ClockTags::Redraw ClockTags::redraw_of(std::size_t dimension) const {
  if (tags_.dimensions()[dimension].known_ahead == BM_KNOWN_DAY) {
    return Redraw::rotate_days;
  }
  return follows_weekday(dimension) ? Redraw::order_weeks : Redraw::shift_days;
}

// A number by the date, which has no labels, does not.
bool ClockTags::follows_weekday(std::size_t dimension) const {
  if (tags_.dimensions()[dimension].kind != BM_DIMENSION_CATEGORY) {
    return false;
  }
  std::array<std::optional<std::int8_t>, kWeek> labels{};
  for (const Days& days : days_) {
    for (std::size_t i = 0; i < days.dates.size(); ++i) {
      const std::int8_t label = label_of(dimension, days.first_bars[i]);
      auto& known = labels[static_cast<std::size_t>(weekday_of(days.dates[i]))];
      if (known.value_or(label) != label) {
        return false;
      }
      known = label;
    }
  }
  return true;
}

std::int8_t ClockTags::label_of(std::size_t dimension, const BarPlace& place) const {
  return tags_.category(place.symbol, dimension)[static_cast<std::size_t>(place.bar)];
}

std::int64_t ClockTags::distance_of(std::size_t dimension) const {
  if (tags_.dimensions()[dimension].kind != BM_DIMENSION_CATEGORY) {
    return 0;
  }
  StayCounts stays;
  for (const Days& days : days_) {
    std::vector<std::int8_t> labels;
    for (const BarPlace& place : days.first_bars) {
      labels.push_back(label_of(dimension, place));
    }
    stays.add_labels(labels);
  }
  return stays.distance();
}

std::int64_t ClockTags::draws() const {
  const bool whole =
      std::ranges::all_of(redraws_, [](Redraw redraw) { return redraw == Redraw::shift_days; });
  return whole ? std::max<std::int64_t>(longest_days() - 2 * distance_ - 1, 0)
               : std::numeric_limits<std::int64_t>::max();
}

std::int64_t ClockTags::longest_days() const {
  std::int64_t longest = 0;
  for (const Days& days : days_) {
    longest = std::max(longest, std::ssize(days.dates));
  }
  return longest;
}

// Per day of the venue: the day whose labels it gets.
std::vector<std::size_t> ClockTags::ordered_weeks(const Days& days, std::uint64_t seed) {
  std::vector<std::size_t> order(days.dates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && week_of(days.dates[end]) == week_of(days.dates[begin])) {
      ++end;
    }
    stats::Random random = random_of(seed, "week", week_of(days.dates[begin]));
    std::array<std::uint64_t, kWeek> keys{};
    std::ranges::generate(keys, [&random] { return random.bits(); });
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin),
              order.begin() + static_cast<std::ptrdiff_t>(end), [&](std::size_t a, std::size_t b) {
                return keys[static_cast<std::size_t>(weekday_of(days.dates[a]))] <
                       keys[static_cast<std::size_t>(weekday_of(days.dates[b]))];
              });
    begin = end;
  }
  return order;
}

std::vector<std::size_t> ClockTags::shifted_days(const Days& days, std::uint64_t seed) const {
  const std::int64_t longest = longest_days();
  stats::Random random = random_of(seed, "days", 0);
  std::int64_t shift = 0;
  while (draws() > 0 && std::min(shift, longest - shift) <= distance_) {
    shift = static_cast<std::int64_t>(random.uniform() * static_cast<double>(longest));
  }
  std::vector<std::size_t> order(days.dates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!order.empty()) {
    const std::int64_t mine = shift % std::ssize(order);
    std::rotate(order.begin(), order.end() - mine, order.end());
  }
  return order;
}

std::vector<BarPlace> ClockTags::by_date(Redraw redraw, core::SymbolIndex symbol,
                                         std::uint64_t seed) const {
  const Days& days = days_[market_.symbols[symbol].venue];
  const std::vector<std::size_t> order =
      redraw == Redraw::order_weeks ? ordered_weeks(days, seed) : shifted_days(days, seed);
  std::vector<BarPlace> places;
  places.reserve(days_of_bars_[symbol].size());
  for (const std::int32_t day : days_of_bars_[symbol]) {
    places.push_back(days.first_bars[order[static_cast<std::size_t>(day)]]);
  }
  return places;
}

std::vector<BarPlace> ClockTags::rotated_days(core::SymbolIndex symbol, std::uint64_t seed) const {
  const Days& days = days_[market_.symbols[symbol].venue];
  const std::vector<std::int32_t>& day_of = days_of_bars_[symbol];
  std::vector<BarPlace> places;
  places.reserve(day_of.size());
  for (std::size_t begin = 0; begin < day_of.size();) {
    const auto end = static_cast<std::size_t>(
        std::find_if(day_of.begin() + static_cast<std::ptrdiff_t>(begin), day_of.end(),
                     [&](std::int32_t day) { return day != day_of[begin]; }) -
        day_of.begin());
    const std::int32_t date = days.dates[static_cast<std::size_t>(day_of[begin])];
    const double part = random_of(seed, "day", date).uniform();
    const auto bars = static_cast<double>(end - begin);
    const auto back = static_cast<std::size_t>(part * bars);
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t from = i >= begin + back ? i - back : i + (end - begin) - back;
      places.push_back({symbol, static_cast<std::int32_t>(from)});
    }
    begin = end;
  }
  return places;
}

std::vector<BarPlace> ClockTags::places(std::size_t index, core::SymbolIndex symbol,
                                        std::uint64_t seed) const {
  const Redraw redraw = redraws_[index];
  return redraw == Redraw::rotate_days ? rotated_days(symbol, seed) : by_date(redraw, symbol, seed);
}

}  // namespace barometer::regime
