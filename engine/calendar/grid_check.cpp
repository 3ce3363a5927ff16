// SPDX-License-Identifier: Apache-2.0
#include "calendar/grid_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include "calendar/local_phase.hpp"
#include "calendar/period.hpp"
#include "calendar/period_stamps.hpp"
#include "core/floor_division.hpp"
#include "core/large_pages.hpp"

namespace barometer::calendar {

namespace {

constexpr std::int64_t kFewOneIn = 20;

// Clocks by which sources cut bars of several hours, commonest first; the venue's own comes before.
constexpr std::array kClocks{
    "UTC",           "Europe/Athens",    "Europe/London",   "Europe/Berlin",
    "Europe/Moscow", "America/New_York", "America/Chicago", "Asia/Tokyo"};

// The phase of more than half of the bars, if there is one (Boyer & Moore 1991).
core::Duration majority_phase(LocalPhase phase, std::span<const core::Timestamp> opens) {
  core::Duration candidate = 0;
  std::int64_t votes = 0;
  for (const core::Timestamp open : opens) {
    const core::Duration own = phase.of(open);
    candidate = votes == 0 ? own : candidate;
    votes += own == candidate ? 1 : -1;
  }
  return candidate;
}

std::ptrdiff_t count_on(LocalPhase phase, core::Duration on,
                        std::span<const core::Timestamp> opens) {
  return std::ranges::count_if(opens, [&](core::Timestamp open) { return phase.of(open) == on; });
}

struct FittedClock {
  BarGrid grid;
  std::ptrdiff_t bars = 0;  // that fit it
};

// The clock, and the phase on it, that most of the bars fit; the venue's where others fit no more.
FittedClock best_clock(const Venue& venue, core::Duration bar,
                       std::span<const core::Timestamp> opens) {
  const auto try_zone = [&](const std::string& zone) {
    const core::Duration phase = majority_phase({Zone(zone), bar}, opens);
    return FittedClock{{.phase = phase, .zone = zone}, count_on({Zone(zone), bar}, phase, opens)};
  };
  FittedClock best = try_zone(venue.zone);
  best.grid.zone.clear();
  // The clocks are whole hours apart: to bars that divide an hour they are all the same.
  const std::size_t clocks = core::kHour % bar == 0 ? 1 : kClocks.size();
  for (const char* const zone : std::span(kClocks).first(clocks)) {
    if (best.bars == std::ssize(opens)) {
      break;
    }
    if (FittedClock other = try_zone(zone); other.bars > best.bars) {
      best = std::move(other);
    }
  }
  return best;
}

// What the stamps of bars shorter than a day say about their grid at a venue with sessions.
class GridVotes {
 public:
  GridVotes(const Venue& venue, core::Duration bar, config::StampSide side)
      : spans_(venue, bar, {}), bar_(bar), by_close_(side == config::StampSide::close) {}

  void add(core::Timestamp close) {
    const core::Timestamp open = close - bar_;
    const auto at_open = spans_.place_of(open);
    const auto at_close = spans_.place_of(close - 1);
    const bool ends_in_break = spans_.in_break(close - 1);
    if (by_close_ && at_close.holds(close - 1)) {
      inside_ += 1;
      // The close of a session, or the begin of a break, ends a bar of any grid.
      if (close != at_close.session.close) {
        vote((close - at_close.session.open) % bar_ == 0, open);
      }
    } else if (at_open.holds(open) || spans_.in_break(open) || (by_close_ && ends_in_break)) {
      inside_ += 1;
      vote(core::floor_modulo(open - at_open.session.open, bar_) == 0, open);
    } else if (at_close.holds(close - 1) || ends_in_break) {
      inside_ += 1;  // over the open, which says nothing of the grid
    } else {
      add_outside(open, by_close_ && close == at_close.session.open);
    }
  }

  // Whether no more of the bars inside fit the clock, of which `on_clock` do.
  bool for_session(std::ptrdiff_t on_clock) const {
    return inside_ > 0 && on_clock <= for_ && running_on_ * kFewOneIn <= inside_;
  }

