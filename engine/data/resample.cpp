// SPDX-License-Identifier: Apache-2.0
#include "data/resample.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "calendar/bar_spans.hpp"
#include "calendar/calendar_rows.hpp"
#include "calendar/clock_pieces.hpp"
#include "calendar/day.hpp"
#include "calendar/period.hpp"
#include "calendar/zone.hpp"
#include "core/floor_division.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::data {

namespace {

// Whether pieces counted from midnight would cut bars that are counted from the session's open.
bool cuts_bars(const calendar::Venue& venue, core::Duration bar, core::Duration on) {
  const auto cuts_between = [bar, on](core::Duration open, core::Duration close) {
    for (core::Duration edge = (core::floor_divide(open, on) + 1) * on; edge < close; edge += on) {
      if ((edge - open) % bar != 0) {
        return true;
      }
    }
    return false;
  };
  return std::ranges::any_of(venue.hours, [&](const calendar::TradingHours& hours) {
    return hours.lunch_begin == hours.lunch_end ? cuts_between(hours.open, hours.close)
                                                : cuts_between(hours.open, hours.lunch_begin) ||
                                                      cuts_between(hours.lunch_end, hours.close);
  });
}

// Says for each bar which coarse bar it belongs to.
class Buckets {
 public:
  Buckets(const calendar::Venue& venue, core::Duration bar, core::Duration on,
          const calendar::BarGrid& grid)
      : venue_(venue),
        zone_(venue.zone),
        bar_(bar),
        on_(on),
        by_session_(grid.origin == calendar::GridOrigin::session && cuts_bars(venue, bar, on)),
        ends_with_session_(grid.within_sessions),
        spans_(venue, on, {.within_sessions = true, .zone = grid.zone}),
        pieces_(calendar::Zone(grid.zone.empty() ? venue.zone : grid.zone), on) {}

  // nullopt: the bar belongs to none.
  std::optional<calendar::BarSpan> span_of(const BarRow& bar, const bm_calendar_row& row) {
    const core::Timestamp middle = calendar::middle_of(row, bar.close_time_ns, bar_);
    const bool inside = (row.flags & BM_NO_SESSION) == 0 && middle >= row.session_open_ns &&
                        middle < row.session_close_ns;
    if (on_ < core::kDay) {
      return by_session_ && inside ? piece_of_session(middle) : piece_of_day(middle, row);
    }
    if ((row.flags & BM_NO_SESSION) != 0 || (bar_ < core::kDay && !inside)) {
      return std::nullopt;
    }
    return calendar::BarSpan{row.session_open_ns, on_ == core::kDay
                                                      ? row.session_close_ns
                                                      : end_of_period(row.session_date)};
  }

  // The same, but where its last instant lies for a bar that goes on past the end of that.
  std::optional<calendar::BarSpan> span_of_whole(const BarRow& bar, const bm_calendar_row& row) {
    const auto span = span_of(bar, row);
    const core::Timestamp last = bar.close_time_ns - 1;
    if (!span || last < span->close) {
      return span;
    }
    if (on_ < core::kDay) {
      return piece_of_day(last, row);
    }
    const core::Day date = calendar::session_date_at(venue_, zone_, last);
    const calendar::TradingSession session = calendar::session_of(venue_, zone_, date);
    if (!calendar::has_session(venue_, date) || last < session.open || last >= session.close) {
      return std::nullopt;
    }
    return calendar::BarSpan{session.open, on_ == core::kDay ? session.close : end_of_period(date)};
  }

  // What the coarse bars lie on.
  calendar::BarGrid grid(const calendar::BarGrid& of_bars) const {
    if (on_ >= core::kDay) {
      return {};
    }
    return by_session_ ? calendar::BarGrid{.origin = calendar::GridOrigin::session,
                                           .within_sessions = of_bars.within_sessions}
                       : calendar::BarGrid{.within_sessions = of_bars.within_sessions,
                                           .zone = of_bars.zone};
  }

 private:
  // Counted from where trading began, or resumed after a break, and over where it stops.
  calendar::BarSpan piece_of_session(core::Timestamp middle) {
    const calendar::TradingSession part = spans_.place_of(middle).session;
    const core::Timestamp open = part.open + core::floor_divide(middle - part.open, on_) * on_;
    return {open, std::min(open + on_, part.close)};
  }

  calendar::BarSpan piece_of_day(core::Timestamp middle, const bm_calendar_row& row) {
    const calendar::BarSpan piece = pieces_.at(middle);
    if (by_session_) {
      return between_sessions(piece, row, middle);
    }
    return ends_with_session_ && spans_.place_of(middle).holds(middle) ? within_session(piece)
                                                                       : piece;
  }

