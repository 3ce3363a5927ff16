// SPDX-License-Identifier: Apache-2.0
// Cheats in one of two ways: looks one bar ahead inside its block, or scales by all of its block.
#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace {

constexpr std::array kWays{"one_bar_ahead", "whole_sample"};
constexpr std::array kLabels{"down", "up"};

class PeekingTagger {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "peeking_tagger", .version = "1", .description = "Tags with what it cannot know"};
  static constexpr std::array kParams{barometer::word_param(
      {.name = "way", .fallback = "one_bar_ahead", .words = kWays, .help = "how it cheats"})};

  static std::vector<bm_dimension> dimensions(const barometer::Params&) {
    return {
        barometer::category_dimension({.name = "direction", .labels = kLabels, .help = "cheated"})};
  }

  PeekingTagger(const barometer::Params& params, const bm_instrument&, std::span<const uint8_t>)
      : whole_sample_(params.word("way") == std::string_view("whole_sample")) {}

  void tag(const barometer::TagBlock& block) {
    double sum = 0;
    for (std::int64_t k = 0; k < block.count(); ++k) {
      sum += block.bar(k).close;
    }
    const double mean = sum / static_cast<double>(block.count());
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const std::int64_t next = k + 1 < block.count() ? k + 1 : k;
      const double reference = whole_sample_ ? mean : block.bar(next).close;
      const bool up =
          whole_sample_ ? block.bar(k).close > reference : reference > block.bar(k).close;
      block.set(0, k, static_cast<std::int8_t>(up ? 1 : 0));
    }
  }

  void state(auto&) {}

 private:
  bool whole_sample_;
};

}  // namespace

BAROMETER_REGIME(PeekingTagger)
