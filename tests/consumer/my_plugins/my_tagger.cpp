// SPDX-License-Identifier: Apache-2.0
// Who is in charge? Tags every bar by where closes have lain, of late, between low and high.

#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>

class MyTagger {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "my_tagger", .version = "1.0.0", .description = "Buying and selling pressure"};
  static constexpr std::array kParams{barometer::integer_param({.name = "window",
                                                                .fallback = 24,
                                                                .minimum = 1,
                                                                .maximum = 10'000,
                                                                .unit = "bars",
                                                                .help = "bars looked back"})};
  static constexpr std::array kLabels{"selling", "balanced", "buying"};

  static std::vector<bm_dimension> dimensions(const barometer::Params& params) {
    return {barometer::category_dimension({.name = "pressure",
                                           .labels = kLabels,
                                           .warmup_bars = params.integer("window") - 1,
                                           .help = "who has been in charge over the window"})};
  }

  MyTagger(const barometer::Params& params, const bm_instrument&, std::span<const std::uint8_t>)
      : place_(params.integer("window")) {}

  void tag(const barometer::TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const barometer::Bar bar = block.bar(k);
      place_.update(bar.high > bar.low ? (bar.close - bar.low) / (bar.high - bar.low) : 0.5);
      if (place_.ready()) {
        block.set(0, k, place_.value() < 0.45 ? 0 : place_.value() <= 0.55 ? 1 : 2);
      }
    }
  }

  void state(auto& archive) { archive(place_); }

 private:
  barometer::Sma place_;  // of the close in its bar: 0 at the low, 1 at the high
};

BAROMETER_REGIME(MyTagger)
