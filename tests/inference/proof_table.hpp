// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "analysis/regime_statistics.hpp"
#include "support/rates.hpp"

namespace barometer::test {

// Trials of a world: `reduced`, or 2000 where BAROMETER_SOAK is more than 1.
std::int64_t proof_trials(std::int64_t reduced);

// How often something happened.
struct ProofCount {
  std::int64_t trials = 0;
  std::int64_t hits = 0;

  void add(bool hit) {
    ++trials;
    hits += hit ? 1 : 0;
  }

  double rate() const { return static_cast<double>(hits) / static_cast<double>(trials); }

  bool inside(double low, double high) const { return test::inside(hits, trials, low, high); }
};

// What came out of the trials of one world in which no label means anything, the mean of every
// label being 0: rejections by dimension, of any of them after Holm's correction, and intervals
// that contain 0 by label.
class NullTally {
 public:
  explicit NullTally(std::string world) : world_(std::move(world)) {}

  // Also for threads: REQUIRES a lock of the caller's.
  void add(const std::vector<analysis::DimensionMetrics>& regimes);

  // Holds every rate against its bound (p <= .05 in 2 to 6.5 %, any of Holm's in at most 6.5 %,
  // coverage 92 to 97 %) with a CHECK each, and prints the rows of the table.
  void check() const;

 private:
  struct Dimension {
    ProofCount rejected;                       // of trials in which it could
    std::map<std::string, ProofCount> covers;  // by label
  };

  std::string world_;
  std::map<std::string, Dimension> dimensions_;
  ProofCount family_;
};

// "| world | what | n | % |"
void print_proof(const std::string& world, const std::string& what, std::int64_t trials,
                 const std::string& rates);

}  // namespace barometer::test
