// SPDX-License-Identifier: Apache-2.0
#include "backtest/symbol_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "config/run_config.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "orders/instruments.hpp"

namespace barometer::backtest {

namespace {

// Why the run does not have a symbol that the config knows; empty for one that it does not know.
std::string why_left_out(const config::RunConfig& config, const std::string& name,
                         std::span<const data::LeftOut> left_out) {
  if (std::ranges::count(config.data.exclude, name) > 0) {
    return "data.exclude leaves it out";
  }
  const auto found = std::ranges::find(left_out, name, &data::LeftOut::symbol);
  return found == left_out.end() ? "" : "it was left out: " + found->reason;
}

}  // namespace

std::vector<core::Fault> unknown_symbols(const config::RunConfig& config,
                                         std::span<const std::string> names,
                                         std::span<const data::LeftOut> left_out) {
  const std::vector<std::string> known(names.begin(), names.end());
  std::vector<std::string> with_left_out = known;
  std::ranges::copy(config.data.exclude, std::back_inserter(with_left_out));
  std::ranges::transform(left_out, std::back_inserter(with_left_out), &data::LeftOut::symbol);
  std::vector<core::Fault> faults = orders::unknown_instruments(config, std::move(with_left_out));
  const auto look_up = [&](const std::string& key, const std::string& name, config::Location at) {
    if (name.empty() || std::ranges::find(known, name) != known.end()) {
      return;
    }
    const std::string why = why_left_out(config, name, left_out);
    faults.push_back(
        {config::to_string(config.file, at),
         fmt::format("{}: the run has no symbol '{}'{}{}", key, name, why.empty() ? "" : "; ", why),
         why.empty() ? core::suggestion(name, known) : "name another symbol"});
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
