// SPDX-License-Identifier: Apache-2.0
// Holds what lies above its average. drifting.c is the same in C: every build of either trades
// alike.

#include <barometer/sdk/strategy.hpp>

#include <array>
#include <vector>

class Drifting final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "drifting", .version = "1.0.0", .description = "Holds what lies above its average"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  explicit Drifting(barometer::Setup& setup) : means_(setup.symbol_count(), 0) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    double& mean = means_[bar.symbol];
    const double product = 0.1 * (bar.close - mean);  // a fused multiply-add would round once
    mean = bar.index == 0 ? bar.close : mean + product;
    ctx.target_weight(bar.symbol, bar.close > mean ? 0.25 : 0);
  }

 private:
  std::vector<double> means_;  // of each symbol's closes
};

BAROMETER_STRATEGY(Drifting)
