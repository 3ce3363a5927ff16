// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/config_item.hpp"
#include "config/location.hpp"
#include "core/timestamp.hpp"

// What `study:` says: many runs of one config that are judged together. Every value is in the unit
// that its name says; every default is written here and nowhere else.

namespace barometer::config {

// One value of an axis.
struct StudyValue {
  std::string label;  // as tables show it: the value itself, or the name of an alternative
  std::string text;   // as it stands behind "key=" in an override
  Location at;
};

// Values between two ends that a draw may take, where no step says which.
struct StudyRange {
  double from = 0;
  double to = 0;
  bool whole = false;  // whole numbers alone
  bool log = false;    // uniform in the logarithm
};

// One key that trials differ in.
struct StudyAxis {
  std::string key;  // as --set names it: "strategy.params.fast", "regime[daily].params.window"
  Location key_at;
  std::vector<StudyValue> values = {};   // in the order of trials; empty: `range`
  std::optional<StudyRange> range = {};  // of draws only
  std::vector<ConfigItem> written = {};  // one per value, as the file had it
  bool named = false;                    // alternatives with names
};

// A side of a condition on combinations: a key, or a number.
struct StudyTerm {
  std::string key = {};  // empty: `number`
  double number = 0;
};

enum class StudyOperator : std::uint8_t {
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  unequal
};

// "strategy.params.fast < strategy.params.slow": combinations for which it is false are no trials.
struct StudyCondition {
  StudyTerm left;
  StudyOperator op = StudyOperator::less;
  StudyTerm right;
  std::string text;  // as written
  Location at;
};

enum class StudyMethod : std::uint8_t {
  grid,    // all combinations
  random,  // draws that do not depend on each other
  sobol,   // draws that fill the space evenly
};

// The figure by which trials are ranked.
struct StudyObjective {
  std::string metric = "sharpe";  // a key of run.json
  bool maximise = true;
  Location at;
};

// Train and test periods, one after the other.
struct WalkForwardConfig {
  core::Duration train = 0;
  core::Duration test = 0;
  std::optional<core::Duration> step = {};     // from one fold to the next; none: `test`
  bool anchored = false;                       // every train period begins with the first
  std::optional<core::Duration> embargo = {};  // between train and test; none: the longest holding
};

// Combinatorial purged cross-validation (Lopez de Prado 2018).
struct CpcvConfig {
  int groups = 10;                             // of time, one after the other
  int tested = 2;                              // of them in each split
  std::optional<core::Duration> embargo = {};  // after a tested group; none: none
};

// What `barometer gate` does beside its twins.
struct GateConfig {
  int placebos = 500;                      // times that the tags are moved, at the most
  std::vector<StudyAxis> thresholds = {};  // "regime.params.x" and the values that it is tried with
};

struct StudyConfig {
  std::vector<StudyAxis> over;
  std::vector<StudyCondition> where;
  StudyMethod method = StudyMethod::grid;
  std::optional<std::int64_t> draws = {};  // of random and sobol
  std::uint64_t seed = 1;
  StudyObjective objective;
  std::optional<WalkForwardConfig> walk_forward = {};
  std::optional<CpcvConfig> cpcv = {};
  GateConfig gate = {};
  double holdout = 0;  // fraction of the steps, the last ones, that no trial sees
};

}  // namespace barometer::config
