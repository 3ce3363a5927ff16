// SPDX-License-Identifier: Apache-2.0
#include "data/bar_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/floor_division.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {

namespace {

// In local time, so that four-hour bars of an exchange keep their phase when clocks change.
class Phase {
 public:
  Phase(const calendar::Venue& venue, core::Duration bar) : zone_(venue.zone), bar_(bar) {}

  core::Duration of(core::Timestamp close_time) {
    const core::Timestamp local = close_time + zone_.offset(close_time);
    if (local - last_local_ != bar_) {  // a division costs more than all the rest
      last_phase_ = core::floor_modulo(local, bar_);
    }
    last_local_ = local;
    return last_phase_;
  }

 private:
  calendar::Zone zone_;
  core::Duration bar_;
  core::Timestamp last_local_ = 0;
  core::Duration last_phase_ = 0;
};

// The phase of more than half of the bars, if there is one (Boyer & Moore 1991).
core::Duration majority_phase(Phase phase, std::span<const BarRow> bars) {
  core::Duration candidate = 0;
  std::int64_t votes = 0;
  for (const BarRow& bar : bars) {
    const core::Duration own = phase.of(bar.close_time_ns);
    candidate = votes == 0 ? own : candidate;
    votes += own == candidate ? 1 : -1;
  }
  return candidate;
}

template <class IsOff>
std::vector<std::size_t> indices_where(std::span<const BarRow> bars, IsOff is_off) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (is_off(bars[i].close_time_ns)) {
      indices.push_back(i);
    }
  }
  return indices;
}

// Weekdays from some Monday up to `date`.
std::int64_t weekdays_until(core::Day date) {
  return core::floor_divide(date + 3, 7) * 5 + std::min(calendar::weekday_of(date), 5);
}

// Steps from bar to bar: nanoseconds, or sessions where a bar is one.
class Steps {
 public:
  Steps(bool in_sessions, std::span<const BarRow> bars) : in_sessions_(in_sessions), bars_(bars) {}

  std::size_t size() const { return bars_.empty() ? 0 : bars_.size() - 1; }

  std::int64_t operator[](std::size_t i) const {
    const core::Timestamp from = bars_[i].close_time_ns;
    const core::Timestamp to = bars_[i + 1].close_time_ns;
    return in_sessions_
               ? weekdays_until(calendar::day_of(to)) - weekdays_until(calendar::day_of(from))
               : to - from;
  }

 private:
  bool in_sessions_;
  std::span<const BarRow> bars_;
};

std::string describe(const Steps& all, bool in_sessions) {
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

}  // namespace

std::vector<std::size_t> off_grid_bars(const calendar::Venue& venue, core::Duration bar,
                                       std::span<const BarRow> bars) {
  if (calendar::is_daily_session_bar(venue, bar)) {
    calendar::Zone zone(venue.zone);
    return indices_where(bars, [&](core::Timestamp time) {
      // Just before the close, so that a close at midnight still shows its own date.
      const core::Timestamp local = time - 1 + zone.offset(time - 1);
      return !calendar::has_session(venue, calendar::session_date_of(venue, local));
    });
  }
  Phase phase(venue, bar);
  const core::Duration wanted = majority_phase(phase, bars);
  return indices_where(bars, [&](core::Timestamp time) { return phase.of(time) != wanted; });
}

std::optional<std::string> wrong_bar_size(const calendar::Venue& venue, core::Duration bar,
                                          std::span<const BarRow> bars) {
  const bool in_sessions = calendar::is_daily_session_bar(venue, bar);
  const std::int64_t one = in_sessions ? 1 : bar;
  const Steps steps(in_sessions, bars);
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

}  // namespace barometer::data
