// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/stream_tagger.hpp>
#include <barometer/backtest/api/tags.hpp>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

// Streams beside the batch, which they must equal to the bit.

namespace barometer_test {

using barometer::backtest::StreamTagger;
namespace backtest = barometer::backtest;
namespace data = barometer::data;

inline backtest::Plan plan_of(const std::string& yaml, std::vector<std::string> overrides = {}) {
  return backtest::Plan::parse(
      yaml, {.file = "stream.yaml",
             .overrides = std::move(overrides),
             .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
}

inline const std::string kSynthetic =
    "data:\n"
    "  source: synthetic\n"
    "  synthetic: {symbols: 3, bars: 1500, seed: 5}\n";

inline const std::string kRegime =
    kSynthetic + "regime: {plugin: regime, params: {preset: crypto}}\n";

inline StreamTagger::Bar handed(const data::BarRow& row) {
  return {.time_ns = row.close_time_ns,
          .open = row.open,
          .high = row.high,
          .low = row.low,
          .close = row.close,
          .volume = row.volume};
}

// One bar after the other, each symbol's when a market would show it.
struct NextBar {
  std::size_t symbol;
  std::size_t bar;
};

inline std::vector<NextBar> in_time(const data::MarketData& market) {
  std::vector<NextBar> bars;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    for (std::size_t b = 0; b < market.symbols[s].bars.size(); ++b) {
      bars.push_back({s, b});
    }
  }
  std::ranges::stable_sort(bars, {}, [&](const NextBar& each) {
    return market.symbols[each.symbol].bars[each.bar].close_time_ns;
  });
  return bars;
}

// The batch's tags of a plan, which streams are held to.
class Batch {
 public:
  explicit Batch(const backtest::Plan& plan)
      : plan_(plan),
        market_(backtest::Market::load(plan)),
        view_(backtest::view_of(
            plan, backtest::Tags::compute_all(plan, market_),
            barometer::regime::WantedTags::all(plan.state().plan.dimensions()))) {}

  const data::MarketData& data() const { return market_.state().data; }

  std::vector<std::string> symbols() const { return market_.symbols(); }

  // How many of the tags differ in a bit.
  int differences(const StreamTagger& tagger, const NextBar& at,
                  std::span<const StreamTagger::Tag> tags) const {
    int differences = 0;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      const auto d = static_cast<std::size_t>(view_.find(tagger.dimensions()[i].name));
      const auto symbol = static_cast<barometer::core::SymbolIndex>(at.symbol);
      if (tagger.dimensions()[i].labels.empty()) {
        const float expected = view_.scalar(symbol, d)[at.bar];
        differences += std::memcmp(&expected, &tags[i].scalar, sizeof expected) != 0 ? 1 : 0;
      } else {
        const auto column = view_.category(symbol, d);
        const std::int8_t before = at.bar == 0 ? std::int8_t{-128} : column[at.bar - 1];
        differences += column[at.bar] != tags[i].category ? 1 : 0;
        differences += tags[i].changed != (column[at.bar] != before) ? 1 : 0;
        differences +=
            tags[i].label != (tags[i].category < 0
                                  ? ""
                                  : tagger.dimensions()[i]
                                        .labels[static_cast<std::size_t>(tags[i].category)])
                ? 1
                : 0;
      }
    }
    return differences;
  }

  // Feeds the bars first .. last - 1 of all.
  int feed(StreamTagger& tagger, std::span<const NextBar> bars) const {
    int wrong = 0;
    for (const NextBar& next : bars) {
      const data::BarRow& row = data().symbols[next.symbol].bars[next.bar];
      wrong += differences(tagger, next, tagger.update(next.symbol, handed(row)));
    }
    return wrong;
  }

 private:
  backtest::Plan plan_;
  backtest::Market market_;
  barometer::regime::TagView view_;
};

// Tags that are not unknown at the end: without any, equality would say little.
inline int known(const StreamTagger& tagger) {
  int known = 0;
  for (const StreamTagger::Tag& tag : tagger.tags(0)) {
    known += tag.category != StreamTagger::kUnknown || tag.scalar == tag.scalar ? 1 : 0;
  }
  return known;
}

inline void check_equal(const backtest::Plan& plan) {
  const Batch batch(plan);
  StreamTagger tagger = StreamTagger::make(plan, batch.symbols());
  CHECK(batch.feed(tagger, in_time(batch.data())) == 0);
  CHECK(known(tagger) > 0);
}

}  // namespace barometer_test
