// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/location.hpp"
#include "config/raw_param.hpp"

// What `strategy:` says, and conditions on tags wherever they stand. Every value is in the unit
// that its name says; every default is written here and nowhere else.

namespace barometer::config {

enum class ConditionAction { flatten, block_entries, scale };

// One term of `if:`: a category is one of `labels`, or a scalar compares with `bound`.
struct ConditionTerm {
  std::string dimension;
  Location dimension_at;
  std::vector<RawScalar> values;  // labels (any of them), or one comparison such as "> 90"
};

struct ConditionConfig {
  std::vector<ConditionTerm> terms;  // all must hold
  ConditionAction action = ConditionAction::flatten;
  double scale = 1.0;  // for ConditionAction::scale, 0..1
  Location at;
};

struct StrategyConfig {
  std::string plugin;
  Location plugin_at;
  std::vector<RawParam> params;
  std::vector<ConditionConfig> when;
};

}  // namespace barometer::config
