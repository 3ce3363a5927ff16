// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_evidence.hpp"

namespace barometer::analysis {

// How steady the choice of one axis is from fold to fold.
struct AxisDrift {
  std::string axis;
  std::size_t values = 0;   // different ones that were chosen
  std::size_t changes = 0;  // folds whose value is not that of the fold before
};

// A label that was there in training, or in other tests, and has no bar in a fold's test.
struct UntestedRegime {
  std::string dimension;
  std::string label;
  std::vector<std::size_t> folds;  // that have not tested it
  bool anywhere = false;           // whether any fold has
};

struct ForwardVerdict {
  std::size_t folds = 0;
  std::size_t judged = 0;  // that have an objective in training and in the test
  double in = 0;           // sum of the objectives in training, and in the tests
  double out = 0;
  // out / in; of objectives that add up over time (total_return, amounts of money) each a day. None
  // where `in` is not above 0, or the objective is minimised.
  std::optional<double> efficiency = {};
  std::vector<AxisDrift> drift;  // by axis
  std::vector<UntestedRegime> untested;
  bool short_embargo = false;  // shorter than the longest holding: a trade may reach into the test
};

// What the folds of a walk-forward come to.
ForwardVerdict judge_folds(const StudyEvidence& evidence, const WalkForward& walk);

}  // namespace barometer::analysis
