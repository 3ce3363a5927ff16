// SPDX-License-Identifier: Apache-2.0
#include "data/sunday_bars.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barometer::data {

namespace {

constexpr std::ptrdiff_t kSeveral = 2;  // weeks that tell how a file is dated
constexpr core::Day kWeek = 7;

}  // namespace

SundayBars::SundayBars(const calendar::Venue& venue, const config::DataConfig& config)
    : venue_(venue),
      zone_(venue.zone),
      possible_(calendar::is_daily_session_bar(venue, config.bar)),
      merges_(config.csv.sunday_stubs == config::SundayStubs::merge),
      at_open_(config.csv.stamp == config::StampSide::open) {}

core::Day SundayBars::date_of(const BarRow& bar) {
  const core::Timestamp last = bar.close_time_ns - 1;
  return calendar::session_date_at(venue_, zone_, last);
}

bool SundayBars::is_stub(const BarRow& bar) {
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
  if (!possible_) {
    return;
  }
  const auto stubs =
      std::ranges::count_if(bars, [this](const BarRow& bar) { return is_stub(bar); });
  const auto ends =
      std::ranges::count_if(bars, [this](const BarRow& bar) { return ends_week(bar); });
  // A file by the calendar day has a last day in every week; one by evenings has none, or a
  // mistake.
  const bool by_evening = 2 * ends < stubs;
  moved_ = by_evening && at_open_;
  evenings_ = by_evening && !at_open_ && (stubs >= kSeveral || !merges_);
  one_week_ = evenings_ && stubs < kSeveral;
  if (moved_) {
    for (BarRow& bar : bars) {
      bar.close_time_ns = calendar::regular_session_of(venue_, zone_, date_of(bar) + 1).close;
    }
  }
}

bool SundayBars::merge(std::size_t index, std::size_t next, std::vector<BarRow>& bars) {
  if (!merges_ || evenings_ || !is_stub(bars[index])) {
    return false;
  }
  if (next == bars.size() || date_of(bars[next]) >= date_of(bars[index]) + kWeek) {
    left_out_ += 1;
    return true;
  }
  const BarRow& stub = bars[index];
  BarRow& session = bars[next];
  session.open = stub.open;
  session.high = std::max(session.high, stub.high);
  session.low = std::min(session.low, stub.low);
  session.volume += stub.volume;
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
    const std::string merge =
        "; or, where such a bar has only the evening's few hours, write "
        "`data.sunday_stubs: merge`";
    return {column, "the date seems to be that of the evening before the session",
            what + ", and hardly any bar of the file has the date of a week's last session",
            "where dates are those of the evenings on which sessions open, write "
            "`data.time.stamp: open`" +
                (one_week_ ? merge : std::string()),
            false};
  }
  return {column,
          fmt::format("the bar is that of a {}, whose evening is part of the next session", name),
          what, "write `data.sunday_stubs: merge` to make such bars parts of the next session's",
          false};
}

}  // namespace barometer::data