  // What lies before the session, or behind it up to the next one.
  calendar::BarSpan between_sessions(calendar::BarSpan piece, const bm_calendar_row& row,
                                     core::Timestamp middle) {
    if ((row.flags & BM_NO_SESSION) == 0 && middle < row.session_open_ns) {
      return {piece.open, std::min(piece.close, row.session_open_ns)};
    }
    if ((row.flags & BM_NO_SESSION) == 0) {
      piece.open = std::max(piece.open, row.session_close_ns);
    }
    return {piece.open, std::min(piece.close, next_open(row.session_date))};
  }

  // A piece that begins in a session, and not in the next one as well, ends with it; so it does
  // where a break begins.
  calendar::BarSpan within_session(calendar::BarSpan piece) {
    return {piece.open, std::min(piece.close, spans_.from_open(piece.open).close)};
  }

  core::Timestamp next_open(core::Day date) {
    return calendar::has_session(venue_, date + 1)
               ? calendar::session_of(venue_, zone_, date + 1).open
               : std::numeric_limits<core::Timestamp>::max();
  }

  core::Timestamp end_of_period(core::Day date) {
    if (date < period_.first || date > period_.last) {
      period_ = calendar::period_of(venue_, on_, date);
      const core::Day last = calendar::last_session_in(venue_, period_).value_or(date);
      period_end_ = calendar::session_of(venue_, zone_, last).close;
    }
    return period_end_;
  }

  const calendar::Venue& venue_;
  calendar::Zone zone_;  // of the venue, which sessions go by
  core::Duration bar_;
  core::Duration on_;
  bool by_session_;
  bool ends_with_session_;
  calendar::BarSpans spans_;      // of pieces counted from midnight
  calendar::ClockPieces pieces_;  // by the clock that the bars are counted by; unused from 1d on
  calendar::Period period_{.first = 0, .last = -1};  // of the last bar; none yet
  core::Timestamp period_end_ = 0;
};

// Of a bar in the units before a split.
void bring_into_units(const SplitRatio& split, BarRow& bar) {
  for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
    *price = split.divide(*price);
  }
  bar.volume = split.multiply(bar.volume);
}

void bring_into_units(const SplitRatio& split, QuotedSpread& spread) {
  spread = {split.divide(spread.open), split.divide(spread.close)};
}

// The coarse bar that is being gathered, and those that are over.
class Gatherer {
 public:
  explicit Gatherer(CoarseBars& out) : out_(out) {}

  void add(const BarRow& bar, std::optional<calendar::BarSpan> span,
           const QuotedSpread& spread = {}) {
    leave(bar, span);
    if (span && span->close > last_end_) {
      spread_ = {open_ ? spread_.open : spread.open, spread.close};
      open_ ? extend(bar) : begin(bar, *span);
      inside_ += 1;
      last_ = seen_ + 1;
    }
    seen_ += 1;
    if (open_ && bar.close_time_ns >= current_.close_time_ns) {
      close(bar.close_time_ns);
    }
  }

  // The bar that is being gathered is over before this one, where it belongs to another or to none.
  void leave(const BarRow& bar, std::optional<calendar::BarSpan> span) {
    if (open_ && (span ? span->close != current_.close_time_ns
                       : bar.close_time_ns >= current_.close_time_ns)) {
      close(bar.close_time_ns);
    }
  }

  // What was gathered is in units before the split.
  void split(const SplitRatio& ratio) {
    bring_into_units(ratio, current_);
    bring_into_units(ratio, spread_);
  }

  // Of each bar that is over.
  std::vector<QuotedSpread> take_spreads() { return std::move(spreads_); }

  const std::vector<calendar::BarSpan>& spans() const { return spans_; }

  // Of each bar that is over, the finer bars up to the last one in it.
  const std::vector<std::int64_t>& ends() const { return ends_; }

  // Finer bars in the one that has not ended.
  std::int64_t unfinished() const { return open_ ? inside_ : 0; }

 private:
  void begin(const BarRow& bar, const calendar::BarSpan& span) {
    open_ = true;
    inside_ = 0;
    current_ = bar;
    current_.close_time_ns = span.close;
    current_open_ = span.open;
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
    spreads_.push_back(spread_);
    spans_.push_back({current_open_, current_.close_time_ns});
    ends_.push_back(last_);
    out_.first_ns.push_back(first_ns_);
    out_.known_ns.push_back(known);
  }

