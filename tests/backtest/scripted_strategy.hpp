// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/plan.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace barometer_test {

// Target weights by symbol and close of the bar after which they are sent.
using Script = std::map<std::pair<std::string, std::int64_t>, double>;

// A strategy as an author of a plug-in writes one: it sends what the script says, when it says so.
// The script is the test's, one at a time.
class ScriptedStrategy final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "scripted", .version = "1.0.0", .description = "What a script says"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  inline static Script script = {};

  explicit ScriptedStrategy(barometer::Setup& setup) {
    for (std::uint32_t s = 0; s < setup.symbol_count(); ++s) {
      names_.emplace_back(setup.instrument(s).symbol);
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    const auto found = script.find({names_[bar.symbol], bar.close_time_ns});
    if (found != script.end()) {
      ctx.target_weight(bar.symbol, found->second);
    }
  }

 private:
  std::vector<std::string> names_;
};

// As a config's source takes it; runs end before the next call.
inline barometer::backtest::CallersStrategy scripted(Script script) {
  static constexpr bm_strategy_slots slots = barometer::StrategySlots<ScriptedStrategy>::slots();
  static constexpr bm_manifest manifest = barometer::detail::manifest(
      BM_PLUGIN_STRATEGY, ScriptedStrategy::kInfo, ScriptedStrategy::kParams, nullptr, &slots);
  ScriptedStrategy::script = std::move(script);
  return {.manifest = {std::shared_ptr<void>(), &manifest}};
}

}  // namespace barometer_test
