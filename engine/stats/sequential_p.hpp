// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace barometer::stats {

// The p of a statistic by draws under the null hypothesis, one sided: how often a draw is as large.
// Draws count in their order until `enough` are as large: then p = enough / draws; after `most`
// p = (as large + 1) / (most + 1) (Besag & Clifford 1991). A draw within a billionth of the
// statistic is as large.
class SequentialP {
 public:
  SequentialP(double statistic, std::int64_t enough, std::int64_t most);

  // The next draw; those after the decision do not count.
  void add(double drawn);

  bool is_decided() const { return as_large_ == enough_ || draws_ == most_; }

  // Draws that counted.
  std::int64_t draws() const { return draws_; }

  // None before the decision.
  std::optional<double> p() const;

 private:
  double bound_;
  std::int64_t enough_;
  std::int64_t most_;
  std::int64_t draws_ = 0;
  std::int64_t as_large_ = 0;
};

}  // namespace barometer::stats
