// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "analysis/observation.hpp"
#include "analysis/warning.hpp"
#include "core/error.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// Changes when a key changes its meaning or goes; a new key does not change it.
inline constexpr int kCheckFormat = 1;

// What `barometer check --json` prints of data that can be run: docs/cli.md says the keys.
nlohmann::ordered_json check_json(const std::string& config, const data::MarketData& market,
                                  std::span<const analysis::Observation> observations,
                                  std::span<const analysis::Warning> warnings);

// The same document where there are faults, which is then all that is known.
nlohmann::ordered_json faults_json(const std::string& config, std::span<const core::Fault> faults);

}  // namespace barometer::report
