// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "config/describe.hpp"
#include "config/fault_list.hpp"
#include "config/strategy_config.hpp"
#include "config/yaml_node.hpp"

// `broker.commission` and `broker.slippage`: a flat fraction, or a group of parts that add up.
// write() gives the short form back where nothing but the flat rate is set.

namespace barometer::config {

// 10bps, or {rate: 1bps, maker: 2bps, taker: 5bps, per_order: 1, per_share: 0.005, ...}.
struct CommissionForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            BrokerConfig& out) const;
  ConfigItem write(const BrokerConfig& broker) const;
  ConfigItem schema() const;
};

// 2bps, or {rate: 2bps, ticks: 1, when: [{if: {volatility: extreme}, times: 4}]}.
struct SlippageForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            BrokerConfig& out) const;
  ConfigItem write(const BrokerConfig& broker) const;
  ConfigItem schema() const;
};

// {EUR: EURUSD, JPY: 1/USDJPY}: which symbol's price turns a currency into the account's.
struct ConversionForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<ConversionConfig>& out) const;
  ConfigItem write(const std::vector<ConversionConfig>& conversions) const;
  ConfigItem schema() const;
};

// A list of {if: {dimension: labels}, times: factor}, kept as conditions that scale.
struct FactorsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<ConditionConfig>& out) const;
  ConfigItem write(const std::vector<ConditionConfig>& factors) const;
  ConfigItem schema() const;
};

}  // namespace barometer::config
