// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_folds.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/metric_table.hpp"

namespace barometer::analysis {

namespace {

// Whether twice the time makes twice the objective, without any change of the strategy.
bool adds_up(const std::string& objective) {
  const auto metrics = metric_table();
  const auto metric = std::ranges::find(metrics, objective, &Metric::key);
  return metric != metrics.end() &&
         (metric->unit == MetricUnit::money || metric->key == "total_return");
}

double days_of(core::Timestamp begin_ns, core::Timestamp end_ns) {
  return static_cast<double>(end_ns - begin_ns) / static_cast<double>(core::kDay);
}

void add_objectives(const StudyEvidence& evidence, const WalkForward& walk,
                    ForwardVerdict& verdict) {
  double days_in = 0;
  double days_out = 0;
  for (const StudyFold& fold : walk.folds) {
    if (fold.objective_in && fold.objective_out) {
      ++verdict.judged;
      verdict.in += *fold.objective_in;
      verdict.out += *fold.objective_out;
      days_in += days_of(fold.train_begin_ns, fold.train_end_ns);
      days_out += days_of(fold.test_begin_ns, fold.test_end_ns);
    }
  }
  if (verdict.in > 0 && evidence.maximised) {
    const double scale = adds_up(evidence.objective) ? days_in / days_out : 1;
    verdict.efficiency = verdict.out / verdict.in * scale;
  }
}

std::vector<AxisDrift> drift_of(const StudyEvidence& evidence, const WalkForward& walk) {
  std::vector<AxisDrift> drift;
  for (std::size_t axis = 0; axis < evidence.axes.size(); ++axis) {
    AxisDrift of_axis{.axis = evidence.axes[axis]};
    std::set<std::string> values;
    const std::string* before = nullptr;
    for (const StudyFold& fold : walk.folds) {
      if (axis < fold.chosen.size()) {
        values.insert(fold.chosen[axis]);
        of_axis.changes += before != nullptr && *before != fold.chosen[axis] ? 1 : 0;
        before = &fold.chosen[axis];
      }
    }
    of_axis.values = values.size();
    drift.push_back(std::move(of_axis));
  }
  return drift;
}

std::vector<UntestedRegime> untested_of(const WalkForward& walk) {
  using Label = std::pair<std::string, std::string>;
  std::map<Label, std::map<std::size_t, std::int64_t>> tested;  // bars by fold
  std::set<Label> seen;
  for (std::size_t fold = 0; fold < walk.folds.size(); ++fold) {
    for (const RegimeBars& bars : walk.folds[fold].regimes) {
      const Label label{bars.dimension, bars.label};
      tested[label][fold] += bars.test;
      if (bars.train + bars.test > 0) {
        seen.insert(label);
      }
    }
  }
  std::vector<UntestedRegime> untested;
  for (const Label& label : seen) {
    UntestedRegime regime{.dimension = label.first, .label = label.second, .folds = {}};
    for (std::size_t fold = 0; fold < walk.folds.size(); ++fold) {
      if (const auto bars = tested[label].find(fold);
          bars != tested[label].end() && bars->second > 0) {
        regime.anywhere = true;
      } else {
        regime.folds.push_back(fold);
      }
    }
    if (!regime.folds.empty()) {
      untested.push_back(std::move(regime));
    }
  }
  return untested;
}

}  // namespace

ForwardVerdict judge_folds(const StudyEvidence& evidence, const WalkForward& walk) {
  ForwardVerdict verdict{.folds = walk.folds.size(),
                         .drift = drift_of(evidence, walk),
                         .untested = untested_of(walk),
                         .short_embargo = walk.embargo < walk.longest_holding};
  add_objectives(evidence, walk, verdict);
  return verdict;
}

}  // namespace barometer::analysis
