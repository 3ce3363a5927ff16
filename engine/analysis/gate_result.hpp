// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stats/sharpe_difference.hpp"

// What `barometer gate` finds: whether a strategy is better for knowing the regime. Plain values;
// docs/gate.md says what each means.

namespace barometer::analysis {

// Mean of the differences of the session returns of two runs, with Student's interval over blocks
// of sessions (stats/cluster_mean.hpp). Fractions a session.
struct ReturnDifference {
  std::int64_t sessions = 0;
  std::int64_t differ = 0;  // sessions in which the two do not return the same
  std::int64_t block_sessions = 0;
  std::int64_t blocks = 0;  // in which they differ
  double mean = 0;
  std::optional<double> low = {};  // 95 %; none under ten such blocks
  std::optional<double> high = {};
  std::optional<double> largest = {};  // share of the squares that one block makes
};

// Round trips of the run without the conditions that these, with the tags as they were, would have
// kept out, made smaller, or ended. What they earned is meant alone and at their size: what else
// the money did meanwhile does not count.
struct BlockedTrades {
  std::int64_t trades = 0;
  double earned = 0;  // account currency, costs included where the whole trip is meant
};

// One run of the two that are compared.
struct TwinRun {
  std::optional<double> sharpe = {};  // a year
  std::optional<double> total_return = {};
  std::int64_t fills = 0;
  double end_equity = 0;  // account currency
};

// What is left out in the second run of the pair.
enum class TwinKind {
  one_condition,
  all_conditions,
  tags_of_strategy,  // and all conditions: the strategy is told nothing, every tag is unknown
};

// The run as it is configured, and the same without something that knows tags.
struct GateTwin {
  TwinKind kind = TwinKind::all_conditions;
  std::string condition = {};  // of one: "volatility = extreme -> flatten"
  std::int64_t acted = 0;      // symbol-steps in which what is left out changed something
  TwinRun with = {};
  TwinRun without = {};
  std::optional<ReturnDifference> returns = {};  // with less without; none: an equity was lost
  std::optional<stats::SharpeDifference> sharpe = {};  // of a year
  BlockedTrades kept_out = {};
  BlockedTrades scaled = {};     // only the share that was cut
  BlockedTrades flattened = {};  // from the close that ended them on
};

// Symbols that no tag could be moved for.
struct ShortSymbol {
  std::string symbol = {};
  std::string tagger = {};  // empty: plain names
  std::int64_t bars = 0;
  std::int64_t least = 0;
};

// Why a placebo has no p.
enum class NoPlacebo {
  none,
  never_acts,  // the gate changes nothing
  too_few_moves,
  not_measured,  // an equity was lost, or returns do not vary
  stopped,
};

// The run with its tags moved in time, many times.
struct GatePlacebo {
  NoPlacebo missing = NoPlacebo::none;
  bool against_twin = true;     // else the statistic is the run's own Sharpe ratio over its error
  bool strategy_moves = false;  // the strategy reads tags, and its tags move too
  bool by_clock = false;        // some tags are known beforehand, and drawn anew
  std::int64_t admissible = 0;  // different moves; the largest number: as many as one likes
  std::int64_t distance = 0;    // d, bars
  std::int64_t most_draws = 0;
  std::int64_t draws = 0;  // that were looked at
  std::optional<double> statistic = {};
  std::optional<double> p = {};       // share of moves that help as much
  std::optional<double> p_harm = {};  // share of moves that harm as much
  std::vector<double> drawn = {};     // statistics in the order of the draws
  std::vector<ShortSymbol> too_short = {};
};

// A gate under another value of one of its tagger's parameters.
struct ThresholdPoint {
  double value = 0;
  std::optional<double> objective =
      {};                    // Sharpe ratio a year, less that of the run without conditions
  std::string refused = {};  // why there is none, in the plug-in's words
};

struct ThresholdRow {
  std::string key = {};  // "regime.params.volatility.high_in"
  double in_force = 0;
  std::vector<ThresholdPoint> points = {};  // ascending; the value in force among them
  std::optional<double> median = {};        // of the others
};

struct GateRobustness {
  std::optional<double> objective = {};  // in force
  std::vector<ThresholdRow> rows = {};   // those that change the objective
  std::int64_t without_effect = 0;       // parameters that do not
  std::optional<double> median = {};     // over all other points of all rows
  std::int64_t points = 0;               // with an objective, those in force left out
  std::int64_t worse_sign = 0;           // of them: on the other side of 0 than in force
  bool stopped = false;
};

struct GateResult {
  std::string name = {};      // of the run
  std::string currency = {};  // of the account
  std::string objective = "sharpe";
  std::uint64_t seed = 1;
  double periods_per_year = 0;
  std::int64_t sessions = 0;
  std::vector<GateTwin> twins = {};  // each condition, then all; the last is the decision
  GatePlacebo placebo = {};
  GateRobustness robustness = {};
  double seconds = 0;
  bool stopped = false;  // before the end: what is there was finished
};

}  // namespace barometer::analysis