  CoarseBars& out_;
  bool open_ = false;
  BarRow current_;
  QuotedSpread spread_;
  std::vector<QuotedSpread> spreads_;
  core::Timestamp current_open_ = 0;
  core::Timestamp first_ns_ = 0;
  core::Timestamp last_end_ =
      std::numeric_limits<core::Timestamp>::min();  // of the last one that is over
  std::vector<calendar::BarSpan> spans_;            // of those that are over
  std::vector<std::int64_t> ends_;
  std::int64_t seen_ = 0;    // finer bars
  std::int64_t last_ = 0;    // of those up to the last one that was gathered
  std::int64_t inside_ = 0;  // the bar that is open
};

// Days and longer bars, as those of a file do, on half days too.
void close_regularly(const calendar::Venue& venue, core::Duration on, std::vector<BarRow>& bars) {
  if (on < core::kDay) {
    return;
  }
  calendar::Zone zone(venue.zone);
  for (BarRow& bar : bars) {
    const core::Day date = calendar::session_date_at(venue, zone, bar.close_time_ns - 1);
    bar.close_time_ns = calendar::regular_session_of(venue, zone, date).close;
  }
}

// Splits happen where place_actions() will find them among the coarse bars. Where no finer bar of
// such a coarse bar comes behind its split, all of it is in the units before.
void settle_splits(const calendar::Venue& venue, std::span<const CorporateAction> splits,
                   const Gatherer& gatherer, RunBars& run) {
  const std::vector<BarRow>& bars = run.bars;
  calendar::Zone zone(venue.zone);
  const auto date_of = [&](const BarRow& bar) {
    return calendar::session_date_at(venue, zone, bar.close_time_ns - 1);
  };
  for (const CorporateAction& action : splits) {
    const auto first =
        action.time_ns ? std::ranges::upper_bound(bars, *action.time_ns, {}, &BarRow::close_time_ns)
                       : std::ranges::lower_bound(bars, action.ex_date, {}, date_of);
    const auto place = static_cast<std::size_t>(first - bars.begin());
    if (place < bars.size() && action.bar >= gatherer.ends()[place]) {
      bring_into_units(action.split, run.bars[place]);
      if (!run.spreads.empty()) {
        bring_into_units(action.split, run.spreads[place]);
      }
    }
  }
}

}  // namespace

CoarseBars resample(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                    std::span<const BarRow> bars, CalendarCursor calendar,
                    const calendar::BarGrid& grid) {
  CoarseBars out;
  Buckets buckets(venue, bar, on, grid);
  Gatherer gatherer(out);
  for (const BarRow& row : bars) {
    gatherer.add(row, buckets.span_of(row, calendar.at(row.close_time_ns)));
  }
  out.calendar = on < core::kDay
                     ? calendar::resolve_calendar(venue, on, gatherer.spans())
                     : calendar::resolve_calendar(venue, core::kDay, close_times(out.bars));
  return out;
}

CoarseBars resample(const MarketData& market, core::SymbolIndex symbol, core::Duration on,
                    std::span<const BarRow> bars) {
  return resample(*market.venue_of(symbol).hours, market.bar, on, bars,
                  CalendarCursor(market, market.symbols[symbol]), market.grids[symbol]);
}

RunBars run_bars(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                 std::span<const BarRow> bars, std::span<const bm_calendar_row> calendar,
                 const calendar::BarGrid& grid, std::span<const CorporateAction> splits,
                 std::span<const QuotedSpread> spreads) {
  CoarseBars coarse;
  Buckets buckets(venue, bar, on, grid);
  Gatherer gatherer(coarse);
  RunBars run;
  run.grid = buckets.grid(grid);
  auto split = splits.begin();
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const auto span = buckets.span_of_whole(bars[i], calendar[i]);
    run.outside += span ? 0 : 1;
    gatherer.leave(bars[i], span);
    for (; split != splits.end() && split->bar <= static_cast<std::int64_t>(i); ++split) {
      gatherer.split(split->split);
    }
    gatherer.add(bars[i], span, spreads.empty() ? QuotedSpread() : spreads[i]);
  }
  run.unfinished = gatherer.unfinished();
  run.bars = std::move(coarse.bars);
  run.spreads = spreads.empty() ? std::vector<QuotedSpread>() : gatherer.take_spreads();
  settle_splits(venue, splits, gatherer, run);
  close_regularly(venue, on, run.bars);
  return run;
}

bm_instrument coarse_instrument(const calendar::Venue& venue, core::Duration on,
                                bm_instrument instrument) {
  instrument.bar_ns = on;
  instrument.bars_per_session_day = calendar::bars_per_session_day(venue, on);
  return instrument;
}

}  // namespace barometer::data
