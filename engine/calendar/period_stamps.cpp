// SPDX-License-Identifier: Apache-2.0
#include "calendar/period_stamps.hpp"

#include <fmt/format.h>

#include <array>

#include "calendar/day.hpp"
#include "calendar/period.hpp"
#include "calendar/zone.hpp"
#include "core/bar_size.hpp"

namespace barometer::calendar {

namespace {

constexpr std::size_t kFewest = 3;  // bars that show a habit

constexpr std::array kNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                            "Friday", "Saturday", "Sunday"};

// "2006-01-01, a Sunday,"
std::string name_of(core::Day date) {
  return fmt::format("{}, a {},", core::format_date(date * core::kDay),
                     kNames[static_cast<std::size_t>(weekday_of(date))]);
}

std::string period_words(const Venue& venue, core::Duration bar) {
  if (bar == core::kMonth) {
    return "months here are those of the calendar";
  }
  const auto first = static_cast<std::size_t>(first_of_week(venue));
  return fmt::format("weeks of {} run from {} to {}", venue.name, kNames[first],
                     kNames[(first + 6) % 7]);
}

PeriodDoubt undecided_day(const Venue& venue, core::Day date, std::size_t bar) {
  return {bar,
          fmt::format("the date {} may begin a week's bar or end it ({})", name_of(date),
                      period_words(venue, core::kWeek)),
          "say `data.time.stamp: open`, as MetaTrader dates weeks, or `close`, as pandas does"};
}

PeriodDoubt inside_period(const Venue& venue, core::Duration bar,
                          std::optional<config::StampSide> side, core::Day date,
                          std::size_t index) {
  const std::string size = core::format_bar_size(bar);
  const std::string made = fmt::format("make {} of the source's daily bars: `data.resample: {}`",
                                       size == "1w" ? "weeks" : "months", size);
  const std::string what =
      fmt::format("most dates, such as {} do not begin a bar of {}{}: {}", name_of(date), size,
                  side ? "" : " and do not end one", period_words(venue, bar));
  return {index, what,
          side ? "where they are those of a last session, leave `data.time.stamp` out; else " + made
               : "where a bar ends with its date, say `data.time.stamp: close`; else " + made};
}

}  // namespace

std::vector<BarSpan> period_spans(const Venue& venue, core::Duration bar,
                                  std::optional<config::StampSide> side,
                                  std::span<const core::Timestamp> closes) {
  Zone zone(venue.zone);
  std::vector<BarSpan> spans;
  spans.reserve(closes.size());
  for (const core::Timestamp close : closes) {
    const core::Day date = session_date_at(venue, zone, close - 1);
    const bool begins_next =
        side == config::StampSide::open && place_in_period(venue, bar, date) == PeriodPlace::behind;
    const core::Day held = begins_next ? period_of(venue, bar, date).last + 1 : date;
    spans.push_back(
        {regular_session_of(venue, zone, date).open, period_close(venue, zone, bar, held)});
  }
  return spans;
}

std::optional<PeriodDoubt> period_doubt(const Venue& venue, core::Duration bar,
                                        std::optional<config::StampSide> side,
                                        std::span<const BarSpan> spans) {
  Zone zone(venue.zone);
  std::size_t astray = 0;
  std::optional<PeriodDoubt> doubt;
  const bool doubtful = is_period(bar) && side != config::StampSide::close;
  for (std::size_t i = 0; i < spans.size() && doubtful; ++i) {
    const core::Day date = session_date_at(venue, zone, spans[i].open);
    const PeriodPlace place = place_in_period(venue, bar, date);
    if (!side && bar == core::kWeek && place == PeriodPlace::behind) {
      return undecided_day(venue, date, i);
    }
    const bool is_astray = place == PeriodPlace::inside || (side && place == PeriodPlace::ends);
    if (is_astray && !doubt) {
      doubt = inside_period(venue, bar, side, date, i);
    }
    astray += is_astray ? 1 : 0;
  }
  return spans.size() >= kFewest && 2 * astray > spans.size() ? doubt : std::nullopt;
}

}  // namespace barometer::calendar
