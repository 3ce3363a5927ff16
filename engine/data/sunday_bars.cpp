// SPDX-License-Identifier: Apache-2.0
#include "data/sunday_bars.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barometer::data {

namespace {

constexpr std::ptrdiff_t kSeveral = 2;  // weeks that tell how a file is dated

}  // namespace

SundayBars::SundayBars(const calendar::Venue& venue, const config::DataConfig& config)
    : venue_(venue),
      zone_(venue.zone),
      possible_(calendar::is_daily_session_bar(venue, config.bar)),
      wanted_(config.csv.sunday_stubs == config::SundayStubs::merge),
      at_open_(config.csv.stamp == config::StampSide::open) {}

core::Day SundayBars::date_of(const BarRow& bar) {
  const core::Timestamp last = bar.close_time_ns - 1;
  return calendar::session_date_of(venue_, last + zone_.offset(last));
}

bool SundayBars::holds(const BarRow& bar) {
  if (!possible_) {
    return false;
  }
  const core::Day date = date_of(bar);
  return !calendar::is_trading_weekday(venue_, date) && !calendar::has_session(venue_, date) &&
         calendar::is_trading_weekday(venue_, date + 1) &&
         calendar::hours_on(venue_, date + 1).open < 0;
}

// The last trading day of a week.
bool SundayBars::ends_week(const BarRow& bar) {
  const core::Day date = date_of(bar);
  return calendar::is_trading_weekday(venue_, date) &&
         !calendar::is_trading_weekday(venue_, date + 1);
}

void SundayBars::follow_evenings(std::vector<BarRow>& bars) {
  const auto is_stub = [this](const BarRow& bar) { return holds(bar); };
  if (!possible_ || std::ranges::count_if(bars, is_stub) < kSeveral ||
      std::ranges::any_of(bars, [this](const BarRow& bar) { return ends_week(bar); })) {
    return;
  }
  evenings_ = !at_open_;
  for (BarRow& bar : bars) {
    bar.close_time_ns = at_open_
                            ? calendar::regular_session_of(venue_, zone_, date_of(bar) + 1).close
                            : bar.close_time_ns;
  }
}

bool SundayBars::merge(std::size_t index, std::vector<BarRow>& bars) {
  if (!wanted_ || evenings_ || index + 1 == bars.size() || !holds(bars[index]) ||
      date_of(bars[index + 1]) != date_of(bars[index]) + 1) {
    return false;
  }
  const BarRow& stub = bars[index];
  BarRow& next = bars[index + 1];
  next.open = stub.open;
  next.high = std::max(next.high, stub.high);
  next.low = std::min(next.low, stub.low);
  next.volume += stub.volume;
  merged_ += 1;
  return true;
}

CellFault SundayBars::fault(const BarRow& bar, std::size_t column) {
  const core::Day date = date_of(bar);
  const char* const name = calendar::weekday_of(date) == 6 ? "Sunday" : "day";
  const core::Duration open = calendar::hours_on(venue_, date + 1).open + core::kDay;
  const std::string what = fmt::format(
      "the bar of {} {} is no session of venue {}: what trades from {:02}:{:02} on ({}) belongs to "
      "the session of the day after",
      name, core::format_date(date * core::kDay), venue_.name, open / core::kHour,
      open % core::kHour / core::kMinute, venue_.zone);
  if (evenings_) {
    return {column, "the date seems to be that of the evening before the session",
            what + ", and no bar of the file has the date of a week's last session",
            "where dates are those of the evenings on which sessions open, write "
            "`data.time.stamp: open`",
            false};
  }
  return {column,
          fmt::format("the bar is that of a {}, whose evening is part of the next session", name),
          what,
          wanted_ ? "the file has no bar of that session to make it a part of: leave the row out"
                  : "write `data.sunday_stubs: merge` to make such bars parts of the next day's",
          wanted_};
}

}  // namespace barometer::data
