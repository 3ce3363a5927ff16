// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/condition_action.hpp"
#include "config/location.hpp"
#include "config/raw_param.hpp"

// A condition on tags, wherever it stands: `when:` of the strategy, and of the broker's costs.

namespace barometer::config {

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

}  // namespace barometer::config
