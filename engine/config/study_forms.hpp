// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/config_item.hpp"
#include "config/fault_list.hpp"
#include "config/study_config.hpp"
#include "config/yaml_node.hpp"

// How the parts of `study:` are written that are more than one scalar; see tree_forms.hpp.

namespace barometer::config {

// `over:` a group of keys, each with a list of values, {from: 5, to: 50, step: 5}, {from: 0.01, to:
// 1, steps: 9, scale: log}, or named alternatives {none: [], gate: [...]}.
struct StudyAxesForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<StudyAxis>& out) const;
  ConfigItem write(const std::vector<StudyAxis>& axes) const;
  ConfigItem schema() const;

  std::string expected() const;
};

// `where:` a list of "key < key" or "key >= number".
struct StudyConditionsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<StudyCondition>& out) const;
  ConfigItem write(const std::vector<StudyCondition>& conditions) const;
  ConfigItem schema() const;
};

// `objective:` a metric, {maximise: metric} or {minimise: metric}.
struct StudyObjectiveForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            StudyObjective& out) const;
  ConfigItem write(const StudyObjective& objective) const;
  ConfigItem schema() const;
};

}  // namespace barometer::config
