// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

// Rule `robust` of docs/regimes.md, A to C: bars go in, the probability of the wild state comes
// out. Every sum with forgetting is summed anew for each bar.
class WildProbability {
 public:
  explicit WildProbability(const Rules& rules) : rules_(rules) {}

  // NaN before it is known.
  Real next(Real square_of_return);

  // The filters began anew with the last step.
  bool restarted() const { return restarted_; }

  // A price that does not move ends a wild market.
  void stand_still();

 private:
  // One filter, its past bar by bar.
  struct Filter {
    int freedom;
    Real median;                        // of abs(Student-t)
    std::vector<Real> shares{};         // w
    std::vector<Real> quiet_squares{};  // u0 x
    std::vector<Real> wild_squares{};   // u1 x
    Real likelihood = kNaN;
  };

  void step(Filter& filter, Real square, Real median) const;
  bool is_due() const;
  void restart();

  const Rules& rules_;
  std::vector<Real> moves_;  // abs(r) above 0, on the grid
  std::array<Filter, 2> filters_{Filter{5, 0.726686843800L}, Filter{63, 0.678403961058L}};
  std::vector<Real> evidence_;  // ln(L of 5 / L of 63)
  bool known_ = false;
  bool restarted_ = false;
  std::vector<bool> wild_;  // whether the market is, by the two thresholds, since it stood still
  std::vector<Real> since_out_;  // returns since the probability was last below wild_out
};

}  // namespace barometer::oracle
