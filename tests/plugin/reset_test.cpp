// SPDX-License-Identifier: Apache-2.0
// A strategy that is reset sends the orders of a new one: checked for each shipped strategy through
// its C slots.

#include <barometer/abi/plugin.h>

#include <array>
#include <cstring>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr std::size_t kSymbols = 2;
constexpr std::size_t kBars = 300;
constexpr std::size_t kTags = 3;

constexpr std::array kVolatility{"calm", "normal", "high", "extreme"};
constexpr std::array kTrend{"strong_down", "weak_down", "sideways", "weak_up", "strong_up"};
constexpr std::array kSession{"closed"};

constexpr std::array<bm_tag_info, kTags> kTagInfos{{
    {"volatility", BM_DIMENSION_CATEGORY, 4, kVolatility.data()},
    {"trend", BM_DIMENSION_CATEGORY, 5, kTrend.data()},
    {"session", BM_DIMENSION_CATEGORY, 1, kSession.data()},
}};

// A strategy shown a market step by step, with positions that come and go.
class Shown {
 public:
  explicit Shown(const plugin::Plugin& plugin) : slots_(*plugin.manifest->strategy) {
    for (std::size_t i = 0; i < kBars; ++i) {
      tags_[0].push_back(static_cast<std::int8_t>(i / 11 % 4));
      tags_[1].push_back(static_cast<std::int8_t>(i / 17 % 5));
      tags_[2].push_back(0);
    }
    const plugin::ParamValues values = params_for(plugin, {});
    const bm_params params = values.view();
    const bm_universe universe{market_.instruments.data(), kSymbols, kTags, kTagInfos.data()};
    std::array<std::uint8_t, kTags> reads{};
    bm_declaration declared{};
    declared.reads = reads.data();
    bm_error error{text_.data(), text_.size()};
    REQUIRE(slots_.create(slots_.maker, &params, &universe, &declared, &self_, &error) == BM_OK);
  }

  ~Shown() { slots_.destroy(self_); }

  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;

  void reset() { slots_.reset(self_); }

  // Every order of every step, as bytes.
  std::string orders() {
    std::string all;
    for (std::int64_t step = 0; step < static_cast<std::int64_t>(kBars); ++step) {
      std::array<bm_order, 16> rows;
      std::memset(rows.data(), 0, sizeof rows);
      bm_step_output out{};
      out.orders.data = rows.data();
      out.orders.capacity = static_cast<std::uint32_t>(rows.size());
      show(step, out);
      add_bytes<bm_order>(all, std::span{rows}.first(out.orders.count));
    }
    return all;
  }

 private:
  void show(std::int64_t step, bm_step_output& out) {
    std::array<bm_tag_view, kTags> tags{};
    for (std::size_t t = 0; t < kTags; ++t) {
      tags[t].category = tags_[t].data();
    }
    std::array<bm_symbol_view, kSymbols> symbols{};
    for (std::size_t s = 0; s < kSymbols; ++s) {
      symbols[s].bars = data::view_of(market_.symbols[s].bars);
      symbols[s].bar_count = step + 1;
      symbols[s].tags = tags.data();
      symbols[s].position = step / 40 % 2 == 0 ? 0 : 5;
    }
    const std::array<std::uint32_t, kSymbols> active{0, 1};
    bm_view view{};
    view.time_ns = market_.timeline.time(step);
    view.step = step;
    view.symbol_count = view.active_count = kSymbols;
    view.active = active.data();
    view.symbols = symbols.data();
    view.cash = view.equity = 100'000;
    bm_error error{text_.data(), text_.size()};
    REQUIRE(slots_.on_step(self_, &view, &out, &error) == BM_OK);
  }

  const bm_strategy_slots& slots_;
  data::MarketData market_ = waving_market(kSymbols, kBars);
  std::array<std::vector<std::int8_t>, kTags> tags_;
  void* self_ = nullptr;
  std::array<char, 256> text_{};
};

}  // namespace

TEST_CASE("every shipped strategy sends the same orders again after a reset") {
  for (const char* name : {"buy_and_hold", "sma_cross", "regime_momentum", "volatility_target",
                           "donchian_breakout", "session_mean_reversion"}) {
    INFO(name);
    Shown strategy(plugin::load_plugin(shipped(name)));
    const auto first = strategy.orders();
    CHECK(first.size() >= 2 * sizeof(bm_order));
    strategy.reset();
    CHECK(strategy.orders() == first);
  }
}
