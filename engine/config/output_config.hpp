// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "config/round_trip_rule.hpp"

// What `output:` says. Every value is in the unit that its name says; every default
// is written here and nowhere else.

namespace barometer::config {

// Two category dimensions whose labels are counted together.
struct TagPair {
  std::string first;
  std::string second;
  Location at;
};

// Which rows equity.csv has: every live step, those at which a session ends, or there is none.
enum class EquityRows { bar, session, none };

struct OutputConfig {
  static constexpr int kMostDecimals = 12;

  std::string directory = "runs";  // parent of the run folder where --out names none
  bool tags = false;               // write tags.csv
  bool page = true;                // write report.html
  EquityRows equity = EquityRows::bar;
  std::optional<int> decimals = {};  // of prices and money in CSV files; none: all that they have
  // Category dimensions of the per-regime table; empty: every category that the tagger declares.
  std::vector<std::string> regimes;
  std::vector<Location> regimes_at;
  std::vector<TagPair> pairs;  // of the per-regime table, after its dimensions
  std::string benchmark;       // a symbol of the run; empty: none
  Location benchmark_at;
  RoundTripRule round_trips = RoundTripRule::fifo;
};

}  // namespace barometer::config
