// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <barometer/sdk/strategy.hpp>
#include <chrono>
#include <cstdint>
#include <thread>

// Sleeps on its first bars and does a little work on every other: a cold start that one can see.

namespace {

class SlowFirstBars final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "slow_first_bars",
      .version = "1.0.0",
      .description = "Never trades; sleeps on its first bars"};
  static constexpr std::array kParams{
      barometer::integer_param({.name = "slow_bars",
                                .fallback = 3,
                                .minimum = 0,
                                .unit = "bars",
                                .help = "how many of the first bars are slow"}),
      barometer::integer_param({.name = "sleep_ms",
                                .fallback = 40,
                                .minimum = 0,
                                .unit = "ms",
                                .help = "what each of them takes"}),
      barometer::integer_param({.name = "work",
                                .fallback = 200,
                                .minimum = 0,
                                .unit = "divisions",
                                .help = "what every bar does besides"})};

  explicit SlowFirstBars(barometer::Setup& setup)
      : slow_bars_(setup.params().integer("slow_bars")),
        sleep_(setup.params().integer("sleep_ms")),
        work_(setup.params().integer("work")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context&) override {
    if (bar.index < slow_bars_) {
      std::this_thread::sleep_for(sleep_);
    }
    double value = bar.close;
    for (std::int64_t i = 0; i < work_; ++i) {
      value = value / 1.0001 + 1e-4;
    }
    last_ = value;
  }

 private:
  std::int64_t slow_bars_;
  std::chrono::milliseconds sleep_;
  std::int64_t work_;
  double last_ = 0;
};

}  // namespace

BAROMETER_STRATEGY(SlowFirstBars)
