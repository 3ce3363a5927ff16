// SPDX-License-Identifier: Apache-2.0
#include "profile/comparison.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

Comparison compared(const Noise& baseline, const Noise& candidate) {
  Random random(21, 1);
  const Replicates before = simulated(baseline, random);
  return compare(before, simulated(candidate, random), Margins{});
}

RatioInterval interval(double low, double high) {
  return {(low + high) / 2, low, high};
}

}  // namespace

TEST_CASE("an interval is judged by where it lies against the margin") {
  CHECK(judge(interval(1.06, 1.2), Margin{}).change == Change::regression);
  CHECK(judge(interval(0.7, 0.9), Margin{}).change == Change::improvement);
  CHECK(judge(interval(0.96, 1.04), Margin{}).change == Change::no_change);
  CHECK(judge(interval(1.04, 1.06), Margin{}).change == Change::too_noisy);
  CHECK(judge(interval(0.9, 1.1), Margin{}).change == Change::too_noisy);
  CHECK(judge(std::nullopt, Margin{}).change == Change::too_noisy);
}

TEST_CASE("between the ends of an open margin nothing is told") {
  const Margin open{0.05, 0.20};
  CHECK(judge(interval(0.96, 1.04), open).change == Change::no_change);
  CHECK(judge(interval(1.10, 1.15), open).change == Change::too_noisy);
  CHECK(judge(interval(0.85, 0.90), open).change == Change::too_noisy);
  CHECK(judge(interval(1.21, 1.30), open).change == Change::regression);
  CHECK(judge(interval(0.60, 0.70), open).change == Change::improvement);
}

TEST_CASE("the ends of the margin belong to no change") {
  CHECK(judge(interval(1 / 1.05, 1.05), Margin{}).change == Change::no_change);
}

TEST_CASE("same code is no change, ten percent more a regression, ten less an improvement") {
  CHECK(compared({}, {}).headline == Headline::no_change);
  CHECK(compared({}, {.level = 1.1}).headline == Headline::regression);
  CHECK(compared({}, {.level = 1 / 1.1}).headline == Headline::improvement);
}

TEST_CASE("a cold start in the mean is an artifact, and does not hide a regression") {
  const Comparison same = compared({.blocks = 600}, {.cold = 1800});
  CHECK(same.headline == Headline::artifact);
  CHECK(same.contaminated);
  CHECK(compared({}, {.level = 1.1, .cold = 1800}).headline == Headline::regression);
}

TEST_CASE("a slower cold start alone is not a regression; it is judged by itself") {
  Random random(22, 1);
  const Replicates before = simulated({}, random);
  Replicates after = before;
  for (ProcessTimes& process : after.processes) {
    process.cold_step_ns *= 3;
  }
  const Comparison c = compare(before, after, Margins{});
  CHECK(c.headline == Headline::no_change);
  CHECK(c.cold.change == Change::regression);
}

TEST_CASE("processes that never settle outrank everything that is measured") {
  Random random(23, 1);
  Replicates drifting = simulated({.level = 1.3}, random);
  for (std::size_t p = 0; p < 3; ++p) {
    for (std::size_t i = 0; i < 120; ++i) {
      drifting.processes[p].blocks_ns[i] *= 1 + 0.01 * static_cast<double>(i);
    }
  }
  const Comparison c = compare(simulated({}, random), drifting, Margins{});
  CHECK(c.candidate.unsteady == 3);
  CHECK(c.headline == Headline::no_steady_state);
}

TEST_CASE("two of ten processes without a steady state may be left out") {
  SteadySide side;
  side.processes.resize(10);
  side.unsteady = 2;
  CHECK(side.settled());
  side.unsteady = 3;
  CHECK_FALSE(side.settled());
}

TEST_CASE("too few processes judge nothing and say how many would") {
  const Comparison c = compared({.processes = 3}, {.level = 2, .processes = 3});
  CHECK(c.headline == Headline::too_noisy);
  CHECK(c.processes_needed == 5);
}

TEST_CASE("three processes are too few even against ten") {
  // Mann-Whitney alone would allow it: 1 / C(13, 3) is below half of 1 %.
  const Comparison c = compared({}, {.level = 2, .processes = 3});
  CHECK_FALSE(c.steady.ratio);
  CHECK(c.headline == Headline::too_noisy);
}

TEST_CASE("a p99 of few processes is not judged") {
  Random random(26, 1);
  Replicates before = simulated({}, random);
  Replicates after = before;
  for (std::size_t p = 0; p < 4; ++p) {
    before.processes[p].steps = {{100, 9'800}, {300, 200}};
    after.processes[p].steps = {{100, 9'800}, {900, 200}};
  }
  CHECK(compare(before, after, Margins{}).headline == Headline::no_change);
}

TEST_CASE("a change near the margin is too noisy and asks for more processes") {
  const Comparison c = compared({.process_sd = 0.03}, {.level = 1.08, .process_sd = 0.03});
  REQUIRE(c.headline == Headline::too_noisy);
  CHECK(c.processes_needed > 10);
}

TEST_CASE("a slower tail is a regression of the p99") {
  Random random(24, 1);
  Replicates before = simulated({}, random);
  for (ProcessTimes& process : before.processes) {
    process.steps = {{100, 9'800}, {300, 200}};
  }
  Replicates after = before;
  for (ProcessTimes& process : after.processes) {
    process.steps = {{100, 9'800}, {400, 200}};
  }
  const Comparison c = compare(before, after, Margins{});
  CHECK(c.p99.ratio->estimate == Approx(4.0 / 3));
  CHECK(c.steady.change == Change::no_change);
  CHECK(c.headline == Headline::regression);
}

TEST_CASE("a p99 of fewer than a thousand steps is not looked at") {
  Random random(25, 1);
  Replicates side = simulated({}, random);
  side.processes.front().steps = {{100, 980}, {300, 19}};
  CHECK(find_steady_side(side).p99.empty());
}

TEST_CASE("every headline has its exit code") {
  CHECK(exit_code(Headline::no_change) == ExitCode::ok);
  CHECK(exit_code(Headline::improvement) == ExitCode::ok);
  CHECK(exit_code(Headline::regression) == ExitCode::regression);
  CHECK(exit_code(Headline::artifact) == ExitCode::artifact);
  CHECK(exit_code(Headline::no_steady_state) == ExitCode::artifact);
  CHECK(exit_code(Headline::too_noisy) == ExitCode::too_noisy);
  CHECK(exit_code(Headline::not_comparable) == ExitCode::not_comparable);
}
