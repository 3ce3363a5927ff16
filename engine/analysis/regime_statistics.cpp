// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_statistics.hpp"

#include <algorithm>

#include "analysis/regime_book.hpp"
#include "stats/holm.hpp"
#include "stats/random.hpp"
#include "stats/sign_flip_test.hpp"

namespace barometer::analysis {

namespace {

constexpr std::uint64_t kSeed = 20'240'101;  // fixed: the same run, the same numbers
constexpr double kLevel = 0.05;

// A dimension measured, and what its test needs.
struct MeasuredDimension {
  DimensionMetrics metrics;
  stats::BlockSums sums{0, 0};
};

MeasuredDimension measured(const RegimeInput& input, const RegimeValues& values,
                           const RegimeBlocks& blocks, const ReportedDimension& dimension,
                           const RegimeTable& table) {
  const RegimeBook book(input, values, blocks, dimension);
  MeasuredDimension measured{book.metrics(table), book.block_sums()};
  const auto counts = stats::label_counts(measured.sums);
  RegimeTest& test = measured.metrics.test;
  test.eligible = std::ranges::count_if(counts, &stats::LabelCounts::eligible);
  test.block_steps = blocks.steps;
  test.blocks = static_cast<std::int64_t>(blocks.count);
  test.fewest_blocks = stats::fewest_blocks(counts);
  return measured;
}

bool belongs_to_family(const MeasuredDimension& each) {
  return each.metrics.test.eligible >= 2;
}

void test_regime(MeasuredDimension& each, std::int64_t family) {
  RegimeTest& test = each.metrics.test;
  test.family = family;
  test.can_reject = stats::least_p(test.fewest_blocks) <=
                    kLevel / static_cast<double>(std::max<std::int64_t>(1, family));
  const stats::SignFlipTest found =
      stats::sign_flip_test(each.sums, {kSeed, stats::stream_of(each.metrics.dimension)});
  test.statistic = found.statistic;
  test.p = found.p;
  test.draws = found.draws;
}

// A dimension whose values do not differ belongs to the family all the same.
void adjust(std::span<MeasuredDimension> all) {
  std::vector<double> p;
  for (const MeasuredDimension& each : all) {
    if (belongs_to_family(each)) {
      p.push_back(each.metrics.test.p.value_or(1));
    }
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  std::size_t next = 0;
  for (MeasuredDimension& each : all) {
    if (belongs_to_family(each)) {
      const double holm = adjusted[next++];
      if (each.metrics.test.p) {
        each.metrics.test.p_holm = holm;
      }
    }
  }
}

}  // namespace

std::vector<DimensionMetrics> measure_regimes(const RegimeInput& input,
                                              std::span<const ReportedDimension> dimensions,
                                              core::Workers& workers) {
  const RegimeValues values = regime_values(input, workers);
  const RegimeBlocks days = session_blocks(input.market, input.first_step, values.before.size());
  const RegimeBlocks even = even_blocks(input.market, values.per_step, days.count);
  std::vector<MeasuredDimension> all(dimensions.size());
  workers.for_each(all.size(), 1, [&](std::size_t i) {
    all[i] = measured(input, values, dimensions[i].own_bar() ? days : even, dimensions[i],
                      input.attribution.tables[i]);
  });
  const std::int64_t family = std::ranges::count_if(all, belongs_to_family);
  if (values.solvent) {
    workers.for_each(all.size(), 1, [&](std::size_t i) { test_regime(all[i], family); });
  }
  adjust(all);
  std::vector<DimensionMetrics> metrics;
  for (MeasuredDimension& each : all) {
    metrics.push_back(std::move(each.metrics));
  }
  return metrics;
}

}  // namespace barometer::analysis
