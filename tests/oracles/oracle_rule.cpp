// SPDX-License-Identifier: Apache-2.0
// The rule that the scripts of this folder give to other engines too: `units` while the mean of the
// last `fast` closes is above that of `slow`, flat otherwise, by market orders.

#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>

namespace {

class OracleRule final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "oracle_rule",
      .version = "1.0.0",
      .description = "Fixed units while one moving average is above another; one symbol"};

  static constexpr std::array kParams{
      barometer::integer_param({.name = "fast", .fallback = 10, .minimum = 1}),
      barometer::integer_param({.name = "slow", .fallback = 50, .minimum = 2}),
      barometer::number_param({.name = "units", .fallback = 1, .minimum = 1e-9})};

  explicit OracleRule(barometer::Setup& setup)
      : fast_(setup.params().integer("fast")),
        slow_(setup.params().integer("slow")),
        units_(setup.params().number("units")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    fast_.update(bar.close);
    slow_.update(bar.close);
    if (slow_.ready()) {
      const bool above = fast_.value() - slow_.value() > kRounding * slow_.value();
      ctx.target_quantity(bar.symbol, above ? units_ : 0);
    }
  }

 private:
  static constexpr double kRounding = 1e-12;  // averages that differ by less are equal

  barometer::Sma fast_;
  barometer::Sma slow_;
  double units_;
};

}  // namespace

BAROMETER_STRATEGY(OracleRule)
