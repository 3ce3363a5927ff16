// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>
#include <barometer/sdk/bad_read.hpp>
#include <barometer/sdk/date.hpp>

#include <cstdint>

namespace barometer {

// One closed bar, by value. Prices in quote currency, volume in base units, both for units of the
// symbol's first bar: a split is no jump. Time in nanoseconds since 1970 UTC.
//
// What is read beside the fields belongs to bars that were handed to a strategy. It is checked, at
// the cost of a compare: what is not there throws BadRead, which names it and ends the run.
struct Bar {
  std::uint32_t symbol = 0;  // index in the universe
  std::int64_t index = 0;    // of the bar within its symbol, from 0
  std::int64_t close_time_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
  const bm_symbol_view* view = nullptr;  // strategies: where tags and history come from

  // The bar `k` bars before this one, 0 <= k <= index.
  Bar ago(std::int64_t k) const;

  // The same, or `fallback` where the symbol has had no such bar: a bar, or the value of a field,
  // ago_or(20, &Bar::close, 0.0). A `k` < 0 is no reason to fall back and throws.
  Bar ago_or(std::int64_t k, const Bar& fallback) const;
  double ago_or(std::int64_t k, double Bar::*field, double fallback) const;

  // The same unchecked, for loops that have proved it. REQUIRES: 0 <= k <= index, and a bar handed
  // to a strategy.
  Bar ago_unchecked(std::int64_t k) const;

  // The same bar as it was quoted on its day; other bars of it are in view units again.
  Bar raw() const;

  // The calendar of the symbol's latest bar (abi/bars.h), which alone has one: keep what you need
  // of it for later. Date and minute are those of the venue, at the middle of the bar; the session
  // is that of the date, or the local day where a venue never closes.
  const bm_calendar_row& calendar() const;

  Date date() const { return {calendar().session_date}; }

  Weekday weekday() const { return date().weekday(); }

  int minute() const { return calendar().local_minute; }  // of the local day, 0..1439

  std::int64_t session_open_ns() const { return calendar().session_open_ns; }

  std::int64_t session_close_ns() const { return calendar().session_close_ns; }
};

inline Bar bar_at(const bm_bars& bars, std::int64_t index) {
  const std::int64_t i = index * bars.stride;
  Bar bar;
  bar.index = index;
  bar.close_time_ns = bars.close_time_ns[i];
  bar.open = bars.open[i];
  bar.high = bars.high[i];
  bar.low = bars.low[i];
  bar.close = bars.close[i];
  bar.volume = bars.volume[i];
  return bar;
}

namespace detail {

// Whether there is a bar `k` bars before; a `k` < 0 is a large number here.
inline bool is_past(const Bar& bar, std::int64_t k) {
  return static_cast<std::uint64_t>(k) <= static_cast<std::uint64_t>(bar.index);
}

inline void check_ago(const Bar& bar, std::int64_t k, const char* call, const char* instead) {
  if (bar.view == nullptr || !is_past(bar, k)) [[unlikely]] {
    throw_not_ago(bar.symbol, bar.index, bar.view != nullptr, call, k, instead);
  }
}

// What no fallback mends.
inline void check_fallback(const Bar& bar, std::int64_t k) {
  if (bar.view == nullptr || k < 0) [[unlikely]] {
    throw_not_ago(bar.symbol, bar.index, bar.view != nullptr, "ago_or(", k, "");
  }
}

}  // namespace detail

inline Bar Bar::raw() const {
  if (view == nullptr) [[unlikely]] {
    detail::throw_bad_read(symbol, index,
                           "raw() of a bar that was not handed to a strategy: only bars of on_bar "
                           "and ctx.bar() were quoted in other units");
  }
  Bar bar = bar_at(view->raw, index);
  bar.symbol = symbol;
  bar.view = view;
  return bar;
}

inline Bar Bar::ago_unchecked(std::int64_t k) const {
  Bar bar = bar_at(view->bars, index - k);
  bar.symbol = symbol;
  bar.view = view;
  return bar;
}

inline Bar Bar::ago(std::int64_t k) const {
  detail::check_ago(*this, k, "ago(", ", or write bar.ago_or(k, fallback)");
  return ago_unchecked(k);
}

inline Bar Bar::ago_or(std::int64_t k, const Bar& fallback) const {
  detail::check_fallback(*this, k);
  return detail::is_past(*this, k) ? ago_unchecked(k) : fallback;
}

inline double Bar::ago_or(std::int64_t k, double Bar::*field, double fallback) const {
  detail::check_fallback(*this, k);
  return detail::is_past(*this, k) ? ago_unchecked(k).*field : fallback;
}

inline const bm_calendar_row& Bar::calendar() const {
  if (view == nullptr || view->calendar == nullptr || index + 1 != view->bar_count) [[unlikely]] {
    detail::throw_bad_read(symbol, index,
                           "the calendar (date, weekday, minute, session) is known of the latest "
                           "bar that a strategy is shown alone: keep what you need of earlier ones "
                           "in a PerSymbol; a tagger reads block.calendar(k)");
  }
  return *view->calendar;
}

}  // namespace barometer
