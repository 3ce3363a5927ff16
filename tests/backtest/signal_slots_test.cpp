// SPDX-License-Identifier: Apache-2.0
#include "backtest/signal_slots.hpp"

#include "support/catch.hpp"

using namespace barometer;
using backtest::SignalStamp;
using backtest::stamp_at;
using backtest::stamp_of;
using config::StampSide;

namespace {

bm_instrument instrument_of(bm_venue_kind kind, std::int64_t bar_ns) {
  return {.symbol = "A",
          .venue_kind = kind,
          .symbol_index = 0,
          .bar_ns = bar_ns,
          .bars_per_session_day = 1,
          .session_days_per_year = 252};
}

}  // namespace

TEST_CASE("a row is stamped as the bars are, daily bars of sessions by their date") {
  const auto hours = instrument_of(BM_VENUE_SESSIONS, core::kHour);
  const auto days = instrument_of(BM_VENUE_SESSIONS, core::kDay);
  const auto coin_days = instrument_of(BM_VENUE_ALWAYS_OPEN, core::kDay);
  CHECK(stamp_of(StampSide::open, hours) == SignalStamp::open);
  CHECK(stamp_of(StampSide::close, hours) == SignalStamp::close);
  CHECK(stamp_of(std::nullopt, hours) == SignalStamp::close);
  CHECK(stamp_of(StampSide::open, days) == SignalStamp::date);
  CHECK(stamp_of(StampSide::open, coin_days) == SignalStamp::open);
  CHECK(stamp_of(std::nullopt, coin_days) == SignalStamp::date);
  CHECK(stamp_of(StampSide::open, instrument_of(BM_VENUE_SESSIONS, 7 * core::kDay)) ==
        SignalStamp::close);
}

TEST_CASE("the open of a bar that its session cuts short is where it began") {
  const auto hours = instrument_of(BM_VENUE_SESSIONS, core::kHour);
  const core::Timestamp close = 100 * core::kHour;
  bm_calendar_row row{};
  row.session_date = 4;
  CHECK(stamp_at(SignalStamp::open, hours, close, row) == 99 * core::kHour);
  row.length_ms = 1'800'000;
  CHECK(stamp_at(SignalStamp::open, hours, close, row) == close - core::kHour / 2);
  CHECK(stamp_at(SignalStamp::close, hours, close, row) == close);
  CHECK(stamp_at(SignalStamp::date, hours, close, row) == 4 * core::kDay);
}

TEST_CASE("only a manifest of signals is one") {
  const auto rows = std::make_shared<const backtest::SignalRows>(
      backtest::checked_rows({.symbols = {{.symbol = "A", .times_ns = {1}, .weights = {1}}}}));
  const backtest::SignalsPlugin plugin(rows, std::nullopt);
  CHECK(backtest::SignalsPlugin::of(plugin.manifest()) == &plugin);
  CHECK(backtest::SignalsPlugin::of(bm_manifest{}) == nullptr);
  bm_strategy_slots slots = *plugin.manifest().strategy;
  slots.create = nullptr;
  bm_manifest other = plugin.manifest();
  other.strategy = &slots;
  CHECK(backtest::SignalsPlugin::of(other) == nullptr);
}
