// SPDX-License-Identifier: Apache-2.0
// Cheats: trades on the close of the bar that has not closed yet.
#include <barometer/sdk/strategy.hpp>

#include <array>

namespace {

class PeekingStrategy final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "peeking_strategy", .version = "1", .description = "Reads one bar beyond its count"};
  static constexpr std::array kParams{
      barometer::integer_param({.name = "ahead",
                                .fallback = 1,
                                .minimum = 1,
                                .unit = "bars",
                                .help = "how far it peeks"}),
      barometer::integer_param({.name = "every",
                                .fallback = 1,
                                .minimum = 1,
                                .unit = "bars",
                                .help = "it decides only every so many bars"})};

  explicit PeekingStrategy(barometer::Setup& setup)
      : ahead_(setup.params().integer("ahead")), every_(setup.params().integer("every")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    if (bar.index % every_ == 0) {
      const barometer::Bar future = bar.ago_unchecked(-ahead_);
      ctx.target_weight(bar.symbol, future.close > bar.close ? 0.1 : 0.0);
    }
  }

 private:
  std::int64_t ahead_;
  std::int64_t every_;
};

}  // namespace

BAROMETER_STRATEGY(PeekingStrategy)
