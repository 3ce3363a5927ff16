// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace barometer::yardsticks {

// One figure of one rule, measured once per seed.
struct Row {
  std::string rule;
  std::string figure;
  std::string published;  // of the same rule; empty where there is none
  std::string bound;      // "<= 6.1", "== .5" (to six digits): what is required; empty: nothing
  std::string aim;
  int digits = 3;
  std::vector<double> per_seed;
};

double mean(std::span<const double> values);

// "ok" or "MISSED" by the mean over the seeds, "" where there is no bound.
std::string judgement(double value, const std::string& bound);

// Prints the table; returns how many bounds were missed.
int print_rows(const std::string& title, std::span<const Row> rows);

}  // namespace barometer::yardsticks
