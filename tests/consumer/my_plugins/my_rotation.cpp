// SPDX-License-Identifier: Apache-2.0
// Once a week holds the symbols that have risen most, in equal weights, while they stand above
// their mean and the benchmark's pressure is not one of selling.

#include <barometer/sdk/cross_section.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

enum class Pressure : std::int8_t { selling, balanced, buying, unknown = BM_TAG_UNKNOWN };

template <>
struct barometer::TagLabels<Pressure> {
  static constexpr std::array names{"selling", "balanced", "buying"};
};

class MyRotation final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "my_rotation", .version = "1.0.0", .description = "Holds what has risen most"};
  static constexpr std::array<double, 2> kLookbacks{24, 72};
  static constexpr std::array kParams{
      barometer::integers_param({.name = "lookbacks",
                                 .fallback = kLookbacks,
                                 .minimum = 1,
                                 .maximum = 1000,
                                 .max_items = 5,
                                 .unit = "bars",
                                 .help = "over which it has risen, all counted alike"}),
      barometer::integer_param({.name = "hold", .fallback = 2, .minimum = 1, .help = "symbols"})};

  explicit MyRotation(barometer::Setup& setup)
      : lookbacks_(setup.params().integers("lookbacks")),
        longest_(std::ranges::max(lookbacks_)),
        hold_(static_cast<std::size_t>(setup.params().integer("hold"))),
        benchmark_(setup.symbol("SYN01")),
        pressure_(setup.category<Pressure>("pressure")),
        ranks_(setup) {
    setup.declare_warmup(longest_);
  }

  void on_step(barometer::Context& ctx) override {
    if (!ctx.is_warm(benchmark_)) {
      return;
    }
    const barometer::Bar bar = ctx.bar(benchmark_);
    const bool new_week = bar.weekday() == barometer::Weekday::monday && bar.date() != last_;
    last_ = bar.date();
    if (new_week) {
      ranks_.rank(ctx, [this](const barometer::Bar& each) { return rise_of(each); });
      hold_equal_weights(ctx, ranks_.top(is_sold(bar) ? 0 : hold_), 0.95);
    }
  }

 private:
  // NaN, which leaves the symbol out, where it has too few bars or stands below its mean.
  double rise_of(const barometer::Bar& bar) const {
    if (bar.index < longest_) {
      return NAN;
    }
    const barometer::BarWindow window = closes(bar, longest_);
    const double mean =
        std::accumulate(window.begin(), window.end(), 0.0) / static_cast<double>(window.size());
    double rise = 0;
    for (const std::int64_t lookback : lookbacks_) {
      rise += bar.close / bar.ago(lookback).close - 1;
    }
    return bar.close > mean ? rise : NAN;
  }

  // Now, and a bar ago.
  bool is_sold(const barometer::Bar& bar) const {
    return pressure_[bar] == Pressure::selling && pressure_.at(bar, 1) == Pressure::selling;
  }

  std::vector<std::int64_t> lookbacks_;  // bars
  std::int64_t longest_;
  std::size_t hold_;  // symbols
  std::uint32_t benchmark_;
  barometer::CategoryTag<Pressure> pressure_;
  barometer::CrossSection ranks_;
  barometer::Date last_;
};

BAROMETER_STRATEGY(MyRotation)
