// SPDX-License-Identifier: Apache-2.0
#include "app/named_symbols.hpp"

#include <algorithm>

#include "broker/instruments.hpp"
#include "core/nearest_name.hpp"

namespace barometer {

std::vector<Fault> unknown_symbols(const RunConfig& config, std::span<const std::string> names) {
  const std::vector<std::string> known(names.begin(), names.end());
  std::vector<Fault> faults = unknown_instruments(config, known);
  const auto look_up = [&](const std::string& key, const std::string& name, Location at) {
    if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
      faults.push_back({to_string(config.file, at), key + ": the run has no symbol '" + name + "'",
                        suggestion(name, known)});
    }
  };
  for (const RegimeConfig& regime : config.regime) {
    look_up("regime.of", regime.of, regime.of_at);
  }
  look_up("output.benchmark", config.output.benchmark, config.output.benchmark_at);
  return faults;
}

std::vector<std::string> symbol_names(const MarketData& market) {
  std::vector<std::string> names;
  for (const SymbolData& symbol : market.symbols) {
    names.push_back(symbol.name);
  }
  return names;
}

}  // namespace barometer
