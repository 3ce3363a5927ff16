// SPDX-License-Identifier: Apache-2.0
// A tagger that is a vote of many: for every window one that compares the close with its mean and
// one that looks at its place in the channel. One model is often wrong, the majority less often.

#include <barometer/sdk/indicators/donchian.hpp>
#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

class Ensemble {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "ensemble", .version = "1.0.0", .description = "A vote of models over windows"};
  static constexpr std::array<double, 3> kWindows{24, 72, 168};
  static constexpr std::array kParams{barometer::integers_param({.name = "windows",
                                                                 .fallback = kWindows,
                                                                 .minimum = 2,
                                                                 .maximum = 10'000,
                                                                 .unit = "bars",
                                                                 .help = "two models for each"})};
  static constexpr std::array kLabels{"down", "split", "up"};

  static std::vector<bm_dimension> dimensions(const barometer::Params& params) {
    const std::int64_t warmup = std::ranges::max(params.integers("windows")) - 1;
    return {barometer::category_dimension({.name = "direction",
                                           .labels = kLabels,
                                           .warmup_bars = warmup,
                                           .help = "where over two thirds of the models point"}),
            barometer::scalar_dimension({.name = "agreement",
                                         .unit = "-1..1",
                                         .warmup_bars = warmup,
                                         .help = "models that say up less those that say down"})};
  }

  Ensemble(const barometer::Params& params, const bm_instrument&, std::span<const std::uint8_t>) {
    for (const std::int64_t window : params.integers("windows")) {
      models_.push_back({barometer::Sma(window), barometer::Donchian(window)});
    }
  }

  void tag(const barometer::TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const barometer::Bar bar = block.bar(k);
      int votes = 0;
      for (Models& each : models_) {
        each.mean.update(bar.close);
        each.channel.update(bar.high, bar.low);
        votes += bar.close > each.mean.value() ? 1 : -1;
        votes += bar.close > each.channel.middle() ? 1 : -1;
      }
      // A mean is NaN until its window is full, and while a bad bar is in it.
      if (std::ranges::all_of(models_,
                              [](auto& each) { return std::isfinite(each.mean.value()); })) {
        const double agreement = votes / (2.0 * static_cast<double>(models_.size()));
        block.set(0, k, agreement > 1.0 / 3 ? 2 : agreement < -1.0 / 3 ? 0 : 1);
        block.set(1, k, agreement);
      }
    }
  }

  void state(auto& archive) {
    for (Models& each : models_) {
      archive(each.mean, each.channel);
    }
  }

 private:
  struct Models {
    barometer::Sma mean;
    barometer::Donchian channel;
  };

  std::vector<Models> models_;
};

BAROMETER_REGIME(Ensemble)
