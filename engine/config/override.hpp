// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "config/fault_list.hpp"
#include "config/yaml_node.hpp"

namespace barometer::config {

// An override as messages name it: "--set key.path=value".
std::string override_source(const std::string& assignment);

// Sets what `assignment`, "key.path=value", says in `root`, making groups on the way. The value is
// YAML where it opens with [ { or a quote, otherwise the plain text after '='. A segment of digits
// belongs to the one before it, so that "latency.budget.bar.p99.9" is the quantile. Entries of a
// list are picked in brackets, by their number from 0 or by their name, which is a group's `as` or
// else its `plugin`: "regime[daily].params.window", "data.symbols[2]". `source` must outlive the
// tree.
void apply_override(YamlNode& root, const std::string& assignment, const std::string& source,
                    FaultList& faults);

}  // namespace barometer::config
