// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "config/data_config.hpp"
#include "config/latency_config.hpp"
#include "config/output_config.hpp"
#include "config/regime_config.hpp"
#include "config/risk_config.hpp"
#include "config/strategy_config.hpp"
#include "config/study_config.hpp"

// A run as plain data. Every value is in the unit that its name says; every default is written in
// these headers and nowhere else. load.hpp fills these structs from YAML.

namespace barometer::config {

enum class Tagging { ahead, in_step };

struct RunSection {
  std::string name;  // empty: the config file's stem
  Tagging tagging = Tagging::ahead;
  int threads = 0;  // 0: all cores
  std::uint64_t seed = 1;
  std::optional<core::Duration> step_deadline = {};  // of one call of a plug-in; none: no limit
};

struct RunConfig {
  std::string file;  // as given, for messages
  DataConfig data;
  std::vector<RegimeConfig> regime;  // empty: nothing is tagged
  StrategyConfig strategy;
  BrokerConfig broker;
  RiskConfig risk;
  LatencyConfig latency;
  OutputConfig output;
  RunSection run;
  std::optional<StudyConfig> study = {};  // none: the config describes one run
};

}  // namespace barometer::config
