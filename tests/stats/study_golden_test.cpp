// SPDX-License-Identifier: Apache-2.0
// The statistics of a study on golden/trials_1000x20.csv beside the market data, against the
// figures of other people's programs.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "stats/backtest_overfitting.hpp"
#include "stats/superior_ability.hpp"
#include "stats/trial_file.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

const test::TrialFile& golden() {
  static const test::TrialFile file = [] {
    const char* const root = std::getenv("BAROMETER_DATA");
    const std::string path =
        std::string(root == nullptr ? "../shared/data" : root) + "/../golden/trials_1000x20.csv";
    test::TrialFile read = test::read_trials(path);
    if (read.values.empty()) {
      std::printf("skipped: no %s; set BAROMETER_DATA\n", path.c_str());
      std::exit(77);
    }
    return read;
  }();
  return file;
}

}  // namespace

TEST_CASE("PBO of the golden trials is that of ffn 1.4.1") {
  REQUIRE(golden().rows().size() == 20);
  REQUIRE(golden().periods == 1000);
  core::Workers workers(1);
  const auto probability = [&](std::size_t blocks) {
    return stats::backtest_overfitting(golden().rows(), blocks, workers)->probability;
  };
  CHECK(probability(8) == Approx(0.785714).margin(5e-7));
  CHECK(probability(10) == Approx(0.873016).margin(5e-7));
  CHECK(probability(16) == Approx(0.834654).margin(5e-7));
}

TEST_CASE("the deflated Sharpe ratio of column 7 is that of ffn and skfolio") {
  CHECK(test::deflated_sharpe_of(golden(), 7) == Approx(0.0761169).margin(5e-8));
}

TEST_CASE("the unstudentised test of superior ability is that of arch within its error") {
  // arch 8.0.0, block 10, 2,000 draws: a p has an error of its own, and so has ours.
  constexpr int kDraws = 2000;
  core::Workers workers(1);
  const auto ours =
      stats::superior_ability(golden().rows(), {.block = 10, .draws = kDraws}, workers).value();
  const auto near = [](double p, double theirs) {
    return std::abs(p - theirs) < 4 * std::sqrt(2 * theirs * (1 - theirs) / kDraws);
  };
  CAPTURE(ours.plain.lower, ours.plain.consistent, ours.plain.upper);
  CHECK(near(ours.plain.lower, 0.914));
  CHECK(near(ours.plain.consistent, 0.972));
  CHECK(near(ours.plain.upper, 0.974));
  CHECK(ours.survivors.empty());
}

}  // namespace barometer
