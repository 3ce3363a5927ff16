// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "config/describe.hpp"
#include "config/fault_list.hpp"
#include "config/yaml_node.hpp"

namespace barometer::config {

// `instruments:` of a broker: {default: {tick: 0.01}, BTC: {lot: 0.001}}, in the order written.
struct InstrumentsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<InstrumentConfig>& out) const;
  ConfigItem write(const std::vector<InstrumentConfig>& instruments) const;
  ConfigItem schema() const;
};

}  // namespace barometer::config
