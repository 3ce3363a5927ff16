// SPDX-License-Identifier: Apache-2.0
#include "backtest/symbol_check.hpp"

#include <algorithm>

#include "config/run_config.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "orders/instruments.hpp"

namespace barometer::backtest {

std::vector<core::Fault> unknown_symbols(const config::RunConfig& config,
                                         std::span<const std::string> names) {
  const std::vector<std::string> known(names.begin(), names.end());
  std::vector<core::Fault> faults = orders::unknown_instruments(config, known);
  const auto look_up = [&](const std::string& key, const std::string& name, config::Location at) {
    if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
      faults.push_back({config::to_string(config.file, at),
                        key + ": the run has no symbol '" + name + "'",
                        core::suggestion(name, known)});
    }
  };
  for (const config::RegimeConfig& regime : config.regime) {
    look_up("regime.of", regime.of, regime.of_at);
  }
  look_up("output.benchmark", config.output.benchmark, config.output.benchmark_at);
  return faults;
}

std::vector<std::string> symbol_names(const data::MarketData& market) {
  std::vector<std::string> names;
  for (const data::SymbolData& symbol : market.symbols) {
    names.push_back(symbol.name);
  }
  return names;
}

}  // namespace barometer::backtest
