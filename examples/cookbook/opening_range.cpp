// SPDX-License-Identifier: Apache-2.0
// Opening-range breakout: notes high and low of a session's first half hour, rests a stop order at
// either side of it, and is out again before the session closes.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <array>
#include <limits>

class OpeningRange final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "opening_range", .version = "1.0.0", .description = "Breakouts of the first minutes"};
  static constexpr std::array kParams{
      barometer::duration_param({.name = "range",
                                 .fallback = 1.8e12,
                                 .minimum = 6e10,
                                 .maximum = 1.2e13,
                                 .help = "from the session's open on, in which it is formed"}),
      barometer::duration_param({.name = "before_close",
                                 .fallback = 1.8e12,
                                 .minimum = 6e10,
                                 .maximum = 1.2e13,
                                 .help = "when everything is closed"})};

  explicit OpeningRange(barometer::Setup& setup)
      : range_ns_(setup.params().duration("range")),
        before_close_ns_(setup.params().duration("before_close")),
        share_(0.9 / setup.symbol_count()),
        days_(setup, Day{}) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    Day& day = days_[bar.symbol];
    if (day.date != bar.date()) {
      day = {.date = bar.date()};
    }
    const std::int64_t since_open = bar.close_time_ns - bar.session_open_ns();
    if (bar.session_close_ns() - bar.close_time_ns <= before_close_ns_) {
      ctx.close(bar.symbol);
      return;
    }
    if (since_open > 0 && since_open <= range_ns_) {
      day.high = std::max(day.high, bar.high);
      day.low = std::min(day.low, bar.low);
    }
    if (since_open >= range_ns_ && day.high > day.low && !day.sent) {
      const double units = share_ * ctx.equity() / bar.close;
      ctx.stop(bar.symbol, units, day.high, {.oco_group = 1, .time_in_force = BM_DAY});
      ctx.stop(bar.symbol, -units, day.low, {.oco_group = 1, .time_in_force = BM_DAY});
      day.sent = true;
    }
  }

 private:
  struct Day {
    barometer::Date date = {};
    double high = 0;
    double low = std::numeric_limits<double>::infinity();
    bool sent = false;
  };

  std::int64_t range_ns_;
  std::int64_t before_close_ns_;
  double share_;  // of equity per symbol
  barometer::PerSymbol<Day> days_;
};

BAROMETER_STRATEGY(OpeningRange)
