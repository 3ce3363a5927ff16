// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "study/study.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

namespace barometer_test {

// Two synthetic symbols of 1,200 hours, a tagger and a crossing of averages.
inline const std::string kStudyBase =
    "data:\n"
    "  source: synthetic\n"
    "  synthetic: {symbols: 2, bars: 1200, seed: 5}\n"
    "regime: {plugin: regime, params: {preset: crypto}}\n"
    "strategy:\n"
    "  plugin: sma_cross\n"
    "  params: {fast: 10, slow: 50}\n"
    "broker: {cash: 100000, commission: 10bps}\n";

// Parameters of the strategy, a condition on tags, and one of the tagger: 3 x 2 x 2 x 2, of which
// `where` leaves 20.
inline const std::string kStudyAxes =
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: [5, 10, 20]\n"
    "    regime.params.volatility.window: [24, 48]\n"
    "    strategy.params.slow: [20, 60]\n"
    "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: flatten}]}\n"
    "  where: [strategy.params.fast < strategy.params.slow]\n";

// Six pairs of averages, by what they gained.
inline const std::string kStudyPairs =
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: [5, 10, 20]\n"
    "    strategy.params.slow: [40, 60]\n"
    "  objective: total_return\n";

// A study of a config in a folder of its own, with its store.
class SmallStudy {
 public:
  explicit SmallStudy(const std::string& study, std::vector<std::string> overrides = {},
                      barometer::backtest::CallersStrategy strategy = {}) {
    barometer::write_file(folder_.path() / "study.yaml", kStudyBase + study);
    source_ = {.file = folder_.path() / "study.yaml",
               .overrides = std::move(overrides),
               .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"},
               .strategy = std::move(strategy)};
    plan_ = std::make_unique<barometer::backtest::Plan>(barometer::backtest::Plan::load(source_));
    market_ =
        std::make_unique<barometer::backtest::Market>(barometer::backtest::Market::load(*plan_));
    study_ = std::make_unique<barometer::study::Study>(source_, *plan_, *market_);
  }

  barometer::study::Study& study() { return *study_; }

  // Of the same folder, as another process would open it.
  std::unique_ptr<barometer::study::Study> again() const {
    return std::make_unique<barometer::study::Study>(source_, *plan_, *market_);
  }

  const barometer::backtest::ConfigSource& source() const { return source_; }

  std::filesystem::path store() const { return folder_.path() / "barometer.db"; }

 private:
  TempFolder folder_;
  barometer::backtest::ConfigSource source_;
  std::unique_ptr<barometer::backtest::Plan> plan_;
  std::unique_ptr<barometer::backtest::Market> market_;
  std::unique_ptr<barometer::study::Study> study_;
};

// The whole run of the study's config with these overrides.
inline barometer::backtest::Result run_of(SmallStudy& small, std::vector<std::string> overrides,
                                          const barometer::backtest::Window& window = {}) {
  barometer::backtest::ConfigSource source = small.source();
  source.overrides.insert(source.overrides.end(), overrides.begin(), overrides.end());
  return barometer::backtest::run(barometer::backtest::Plan::load(source), small.study().market(),
                                  window);
}

}  // namespace barometer_test