  const std::vector<core::Timestamp>& voters() const { return voters_; }

  bool within_sessions() const { return inside_ > 0 && outside_ * kFewOneIn <= inside_; }

 private:
  void add_outside(core::Timestamp open, bool ends_at_open) {
    outside_ += 1;
    const core::Timestamp session = spans_.place_of(open).session.open;
    const bool by_session = core::floor_modulo(open - session, bar_) == 0;
    running_on_ += by_session && !ends_at_open && spans_.local_phase(open) != 0 ? 1 : 0;
  }

  void vote(bool fits, core::Timestamp open) {
    for_ += fits ? 1 : 0;
    voters_.push_back(open);
  }

  BarSpans spans_;
  core::Duration bar_;
  bool by_close_;
  std::int64_t inside_ = 0;
  std::int64_t outside_ = 0;
  std::int64_t for_ = 0;  // inside, and a whole number of bars after trading began or resumed
  std::int64_t running_on_ = 0;  // outside, and counted from the session's open all the same
  std::vector<core::Timestamp> voters_;  // opens of those inside that tell the grid
};

// Trading days of all weeks from some Monday up to `date`.
std::int64_t trading_days_until(const Venue& venue, core::Day date) {
  const core::Day monday = date - weekday_of(date);
  std::int64_t days = core::floor_divide(monday + 3, 7) * trading_days_per_week(venue);
  for (core::Day day = monday; day < date; ++day) {
    days += is_trading_weekday(venue, day) ? 1 : 0;
  }
  return days;
}

// Steps from bar to bar: nanoseconds, or sessions, weeks or months where a bar is one.
class Steps {
 public:
  Steps(const Venue& venue, core::Duration bar, std::span<const BarSpan> spans)
      : venue_(venue),
        zone_(venue.zone),
        bar_(bar),
        in_periods_(is_period(bar)),
        in_sessions_(is_daily_session_bar(venue, bar)),
        spans_(spans),
        breaks_(venue, bar, {}) {}

  std::size_t size() const { return spans_.empty() ? 0 : spans_.size() - 1; }

  // A bar that a break cuts short is one bar before the next.
  std::int64_t operator[](std::size_t i) {
    if (in_periods_) {
      return period_number(venue_, bar_, date_of(i + 1)) - period_number(venue_, bar_, date_of(i));
    }
    if (in_sessions_) {
      return sessions_until(spans_[i + 1].open) - sessions_until(spans_[i].open);
    }
    const core::Duration step = spans_[i + 1].open - spans_[i].open;
    return step != bar_ && breaks_.joined_by_break(spans_[i], spans_[i + 1]) ? bar_ : step;
  }

  // As messages tell it: of dates in periods it is the time between them.
  std::int64_t told(std::size_t i) {
    return in_periods_ ? (date_of(i + 1) - date_of(i)) * core::kDay : (*this)[i];
  }

 private:
  core::Day date_of(std::size_t i) { return session_date_at(venue_, zone_, spans_[i].open); }

  std::int64_t sessions_until(core::Timestamp open) {
    return trading_days_until(venue_, session_date_at(venue_, zone_, open));
  }

