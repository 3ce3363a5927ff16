// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/describe.hpp"
#include "config/fault_list.hpp"
#include "config/output_config.hpp"
#include "config/yaml_node.hpp"

// How values that are more than one scalar are written. read() adds to `out` what is good and
// reports every fault with its key path; write() gives the canonical tree back, without items where
// there is nothing to say; schema() is the JSON schema of what read() takes.

namespace barometer::config {

// "expected X, found Y" at a value.
void reject(FaultList& faults, const YamlNode& node, const std::string& path,
            const std::string& expected, const std::string& fix = {});

// `params:` of a plug-in: nested groups down to scalars and lists of them; names joined with
// dots.
struct ParamsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<RawParam>& out) const;
  ConfigItem write(const std::vector<RawParam>& params) const;
  ConfigItem schema() const;
};

// `if:` a group of dimension: labels.
struct TermsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<ConditionTerm>& out) const;
  ConfigItem write(const std::vector<ConditionTerm>& terms) const;
  ConfigItem schema() const;
};

// `when:` of a strategy: a list of {if: {dimension: labels}, then: action}.
struct ConditionsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<ConditionConfig>& out) const;
  ConfigItem write(const std::vector<ConditionConfig>& conditions) const;
  ConfigItem schema() const;
};

// `venues:` of data: {SPY: us_equity, BTC: 24x7}, in the order written.
struct VenuesForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<SymbolVenue>& out) const;
  ConfigItem write(const std::vector<SymbolVenue>& venues) const;
  ConfigItem schema() const;
};

// Budgets of one stage: {p99: 20us, p99.9: 100us}.
struct QuantilesForm {
  std::string stage;

  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<BudgetConfig>& out) const;
  ConfigItem write(const std::vector<BudgetConfig>& budgets) const;
  ConfigItem schema() const;
};

// `pairs` of the report: a list of [dimension, dimension].
struct PairsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<TagPair>& out) const;
  ConfigItem write(const std::vector<TagPair>& pairs) const;
  ConfigItem schema() const;
};

}  // namespace barometer::config
