// SPDX-License-Identifier: Apache-2.0
// What a study's statistics say of trials that have no edge: how often they would have them
// believed, and whether an edge that is there is found.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inference/proof_table.hpp"
#include "stats/backtest_overfitting.hpp"
#include "stats/best_by_luck.hpp"
#include "stats/deflated_sharpe.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "stats/superior_ability.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr std::size_t kSessions = 500;

// How alike the trials of a study are: every family shares a part of its returns.
struct StudyWorld {
  const char* name;
  std::size_t trials = 100;
  std::size_t families = 1;
  double correlation = 0;  // within a family
  bool fat = false;        // Student's t with 5 degrees of freedom, one factor a session
};

// The square root of 3 / chi-squared with 5 degrees of freedom.
double fat_factor(stats::Random& random) {
  double squares = 0;
  for (int i = 0; i < 5; ++i) {
    const double normal = random.normal();
    squares += normal * normal;
  }
  return std::sqrt(3 / squares);
}

// [trial][session], the first trial with a mean of `edge` deviations.
std::vector<double> simulate(const StudyWorld& world, std::uint64_t seed, double edge = 0) {
  stats::Random random(seed, 31);
  std::vector<double> returns(world.trials * kSessions);
  const double shared = std::sqrt(world.correlation);
  const double own = std::sqrt(1 - world.correlation);
  std::vector<double> factors(world.families);
  for (std::size_t t = 0; t < kSessions; ++t) {
    const double fat = world.fat ? fat_factor(random) : 1;
    std::ranges::generate(factors, [&] { return random.normal(); });
    for (std::size_t i = 0; i < world.trials; ++i) {
      returns[i * kSessions + t] =
          (i == 0 ? edge : 0) +
          fat * (shared * factors[i % world.families] + own * random.normal());
    }
  }
  return returns;
}

// What a study is judged by.
struct Study {
  explicit Study(std::vector<double> returns) : values(std::move(returns)) {
    const stats::SampleRows rows = all();
    std::vector<double> ratios;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const stats::SharpeSample sample = stats::sharpe_sample_of(rows.row(i)).value();
      ratios.push_back(sample.ratio);
      if (i == 0 || sample.ratio > best.ratio) {
        best = sample;
        best_row = i;
      }
    }
    variance = std::pow(stats::standard_deviation_of(ratios), 2);
  }

  stats::SampleRows all() const { return {values, kSessions}; }

  double deflated() const {
    return stats::deflated_sharpe(best, variance, static_cast<double>(all().size()));
  }

  std::vector<double> values;
  stats::SharpeSample best;
  std::size_t best_row = 0;
  double variance = 0;
};

const StudyWorld kIndependent{.name = "independent"};
const StudyWorld kAlike{.name = "equicorrelated .7", .correlation = 0.7};
const StudyWorld kFamilies{.name = "ten families of .7", .families = 10, .correlation = 0.7};
const StudyWorld kFat{
    .name = "ten families of .9, Student's t", .families = 10, .correlation = 0.9, .fat = true};

void print(const StudyWorld& world, const char* what, const test::ProofCount& count) {
  test::print_proof(world.name, what, count.trials, fmt::format("{:.1f}", 100 * count.rate()));
}

}  // namespace

TEST_CASE("the deflated Sharpe ratio believes at most a twentieth of the studies of noise") {
  const StudyWorld world = GENERATE(kIndependent, kAlike, kFamilies, kFat);
  test::ProofCount believed;
  for (std::int64_t trial = 0; trial < test::proof_trials(200); ++trial) {
    believed.add(Study(simulate(world, static_cast<std::uint64_t>(trial))).deflated() > 0.95);
  }
  INFO(world.name << ": " << believed.hits << " of " << believed.trials);
  CHECK(believed.inside(0, 0.05));
  print(world, "DSR > .95", believed);
}

TEST_CASE("the chance by luck is below a twentieth in a twentieth of the studies of noise") {
  const StudyWorld world = GENERATE(kIndependent, kAlike, kFamilies, kFat);
  core::Workers workers(1);
  test::ProofCount lucky;
  test::ProofCount drawn;
  for (std::int64_t trial = 0; trial < test::proof_trials(40); ++trial) {
    const Study study(simulate(world, static_cast<std::uint64_t>(trial)));
    const auto luck = stats::best_by_luck(study.all(), 100, study.best.ratio, 1, workers).value();
    lucky.add(luck.chance <= 0.05);
    drawn.add(stats::probabilistic_sharpe(study.best, luck.expected) > 0.95);
  }
  INFO(world.name << ": " << lucky.hits << " of " << lucky.trials);
  CHECK(lucky.inside(0, 0.065));
  CHECK(drawn.inside(0, 0.05));
  print(world, "chance <= 5 %", lucky);
  print(world, "DSR by draws > .95", drawn);
}

