// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

// How well tags recognise which of several true classes holds: the one implementation behind
// `barometer tag --score` and the yardsticks. Classes are 0 .. classes - 1; a negative class is
// unknown.

namespace barometer::stats {

// One stretch of bars: a trial of a simulation, or a symbol. Bars whose truth or tag is unknown are
// not scored; the others count as if they followed one another.
struct TrialScore {
  int classes = 0;
  std::vector<std::int64_t> confusion;  // bars, [truth * classes + tag]
  std::int64_t scored_bars = 0;         // truth and tag are known
  std::int64_t unknown_bars = 0;
  std::int64_t changes = 0;   // of the tag
  std::int64_t episodes = 0;  // stretches of one true class that begin with a change of the truth
  std::int64_t missed = 0;    // of them, without a bar that is tagged right
  std::int64_t lag_bars = 0;  // from an episode's first bar to its first right tag, summed

  std::int64_t count(int truth, int tag) const {
    return confusion[static_cast<std::size_t>(truth * classes + tag)];
  }
};

// REQUIRES: classes >= 1; truth and tags are equally long and below `classes`.
TrialScore score_trial(std::span<const std::int8_t> truth, std::span<const std::int8_t> tags,
                       int classes);

// Over several trials. What has nothing to be computed from is NaN.
struct ClassScore {
  // Mean over the classes of `recall`; classes that never occur are left out.
  double balanced_accuracy = 0;
  // Per class: mean over the trials of the share of its bars that are tagged so; trials without
  // the class are left out.
  std::vector<double> recall;
  double changes_per_1000_bars = 0;
  double lag_bars = 0;      // mean over the episodes that were not missed
  double missed_share = 0;  // of episodes
  TrialScore total;         // everything added up
};

// REQUIRES: the same number of classes in all trials.
ClassScore mean_score(std::span<const TrialScore> trials);

// One dimension's tags against the truth: a trial per symbol.
struct ScoredTags {
  std::string dimension;
  std::vector<std::string> classes;  // names
  std::vector<std::string> symbols;  // one per trial
  std::vector<TrialScore> trials;
};

}  // namespace barometer::stats
