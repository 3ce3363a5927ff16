// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "analysis/run_record.hpp"
#include "data/market_data.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::page {

// What a result came from, as HTML: empty where there are no plug-ins; a part to be opened; the
// same.
std::string plugins_table(std::span<const analysis::PluginRecord> plugins);
// `symbols` and `config` are those of run.json.
std::string symbols_table(const nlohmann::ordered_json& symbols);
std::string config_text(const nlohmann::ordered_json& config);

// What a command that judges a config worked on. Borrowed.
struct PageOrigin {
  const config::RunConfig& config;
  const data::MarketData& market;
  std::span<const analysis::PluginRecord> plugins;
};

// A part of its own: engine, data, plug-ins, config.
std::string origin_of(const PageOrigin& origin);

}  // namespace barometer::page
