// SPDX-License-Identifier: Apache-2.0
// How far a symbol is below its highest close: a tag that is most useful of a benchmark, which a
// config shows to every symbol with `of`.

#include <barometer/sdk/indicators/rolling_extreme.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

class Benchmark {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "benchmark", .version = "1.0.0", .description = "How far below its highest close"};
  static constexpr std::array kParams{
      barometer::bars_param("window", {.fallback = 60, .help = "whose highest close counts"}),
      barometer::fraction_param({.name = "pullback",
                                 .fallback = 0.05,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "below the highest close",
                                 .help = "from here on it is a pullback"}),
      barometer::fraction_param({.name = "bear",
                                 .fallback = 0.12,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "below the highest close",
                                 .help = "from here on it is a bear market"})};
  static constexpr std::array kLabels{"bull", "pullback", "bear"};

  static std::vector<bm_dimension> dimensions(const barometer::Params& params) {
    if (params.fraction("bear") < params.fraction("pullback")) {
      throw std::invalid_argument("bear must not be less than pullback");
    }
    return {barometer::category_dimension({.name = "phase",
                                           .labels = kLabels,
                                           .warmup_bars = params.integer("window") - 1,
                                           .help = "by the fall from the highest close"})};
  }

  Benchmark(const barometer::Params& params, const bm_instrument&, std::span<const std::uint8_t>)
      : pullback_(params.fraction("pullback")),
        bear_(params.fraction("bear")),
        highest_(params.integer("window")) {}

  void tag(const barometer::TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const double close = block.bar(k).close;
      highest_.update(close);
      const double fall = 1 - close / highest_.value();
      if (std::isfinite(fall)) {  // NaN until the window is full
        block.set(0, k, fall >= bear_ ? 2 : fall >= pullback_ ? 1 : 0);
      }
    }
  }

  void state(auto& archive) { archive(highest_); }

 private:
  double pullback_;  // fraction below the highest close
  double bear_;      // fraction below the highest close
  barometer::RollingMax highest_;
};

BAROMETER_REGIME(Benchmark)
