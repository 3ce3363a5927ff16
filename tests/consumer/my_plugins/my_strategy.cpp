// SPDX-License-Identifier: Apache-2.0
// Holds what is being bought, and nothing else.

#include <barometer/sdk/strategy.hpp>

#include <array>

enum class Pressure : std::int8_t { selling, balanced, buying, unknown = BM_TAG_UNKNOWN };

template <>
struct barometer::TagLabels<Pressure> {
  static constexpr std::array names{"selling", "balanced", "buying"};
};

class MyStrategy final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "my_strategy", .version = "1.0.0", .description = "Holds what is being bought"};
  static constexpr std::array kParams{
      barometer::fraction_param({.name = "weight",
                                 .fallback = 0.1,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "fraction of equity per symbol",
                                 .help = "size of a position"})};

  explicit MyStrategy(barometer::Setup& setup)
      : weight_(setup.params().fraction("weight")),
        pressure_(setup.category<Pressure>("pressure")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    const bool flat = ctx.is_flat(bar.symbol);
    if (flat && pressure_[bar] == Pressure::buying) {
      ctx.target_weight(bar.symbol, weight_);
      ctx.log(bar, "buys, at {:.2f} and {}", bar.close, pressure_[bar]);
    } else if (!flat && pressure_[bar] == Pressure::selling) {
      ctx.close(bar.symbol);
    }
  }

 private:
  double weight_;  // fraction of equity
  barometer::CategoryTag<Pressure> pressure_;
};

BAROMETER_STRATEGY(MyStrategy)
