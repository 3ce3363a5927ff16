// SPDX-License-Identifier: Apache-2.0
// Tags every bar by its close: above or below the mean of the last closes.

#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>

class MyTagger {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "my_tagger", .version = "0.1.0", .description = "Closes above or below their mean"};

  // What `params` of the YAML may set. The program checks type and range before anything runs.
  static constexpr std::array kParams{
      barometer::bars_param("window", {.fallback = 48, .help = "closes in the mean"})};

  static constexpr std::array kLabels{"below", "above"};  // a tag is an index of these

  // What is written: conditions of the YAML and strategies read it by this name.
  static std::vector<bm_dimension> dimensions(const barometer::Params& params) {
    return {barometer::category_dimension({.name = "side",
                                           .labels = kLabels,
                                           .warmup_bars = params.integer("window") - 1,
                                           .help = "side of the mean on which the close lies"})};
  }

  // One instance tags one symbol. Make room for data here: tag() must not allocate.
  MyTagger(const barometer::Params& params, const bm_instrument&, std::span<const std::uint8_t>)
      : mean_(params.integer("window")) {}

  // Tags the next bars. The program chooses how many come at a time, so work bar by bar.
  void tag(const barometer::TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const barometer::Bar bar = block.bar(k);
      mean_.update(bar.close);
      if (mean_.ready()) {  // a bar that is not set stays unknown
        block.set(0, k, bar.close > mean_.value() ? 1 : 0);
      }
    }
  }

  // Names every member that tag() changes, for saving and loading.
  void state(auto& archive) { archive(mean_); }

 private:
  barometer::Sma mean_;
};

BAROMETER_REGIME(MyTagger)