TEST_CASE("a tenth of the trials, kept at random, stands for all of them on the safe side") {
  StudyWorld world = GENERATE(kIndependent, kAlike, kFamilies);
  world.trials = 400;
  core::Workers workers(1);
  test::ProofCount lucky;
  for (std::int64_t trial = 0; trial < test::proof_trials(40); ++trial) {
    const Study study(simulate(world, static_cast<std::uint64_t>(trial)));
    const stats::SampleRows kept{std::span(study.values).first(40 * kSessions), kSessions};
    lucky.add(stats::best_by_luck(kept, 400, study.best.ratio, 1, workers)->chance <= 0.05);
  }
  INFO(world.name << ": " << lucky.hits << " of " << lucky.trials);
  CHECK(lucky.inside(0, 0.065));
  print(world, "chance <= 5 %, 40 of 400 kept", lucky);
}

TEST_CASE("a trial with an edge of 4 a year is believed in four studies of five") {
  core::Workers workers(1);
  test::ProofCount deflated;
  test::ProofCount lucky;
  test::ProofCount overfitted;
  test::ProofCount named;
  for (std::int64_t trial = 0; trial < test::proof_trials(30); ++trial) {
    // .25 a session is a ratio of 4 a year.
    const Study study(simulate(kFamilies, static_cast<std::uint64_t>(trial), 0.25));
    deflated.add(study.deflated() > 0.95);
    lucky.add(stats::best_by_luck(study.all(), 100, study.best.ratio, 1, workers)->chance <= 0.05);
    overfitted.add(stats::backtest_overfitting(study.all(), 16, workers)->probability >= 0.1);
    const auto ability = stats::superior_ability(study.all(), {.draws = 500}, workers).value();
    named.add(std::ranges::count(ability.survivors, 0U) == 1);
  }
  // The conventional power; what was tried beside it makes the deflated ratio strict.
  CHECK(deflated.inside(0.8, 1));
  CHECK(lucky.inside(0.8, 1));
  CHECK(overfitted.inside(0, 0.1));
  CHECK(named.inside(0.8, 1));
  const StudyWorld world{.name = "one edge of .25 a session"};
  print(world, "DSR > .95", deflated);
  print(world, "chance <= 5 %", lucky);
  print(world, "PBO >= .1", overfitted);
  print(world, "named by StepM", named);
}

TEST_CASE("PBO is a half on average of studies of noise") {
  const StudyWorld world = GENERATE(kIndependent, kAlike, kFamilies);
  core::Workers workers(1);
  std::vector<double> of_study;
  for (std::int64_t trial = 0; trial < test::proof_trials(300); ++trial) {
    const Study study(simulate(world, static_cast<std::uint64_t>(trial)));
    of_study.push_back(stats::backtest_overfitting(study.all(), 16, workers)->probability);
  }
  const double mean = stats::mean_of(of_study);
  CAPTURE(world.name, mean);
  CHECK(std::abs(mean - 0.5) <= 0.05);
  test::print_proof(
      world.name, "PBO, mean; 5 to 95 % of studies", static_cast<std::int64_t>(of_study.size()),
      fmt::format("{:.2f}; {:.2f} to {:.2f}", mean, stats::quantile_of(of_study, 0.05),
                  stats::quantile_of(of_study, 0.95)));
}

TEST_CASE(
    "no trial of noise is found superior, or named, in more than a twentieth of the studies") {
  const StudyWorld world = GENERATE(kIndependent, kAlike, kFamilies, kFat);
  core::Workers workers(1);
  test::ProofCount superior;
  test::ProofCount named;
  for (std::int64_t trial = 0; trial < test::proof_trials(60); ++trial) {
    const std::vector<double> returns = simulate(world, static_cast<std::uint64_t>(trial));
    const auto seed = static_cast<std::uint64_t>(trial);
    const auto ability =
        stats::superior_ability({returns, kSessions}, {.draws = 500, .seed = seed}, workers)
            .value();
    superior.add(ability.studentised.consistent <= 0.05);
    named.add(!ability.survivors.empty());
  }
  INFO(world.name << ": " << superior.hits << " and " << named.hits << " of " << superior.trials);
  CHECK(superior.inside(0, 0.065));
  CHECK(named.inside(0, 0.065));
  print(world, "SPA, p <= 5 %", superior);
  print(world, "any named by StepM", named);
}

}  // namespace barometer
