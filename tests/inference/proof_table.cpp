// SPDX-License-Identifier: Apache-2.0
#include "inference/proof_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "support/catch.hpp"
#include "support/rates.hpp"

namespace barometer::test {

namespace {

// A label whose interval is hardly ever there has no rate.
constexpr std::int64_t kFewestCovers = 50;

std::string percent(double share) {
  return fmt::format("{:.1f}", 100 * share);
}

}  // namespace

std::int64_t proof_trials(std::int64_t reduced) {
  return long_form() ? 2000 : reduced;
}

void NullTally::add(const std::vector<analysis::DimensionMetrics>& regimes) {
  bool any = false;
  for (const analysis::DimensionMetrics& each : regimes) {
    Dimension& dimension = dimensions_[each.dimension];
    if (each.test.can_reject && each.test.p) {
      dimension.rejected.add(*each.test.p <= 0.05);
    }
    any = any || (each.test.p_holm && *each.test.p_holm <= 0.05);
    for (const analysis::RegimeMetrics& row : each.rows) {
      if (row.label != "unknown" && row.mean_low && row.exposure.value_or(0) > 0) {
        dimension.covers[row.label].add(*row.mean_low <= 0 && *row.mean_high >= 0);
      }
    }
  }
  family_.add(any);
}

void NullTally::check() const {
  for (const auto& [name, dimension] : dimensions_) {
    INFO(world_ << ": " << name << " " << dimension.rejected.hits << " of "
                << dimension.rejected.trials);
    CHECK(dimension.rejected.inside(0.02, 0.065));
    double least = 1;
    double most = 0;
    for (const auto& [label, covers] : dimension.covers) {
      if (covers.trials >= kFewestCovers) {
        INFO(label << " is covered in " << covers.hits << " of " << covers.trials);
        CHECK(covers.inside(0.92, 0.97));
        least = std::min(least, covers.rate());
        most = std::max(most, covers.rate());
      }
    }
    print_proof(world_, name, dimension.rejected.trials,
                percent(dimension.rejected.rate()) + " | " +
                    (least <= most ? percent(least) + " to " + percent(most) : "n/a"));
  }
  INFO(world_ << ": any of Holm's " << family_.hits << " of " << family_.trials);
  CHECK(family_.inside(0, 0.065));
  print_proof(world_, "any, after Holm", family_.trials, percent(family_.rate()) + " |");
}

void print_proof(const std::string& world, const std::string& what, std::int64_t trials,
                 const std::string& rates) {
  std::fputs(fmt::format("| {} | {} | {} | {} |\n", world, what, trials, rates).c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace barometer::test
