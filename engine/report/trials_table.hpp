// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "analysis/study_evidence.hpp"
#include "report/style.hpp"

namespace barometer::report {

// What a table of trials is about.
struct TrialsHead {
  std::span<const std::string> axes;
  std::string objective;  // a key of run.json's metrics
  bool maximised = true;
  std::size_t most = 10;  // rows
  std::span<const analysis::FailedTrials> failures = {};
  std::int64_t undefined = 0;  // trials that are done and have no objective
};

// The best trials with rank, number, values, objective and its error, plateau, trades and drawdown,
// how many failed for which reason, and how many have no objective. Whole lines; nothing where
// there are no trials. Its width depends on the axes.
std::string render_trials(std::span<const analysis::StudyTrial> trials, const TrialsHead& head,
                          const Style& style);

// An objective as people read it, by the unit of its metric. "n/a" where it is undefined.
std::string objective_text(const std::string& objective, std::optional<double> value);

// The last part of an axis's key: "fast" of strategy.params.fast, clipped.
std::string axis_name(const std::string& key);

}  // namespace barometer::report
