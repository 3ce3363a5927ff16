// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_options.hpp"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

#include "backtest/run_plan.hpp"
#include "config/load.hpp"
#include "core/error.hpp"

namespace barometer::backtest {

config::RunConfig config_of(const RunOptions& options) {
  config::ConfigDraft draft = config::draft_config(options.config, options.overrides);
  if (!draft.faults.empty()) {
    std::ranges::move(plugin_faults(draft.config), std::back_inserter(draft.faults));
    core::throw_if_any(std::move(draft.faults));
  }
  return std::move(draft.config);
}

int threads_of(const RunOptions& options, const config::RunConfig& config) {
  const int asked = options.threads.value_or(config.run.threads);
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace barometer::backtest
