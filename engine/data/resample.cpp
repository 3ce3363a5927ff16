// SPDX-License-Identifier: Apache-2.0
#include "data/resample.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "calendar/calendar_rows.hpp"
#include "calendar/day.hpp"
#include "calendar/zone.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {

namespace {

// Says for each bar when the coarse bar that it belongs to ends.
class Buckets {
 public:
  Buckets(const calendar::Venue& venue, core::Duration bar, core::Duration on)
      : venue_(venue), zone_(venue.zone), bar_(bar), on_(on) {}

  // nullopt: the bar belongs to none.
  std::optional<core::Timestamp> end_of(const BarRow& bar, const bm_calendar_row& row) {
    const core::Timestamp middle = bar.close_time_ns - bar_ / 2;
    if (on_ < core::kDay) {
      return end_of_piece(middle);
    }
    const bool inside =
        bar_ >= core::kDay || (middle >= row.session_open_ns && middle < row.session_close_ns);
    if (!inside || (row.flags & BM_NO_SESSION) != 0) {
      return std::nullopt;
    }
    return on_ == core::kDay ? row.session_close_ns : end_of_week(row.session_date);
  }

 private:
  // Elapsed time from midnight, not clock time: where clocks change, pieces neither overlap nor
  // run backwards.
  core::Timestamp end_of_piece(core::Timestamp middle) {
    if (middle < midnight_ || middle >= next_midnight_) {
      const core::Day date = calendar::day_of(middle + zone_.offset(middle));
      midnight_ = zone_.instants(date * core::kDay).first;
      next_midnight_ = zone_.instants((date + 1) * core::kDay).first;
    }
    const std::int64_t piece = (middle - midnight_) / on_;
    return std::min(midnight_ + (piece + 1) * on_, next_midnight_);
  }

  core::Timestamp end_of_week(core::Day date) {
    const core::Day monday = date - calendar::weekday_of(date);
    if (monday != monday_) {
      core::Day last = monday + 6;
      while (last > date && !calendar::has_session(venue_, last)) {
        --last;
      }
      monday_ = monday;
      week_end_ = calendar::session_of(venue_, zone_, last).close;
    }
    return week_end_;
  }

  const calendar::Venue& venue_;
  calendar::Zone zone_;
  core::Duration bar_;
  core::Duration on_;
  core::Timestamp midnight_ = 0;  // of the last bar's local day
  core::Timestamp next_midnight_ = 0;
  core::Day monday_ = std::numeric_limits<core::Day>::min();  // of the last bar's week
  core::Timestamp week_end_ = 0;
};

// The coarse bar that is being gathered, and those that are over.
class Gatherer {
 public:
  explicit Gatherer(CoarseBars& out) : out_(out) {}

  void add(const BarRow& bar, std::optional<core::Timestamp> end) {
    if (end && open_ && *end != current_.close_time_ns) {
      close(bar.close_time_ns);
    }
    if (end && *end > last_end_) {
      open_ ? extend(bar) : begin(bar, *end);
    }
    if (open_ && bar.close_time_ns >= current_.close_time_ns) {
      close(bar.close_time_ns);
    }
  }

 private:
  void begin(const BarRow& bar, core::Timestamp end) {
    open_ = true;
    current_ = bar;
    current_.close_time_ns = end;
    first_ns_ = bar.close_time_ns;
  }

  void extend(const BarRow& bar) {
    current_.high = std::max(current_.high, bar.high);
    current_.low = std::min(current_.low, bar.low);
    current_.close = bar.close;
    current_.volume += bar.volume;
  }

  void close(core::Timestamp known) {
    open_ = false;
    last_end_ = current_.close_time_ns;
    out_.bars.push_back(current_);
    out_.first_ns.push_back(first_ns_);
    out_.known_ns.push_back(known);
  }

  CoarseBars& out_;
  bool open_ = false;
  BarRow current_;
  core::Timestamp first_ns_ = 0;
  core::Timestamp last_end_ =
      std::numeric_limits<core::Timestamp>::min();  // of the last one that is over
};

}  // namespace

CoarseBars resample(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                    std::span<const BarRow> bars, CalendarCursor calendar) {
  CoarseBars out;
  Buckets buckets(venue, bar, on);
  Gatherer gatherer(out);
  for (const BarRow& row : bars) {
    gatherer.add(row, buckets.end_of(row, calendar.at(row.close_time_ns)));
  }
  out.calendar = calendar::resolve_calendar(venue, std::min(on, core::kDay), close_times(out.bars));
  return out;
}

bm_instrument coarse_instrument(const calendar::Venue& venue, core::Duration on,
                                bm_instrument instrument) {
  const double days_a_week = venue.kind == BM_VENUE_ALWAYS_OPEN ? 7 : 5;
  instrument.bar_ns = on;
  instrument.bars_per_session_day =
      on == core::kWeek ? 1 / days_a_week : calendar::bars_per_session_day(venue, on);
  return instrument;
}

}  // namespace barometer::data
