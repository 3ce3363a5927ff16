// SPDX-License-Identifier: Apache-2.0
// The `regime` tagger: volatility, trend and time of every bar. docs/regimes.md defines them all.

#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <bit>

#include "dimensions.hpp"
#include "parameters.hpp"
#include "time_family.hpp"
#include "trend.hpp"
#include "volatility.hpp"

namespace barometer::regime_plugin {

namespace {

class RegimePlugin {
 public:
  static constexpr PluginInfo kInfo{
      .name = "regime",
      .version = "1.0.0",
      .description = "Volatility, trend and time regimes of every bar, from that bar and the past"};
  static constexpr auto kParams = kParameters;

  static std::vector<bm_dimension> dimensions(const Params& params) {
    return declared_dimensions(read_settings(params, std::nullopt));
  }

  RegimePlugin(const Params& params, const bm_instrument& instrument,
               std::span<const std::uint8_t> wanted)
      : RegimePlugin(read_settings(params, BarSize{instrument.bars_per_session_day,
                                                   instrument.venue_kind == BM_VENUE_SESSIONS}),
                     instrument, Wanted(wanted)) {}

  void tag(const TagBlock& block) {
    if (block.count() == 1) {
      tag_bar(block);
      return;
    }
    time_.tag<kLongBatch>(block);
    if (!follows_prices_) {
      return;
    }
#if defined(__x86_64__)
    if (detail::kHasAvx2) {
      follow_by_avx2(block);
      return;
    }
#endif
    follow_plainly<kLongBatch>(block);
  }

  void reset() {
    finder_.reset();
    volatility_.reset();
    trend_.reset();
    time_.reset();
  }

  void state(auto& archive) {
    auto identity = identity_;
    archive(identity);
    if (identity != identity_) {
      throw std::invalid_argument(
          "the state belongs to another bar size, venue or choice of dimensions");
    }
    archive(finder_, volatility_, trend_, time_);
  }

 private:
  RegimePlugin(const Settings& settings, const bm_instrument& instrument, const Wanted& wanted)
      : identity_{std::bit_cast<std::uint64_t>(instrument.bar_ns),
                  std::bit_cast<std::uint64_t>(instrument.bars_per_session_day),
                  static_cast<std::uint64_t>(instrument.venue_kind), wanted.bits()},
        finder_(instrument, settings.gap_bars),
        volatility_(settings.volatility, instrument, wanted),
        trend_(settings.trend, wanted),
        time_(instrument),
        follows_prices_(volatility_.wanted() || trend_.wanted() || wanted.any({kBadBars})) {}

  void tag_bar(const TagBlock& block) {
    time_.tag<1>(block);
    if (follows_prices_) {
      follow_plainly<1>(block);
    }
  }

  // The code that follows batches is compiled twice, as one function each, because its loops run
  // faster with wider registers. The two differ only in how many bars an instruction handles at
  // once, so their results have the same bits.
#if defined(__x86_64__)
  [[gnu::target("avx2"), gnu::flatten]] void follow_by_avx2(const TagBlock& block) {
    follow_batches<kLongBatch>(block);
  }
#endif

  template <std::size_t kMost>
  [[gnu::flatten]] void follow_plainly(const TagBlock& block) {
    follow_batches<kMost>(block);
  }

  template <std::size_t kMost>
  void follow_batches(const TagBlock& block) {
    const std::int64_t count = kMost == 1 ? 1 : block.count();
    for (std::int64_t k = 0; k < count;) {
      Returns<kMost> returns;
      const BarRole end = finder_.find(block, k, returns);
      finish(block, returns);
      if (end != BarRole::next) [[unlikely]] {
        interrupt(block, k++, end);
      }
    }
  }

  template <std::size_t kMost>
  void finish(const TagBlock& block, Returns<kMost>& returns) {
    if (returns.empty()) {
      return;
    }
    log_returns(returns.closes.data(), returns.size(), returns.log_return.data());
    if (volatility_.wanted()) {
      volatility_.tag(block, returns);
    }
    if (trend_.wanted()) {
      trend_.tag(block, returns);
    }
    write(block.scalar(kBadBars), returns, [this](std::size_t) { return finder_.bad_bars(); });
  }

  // Tags a bar without a return.
  [[gnu::noinline]] void interrupt(const TagBlock& block, std::int64_t k, BarRole role) {
    if (role == BarRole::first) {
      volatility_.start(block, k);
      trend_.start(block, k);
    } else {
      finder_.count_bad();
      volatility_.skip(block, k);
      trend_.skip(block, k);
    }
    if (float* const bad_bars = block.scalar(kBadBars); bad_bars != nullptr) {
      bad_bars[k] = static_cast<float>(finder_.bad_bars());
    }
  }

  std::array<std::uint64_t, 4>
      identity_;  // a saved state must agree with it, and with the parameters
  ReturnFinder finder_;
  VolatilityFamily volatility_;
  TrendFamily trend_;
  TimeFamily time_;
  bool follows_prices_;
};

}  // namespace

}  // namespace barometer::regime_plugin

BAROMETER_REGIME(barometer::regime_plugin::RegimePlugin)