  const Venue& venue_;
  Zone zone_;
  core::Duration bar_;
  bool in_periods_;
  bool in_sessions_;
  std::span<const BarSpan> spans_;
  BarSpans breaks_;
};

std::string describe(Steps& all, bool in_sessions) {
  std::map<std::int64_t, std::size_t> counts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ++counts[all.told(i)];
  }
  const auto commonest =
      std::ranges::max_element(counts, {}, &std::pair<const std::int64_t, std::size_t>::second);
  const auto name = [&](std::int64_t step) {
    return in_sessions ? fmt::format("{} sessions", step) : core::format_duration(step);
  };
  return fmt::format("{} of {} steps between bars are {} and the smallest is {}", commonest->second,
                     all.size(), name(commonest->first), name(counts.begin()->first));
}

std::vector<core::Timestamp> opens_of(core::Duration bar, std::span<const core::Timestamp> closes) {
  std::vector<core::Timestamp> opens(closes.size());
  std::ranges::transform(closes, opens.begin(),
                         [bar](core::Timestamp close) { return close - bar; });
  return opens;
}

BarGrid find_grid(const Venue& venue, core::Duration bar, config::StampSide side,
                  std::span<const core::Timestamp> closes) {
  if (is_daily_session_bar(venue, bar)) {
    return {};
  }
  if (venue.kind == BM_VENUE_ALWAYS_OPEN) {
    return {.phase = majority_phase({Zone(venue.zone), bar}, opens_of(bar, closes))};
  }
  GridVotes votes(venue, bar, side);
  for (const core::Timestamp close : closes) {
    votes.add(close);
  }
  const bool none = votes.voters().empty();
  FittedClock clock = best_clock(venue, bar, none ? opens_of(bar, closes) : votes.voters());
  clock.grid.within_sessions = votes.within_sessions();
  return votes.for_session(none ? 0 : clock.bars)
             ? BarGrid{.origin = GridOrigin::session, .within_sessions = votes.within_sessions()}
             : clock.grid;
}

}  // namespace

GridReading read_grid(const Venue& venue, core::Duration bar, std::optional<config::StampSide> side,
                      std::span<const core::Timestamp> closes) {
  if (is_period(bar)) {
    return {{}, period_spans(venue, bar, side, closes)};
  }
  const config::StampSide known = side.value_or(config::StampSide::open);
  GridReading reading{find_grid(venue, bar, known, closes), {}};
  const bool by_open = known == config::StampSide::open && !is_daily_session_bar(venue, bar);
  BarSpans spans(venue, bar, reading.grid);
  reading.spans.reserve(closes.size());
  core::prefer_large_pages(reading.spans.data(), closes.size() * sizeof(BarSpan));
  reading.spans.resize(closes.size());
  std::ranges::transform(closes, reading.spans.begin(), [&](core::Timestamp close) {
    return by_open ? spans.from_open(close - bar) : spans.from_close(close);
  });
  return reading;
}

std::vector<std::size_t> off_grid_bars(const Venue& venue, core::Duration bar,
                                       const GridReading& reading) {
  const bool whole_sessions = holds_sessions(venue, bar);
  BarSpans spans(venue, bar, reading.grid);
  core::Timestamp last = std::numeric_limits<core::Timestamp>::min();
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < reading.spans.size(); ++i) {
    const auto [open, close] = reading.spans[i];
    // Just before the close, so that a close at midnight still shows its own date.
    const bool fits = whole_sessions ? spans.place_of(close - 1).exists : spans.fits(open);
    if (fits && close > last) {
      last = close;
    } else {
      indices.push_back(i);
    }
  }
  return indices;
}

std::optional<std::string> wrong_bar_size(const Venue& venue, core::Duration bar,
                                          std::span<const BarSpan> spans) {
  const bool in_sessions = is_daily_session_bar(venue, bar);
  const std::int64_t one = in_sessions || is_period(bar) ? 1 : bar;
  Steps steps(venue, bar, spans);
  std::size_t equal = 0;
  std::size_t shorter = 0;
  const std::size_t count = steps.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t step = steps[i];
    if (step == one) {
      ++equal;
    } else {
      shorter += step < one ? 1 : 0;
    }
  }
  if (count == 0 || (equal > 0 && shorter <= equal)) {
    return std::nullopt;
  }
  return describe(steps, in_sessions);
}

core::Duration commonest_step(std::span<const core::Timestamp> times) {
  std::map<core::Duration, std::size_t> counts;
  for (std::size_t i = 1; i < times.size(); ++i) {
    ++counts[times[i] - times[i - 1]];
  }
  const auto commonest =
      std::ranges::max_element(counts, {}, &std::pair<const core::Duration, std::size_t>::second);
  return commonest == counts.end() ? 0 : commonest->first;
}

}  // namespace barometer::calendar
