// SPDX-License-Identifier: Apache-2.0
// The rule that the scripts of this folder give to other engines too: `units` (shorts are negative)
// while the mean of the last `fast` closes is on their side of that of `slow`, flat otherwise. One
// entry rests at a time, at the extreme of the bar that sent it; exits are market orders, and those
// of a bracket: 2 ranges of that bar against the position, 4 for it. `entry: weight` holds all of
// the equity instead of the units.

#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <string>

namespace {

class OracleRule final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "oracle_rule",
      .version = "1.0.0",
      .description = "Fixed units while one moving average is beyond another; one symbol"};

  static constexpr std::array<const char*, 5> kEntries{"market", "stop", "limit", "bracket",
                                                       "weight"};

  static constexpr std::array kParams{
      barometer::integer_param({.name = "fast", .fallback = 10, .minimum = 1}),
      barometer::integer_param({.name = "slow", .fallback = 50, .minimum = 2}),
      barometer::number_param({.name = "units", .fallback = 1}),
      barometer::word_param({.name = "entry", .fallback = "market", .words = kEntries})};

  explicit OracleRule(barometer::Setup& setup)
      : fast_(setup.params().integer("fast")),
        slow_(setup.params().integer("slow")),
        units_(setup.params().number("units")),
        side_(units_ < 0 ? -1 : 1),
        entry_(setup.params().word("entry")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    fast_.update(bar.close);
    slow_.update(bar.close);
    if (!slow_.ready()) {
      return;
    }
    if (side_ * (fast_.value() - slow_.value()) <= kRounding * slow_.value()) {
      ctx.close(bar.symbol);
    } else if (ctx.position(bar.symbol) == 0 && ctx.open_orders().empty()) {
      enter(bar, ctx);
    }
  }

 private:
  static constexpr double kRounding = 1e-12;  // averages that differ by less are equal

  void enter(const barometer::Bar& bar, barometer::Context& ctx) const {
    const double range = side_ * (bar.high - bar.low);
    if (entry_ == "market") {
      ctx.target_quantity(bar.symbol, units_);
    } else if (entry_ == "weight") {
      ctx.target_weight(bar.symbol, side_);
    } else if (entry_ == "stop") {
      ctx.stop(bar.symbol, units_, side_ > 0 ? bar.high : bar.low);
    } else if (entry_ == "limit") {
      ctx.limit(bar.symbol, units_, side_ > 0 ? bar.low : bar.high);
    } else if (const double target = bar.close + 4 * range; range != 0 && target > 0) {
      ctx.bracket(bar.symbol,
                  {.quantity = units_, .stop = bar.close - 2 * range, .target = target});
    }
  }

  barometer::Sma fast_;
  barometer::Sma slow_;
  double units_;
  double side_;
  std::string entry_;
};

}  // namespace

BAROMETER_STRATEGY(OracleRule)
