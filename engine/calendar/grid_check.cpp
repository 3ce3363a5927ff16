// SPDX-License-Identifier: Apache-2.0
#include "calendar/grid_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include "core/floor_division.hpp"

namespace barometer::calendar {

namespace {

constexpr std::int64_t kFewOneIn = 20;

// In local time, so that four-hour bars of an exchange keep their phase when clocks change.
class Phase {
 public:
  Phase(const Venue& venue, core::Duration bar) : zone_(venue.zone), bar_(bar) {}

  core::Duration of(core::Timestamp open) {
    const core::Timestamp local = open + zone_.offset(open);
    if (local - last_local_ != bar_) {  // a division costs more than all the rest
      last_phase_ = core::floor_modulo(local, bar_);
    }
    last_local_ = local;
    return last_phase_;
  }

 private:
  Zone zone_;
  core::Duration bar_;
  core::Timestamp last_local_ = 0;
  core::Duration last_phase_ = 0;
};

// The phase of more than half of the bars, if there is one (Boyer & Moore 1991).
core::Duration majority_phase(Phase phase, core::Duration bar,
                              std::span<const core::Timestamp> closes) {
  core::Duration candidate = 0;
  std::int64_t votes = 0;
  for (const core::Timestamp close : closes) {
    const core::Duration own = phase.of(close - bar);
    candidate = votes == 0 ? own : candidate;
    votes += own == candidate ? 1 : -1;
  }
  return candidate;
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
    if (by_close_ && at_close.holds(close - 1)) {
      inside_ += 1;
      // The close of a session ends a bar of any grid.
      if (close != at_close.session.close) {
        vote((close - at_close.session.open) % bar_ == 0);
      }
    } else if (at_open.holds(open)) {
      inside_ += 1;
      vote((open - at_open.session.open) % bar_ == 0);
    } else if (at_close.holds(close - 1)) {
      inside_ += 1;  // over the open, which says nothing of the grid
    } else {
      outside_ += 1;
      const bool by_session = core::floor_modulo(open - at_open.session.open, bar_) == 0;
      const bool ends_at_open = by_close_ && close == at_close.session.open;
      running_on_ += by_session && !ends_at_open && spans_.local_phase(open) != 0 ? 1 : 0;
    }
  }

  bool for_session() const {
    return inside_ > 0 && against_ <= for_ && running_on_ * kFewOneIn <= inside_;
  }

  bool within_sessions() const { return inside_ > 0 && outside_ * kFewOneIn <= inside_; }

 private:
  void vote(bool fits) { (fits ? for_ : against_) += 1; }

  BarSpans spans_;
  core::Duration bar_;
  bool by_close_;
  std::int64_t inside_ = 0;
  std::int64_t outside_ = 0;
  std::int64_t for_ = 0;         // inside, and a whole number of bars after the session's open
  std::int64_t against_ = 0;     // inside, and not
  std::int64_t running_on_ = 0;  // outside, and counted from the session's open all the same
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

// Steps from bar to bar: nanoseconds, or sessions where a bar is one.
class Steps {
 public:
  Steps(const Venue& venue, bool in_sessions, std::span<const BarSpan> spans)
      : venue_(venue), zone_(venue.zone), in_sessions_(in_sessions), spans_(spans) {}

  std::size_t size() const { return spans_.empty() ? 0 : spans_.size() - 1; }

  std::int64_t operator[](std::size_t i) {
    return in_sessions_ ? sessions_until(spans_[i + 1].open) - sessions_until(spans_[i].open)
                        : spans_[i + 1].open - spans_[i].open;
  }

 private:
  std::int64_t sessions_until(core::Timestamp open) {
    return trading_days_until(venue_, session_date_of(venue_, open + zone_.offset(open)));
  }

  const Venue& venue_;
  Zone zone_;
  bool in_sessions_;
  std::span<const BarSpan> spans_;
};

std::string describe(Steps& all, bool in_sessions) {
  std::map<std::int64_t, std::size_t> counts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ++counts[all[i]];
  }
  const auto commonest =
      std::ranges::max_element(counts, {}, &std::pair<const std::int64_t, std::size_t>::second);
  const auto name = [&](std::int64_t step) {
    return in_sessions ? fmt::format("{} sessions", step) : core::format_duration(step);
  };
  return fmt::format("{} of {} steps between bars are {} and the smallest is {}", commonest->second,
                     all.size(), name(commonest->first), name(counts.begin()->first));
}

BarGrid find_grid(const Venue& venue, core::Duration bar, config::StampSide side,
                  std::span<const core::Timestamp> closes) {
  BarGrid grid;
  if (is_daily_session_bar(venue, bar)) {
    return grid;
  }
  if (venue.kind != BM_VENUE_ALWAYS_OPEN) {
    GridVotes votes(venue, bar, side);
    for (const core::Timestamp close : closes) {
      votes.add(close);
    }
    grid.within_sessions = votes.within_sessions();
    grid.origin = votes.for_session() ? GridOrigin::session : GridOrigin::clock;
  }
  if (grid.origin == GridOrigin::clock) {
    grid.phase = majority_phase(Phase(venue, bar), bar, closes);
  }
  return grid;
}

}  // namespace

GridReading read_grid(const Venue& venue, core::Duration bar, config::StampSide side,
                      std::span<const core::Timestamp> closes) {
  GridReading reading{find_grid(venue, bar, side, closes), {}};
  const bool by_open = side == config::StampSide::open && !is_daily_session_bar(venue, bar);
  BarSpans spans(venue, bar, reading.grid);
  reading.spans.reserve(closes.size());
  for (const core::Timestamp close : closes) {
    reading.spans.push_back(by_open ? spans.from_open(close - bar) : spans.from_close(close));
  }
  return reading;
}

std::vector<std::size_t> off_grid_bars(const Venue& venue, core::Duration bar,
                                       const GridReading& reading) {
  const bool daily = is_daily_session_bar(venue, bar);
  BarSpans spans(venue, bar, reading.grid);
  core::Timestamp last = std::numeric_limits<core::Timestamp>::min();
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < reading.spans.size(); ++i) {
    const auto [open, close] = reading.spans[i];
    // Just before the close, so that a close at midnight still shows its own date.
    const bool fits = daily ? spans.place_of(close - 1).exists : spans.fits(open);
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
  const std::int64_t one = in_sessions ? 1 : bar;
  Steps steps(venue, in_sessions, spans);
  std::size_t equal = 0;
  std::size_t shorter = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::int64_t step = steps[i];
    equal += step == one ? 1 : 0;
    shorter += step < one ? 1 : 0;
  }
  if (steps.size() == 0 || (equal > 0 && shorter <= equal)) {
    return std::nullopt;
  }
  return describe(steps, in_sessions);
}

}  // namespace barometer::calendar
