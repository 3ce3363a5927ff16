// SPDX-License-Identifier: Apache-2.0
// The error rates that docs/latency.md promises, by simulation with the verdict code itself, beside
// a rule of thumb: "the mean of one process, more than 5 % up, is a regression".
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "profile/comparison.hpp"
#include "profile/margin.hpp"
#include "profile/simulation.hpp"
#include "stats/order_statistics.hpp"
#include "support/catch.hpp"
#include "support/error_rates.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

struct Rates {
  int trials = 0;
  int regression = 0;
  int mean = 0;  // regressions of the mean
  int artifact = 0;
  int unsteady = 0;
  int kept = 0;   // no change
  int thumb = 0;  // regressions by the rule of thumb

  int slower() const { return regression + mean; }  // exit code 1
};

bool thumb_says_regression(const profile::Replicates& baseline,
                           const profile::Replicates& candidate) {
  return stats::mean_of(candidate.processes.front().blocks_ns) >
         1.05 * stats::mean_of(baseline.processes.front().blocks_ns);
}

void count(const profile::Replicates& baseline, const profile::Replicates& candidate,
           const profile::Margins& margins, Rates& rates) {
  const profile::Comparison c = profile::compare(baseline, candidate, margins);
  ++rates.trials;
  rates.regression += c.verdict == profile::Verdict::regression ? 1 : 0;
  rates.mean += c.verdict == profile::Verdict::mean_regression ? 1 : 0;
  rates.kept += c.verdict == profile::Verdict::no_change ? 1 : 0;
  rates.artifact += c.verdict == profile::Verdict::artifact ? 1 : 0;
  rates.unsteady += c.verdict == profile::Verdict::no_steady_state ? 1 : 0;
  rates.thumb += thumb_says_regression(baseline, candidate) ? 1 : 0;
}

Rates print(const char* name, const Rates& rates) {
  static const int kHead =
      std::printf("%-48s %6s %10s %8s %9s %10s %10s %10s\n", "case", "trials", "REGRESSION", "MEAN",
                  "ARTIFACT", "NO CHANGE", "NO STEADY", "mean +5 %");
  static_cast<void>(kHead);
  const auto percent = [&](int n) { return 100.0 * n / rates.trials; };
  std::printf("%-48s %6d %8.2f %% %6.1f %% %7.1f %% %8.1f %% %8.2f %% %8.1f %%\n", name,
              rates.trials, percent(rates.regression), percent(rates.mean), percent(rates.artifact),
              percent(rates.kept), percent(rates.unsteady), percent(rates.thumb));
  return rates;
}

Rates simulate(const char* name, int all, const Noise& baseline, const Noise& candidate) {
  Rates rates;
  for (int trial = 0; trial < trials(all); ++trial) {
    stats::Random random(0xba10, static_cast<std::uint64_t>(trial));
    const profile::Replicates before = simulated(baseline, random);
    count(before, simulated(candidate, random), profile::Margins{}, rates);
  }
  return print(name, rates);
}

}  // namespace

TEST_CASE("same code is never a regression") {
  Noise shaky;
  shaky.process_sd = 0.03;
  Noise loud;
  loud.block_sd = 0.10;
  loud.spikes = 0.05;
  Noise slow_waves;
  slow_waves.correlation = 0.8;
  for (const auto& [name, noise] :
       {std::pair{"same code, quiet", Noise{}}, std::pair{"same code, process sd 3 %", shaky},
        std::pair{"same code, 10 % noise, 5 % spikes", loud},
        std::pair{"same code, AR(1) 0.8", slow_waves},
        std::pair{"same code, p99 differs by 5 %", Noise{.tail = 3, .tail_sd = 0.05}}}) {
    const Rates rates = simulate(name, 500, noise, noise);
    CHECK(rates.slower() == 0);
    CHECK(at_most(rates.unsteady, rates.trials, 0.05));
  }
}

TEST_CASE("a true slow-down is found") {
  for (const auto& [name, all, level, share] :
       {std::tuple{"+8 %", 3000, 1.08, 0.98}, std::tuple{"+10 %", 300, 1.10, 0.995},
        std::tuple{"+20 %", 300, 1.20, 1.0}}) {
    const Rates rates = simulate(name, all, {}, {.level = level});
    CHECK(at_least(rates.regression, rates.trials, share));
  }
}

TEST_CASE("ten percent between shaky processes takes twenty a side") {
  const Noise before{.process_sd = 0.03, .processes = 20};
  const Noise after{.level = 1.1, .process_sd = 0.03, .processes = 20};
  const Rates rates = simulate("+10 %, process sd 3 %, 20 against 20", 600, before, after);
  CHECK(at_least(rates.regression, rates.trials, 0.95));
}

TEST_CASE("a cold first call is an artifact") {
  const Rates one = simulate("cold call x 1800 in the candidate", 600, {}, {.cold = 1800});
  CHECK(at_least(one.artifact, one.trials, 0.995));
  const Rates both = simulate("cold in both, 600 against 120 blocks", 240,
                              {.cold = 1800, .blocks = 600}, {.cold = 1800});
  CHECK(at_least(both.artifact, both.trials, 0.995));
}

TEST_CASE("a cold first call does not hide a slow-down") {
  const Rates one = simulate("the same and +10 %", 600, {}, {.level = 1.1, .cold = 1800});
  CHECK(at_least(one.regression, one.trials, 0.995));
  const Rates both = simulate("the same in both and +10 %", 240, {.cold = 1800, .blocks = 600},
                              {.level = 1.1, .cold = 1800});
  CHECK(at_least(both.regression, both.trials, 0.995));
}

TEST_CASE("against a stored baseline sessions that lie 4 % apart are no regression") {
  constexpr double kSessionDeviation = 0.04;
  Rates rates;
  for (int trial = 0; trial < trials(1200); ++trial) {
    stats::Random random(0x5e55, static_cast<std::uint64_t>(trial));
    const auto session = [&] { return kSessionDeviation * random.normal(); };
    std::vector<double> means;
    for (int s = 0; s < 5; ++s) {
      means.push_back(session());
    }
    const profile::Replicates before = simulated({.level = std::exp(session())}, random);
    count(before, simulated({.level = std::exp(session())}, random),
          {profile::stored_margin(means), profile::Margin{}, profile::stored_margin(means)}, rates);
  }
  print("stored baseline, session sd 4 %", rates);
  CHECK(at_most(rates.slower(), rates.trials, 0.01));
}

TEST_CASE("against a stored baseline a p99 has the margin of its own sessions") {
  constexpr double kMedians = 0.01;
  constexpr double kTails = 0.06;
  Rates rates;
  for (int trial = 0; trial < trials(1200); ++trial) {
    stats::Random random(0x7a11, static_cast<std::uint64_t>(trial));
    const auto drawn = [&](double deviation) { return deviation * random.normal(); };
    std::vector<double> medians;
    std::vector<double> tails;
    for (int s = 0; s < 5; ++s) {
      medians.push_back(drawn(kMedians));
      tails.push_back(medians.back() + drawn(kTails));
    }
    const auto session = [&] {
      return Noise{
          .level = std::exp(drawn(kMedians)), .tail = 3 * std::exp(drawn(kTails)), .tail_sd = 0.03};
    };
    const profile::Replicates before = simulated(session(), random);
    const profile::Margins margins{profile::stored_margin(medians), profile::stored_margin(tails),
                                   profile::stored_margin(medians)};
    count(before, simulated(session(), random), margins, rates);
  }
  print("stored baseline, p99 of sessions sd 6 %", rates);
  CHECK(at_most(rates.slower(), rates.trials, 0.01));
}

TEST_CASE("the story's shape: the warm-up of 33 samples is found") {
  int found = 0;
  int exact = 0;
  constexpr int kAll = 4000;  // cheap enough to be tried in full always
  for (int trial = 0; trial < kAll; ++trial) {
    stats::Random random(0x57021, static_cast<std::uint64_t>(trial));
    const profile::Replicates side =
        simulated({.cold = 1800, .processes = 1, .blocks = 33}, random);
    const profile::SteadyState state = profile::find_steady_state(side.processes.front().blocks_ns);
    found += state.shape == profile::SteadyShape::warm_up ? 1 : 0;
    exact += state.shape == profile::SteadyShape::warm_up && state.first == 1 ? 1 : 0;
  }
  std::printf("%-44s %6d  warm-up found in %.2f %%, of exactly one call in %.2f %%\n",
              "33 calls, the first x 1800", kAll, 100.0 * found / kAll, 100.0 * exact / kAll);
  CHECK(at_least(found, kAll, 0.99));
}

TEST_CASE("pauses that make the mean slower are a regression of the mean") {
  // The kind of gc_before against gc_after: every 20th call takes four times as long.
  const Noise pauses{.pause_every = 20};
  const Rates found = simulate("pauses x 4 every 20 blocks in the candidate", 600, {}, pauses);
  CHECK(at_least(found.mean, found.trials, 0.995));
  const Rates gone = simulate("the same in the baseline alone", 600, pauses, {});
  CHECK(gone.slower() == 0);
  CHECK(gone.artifact == 0);
}

TEST_CASE("pauses on both sides are no regression, and hide none") {
  const Noise pauses{.pause_every = 20};
  const Rates same = simulate("same code with pauses", 600, pauses, pauses);
  CHECK(same.slower() == 0);
  const Rates slower =
      simulate("the same and +10 %", 300, pauses, {.level = 1.1, .pause_every = 20});
  CHECK(at_least(slower.regression, slower.trials, 0.995));
}

namespace {

// Same code is never slower, and ten percent are found in 90 %.
void check_turbo(const std::string& name, Noise noise) {
  const Rates same = simulate((name + ", same code").c_str(), 400, noise, noise);
  CHECK(same.slower() == 0);
  Noise slower = noise;
  slower.level = 1.1;
  const Rates found = simulate((name + ", +10 %").c_str(), 200, noise, slower);
  CHECK(at_least(found.regression, found.trials, 0.9));
}

}  // namespace

TEST_CASE("a processor with two speeds hides no slow-down and makes none up") {
  check_turbo("turbo x 1.2, a process at one speed", {.turbo = 1.2});
  check_turbo("turbo x 1.2, 40 blocks at a speed", {.turbo = 1.2, .turbo_blocks = 40});
  check_turbo("the first with AR(1) 0.8", {.correlation = 0.8, .turbo = 1.2});
  check_turbo("the second with AR(1) 0.8", {.correlation = 0.8, .turbo = 1.2, .turbo_blocks = 40});
  check_turbo("the first under load of 5 %", {.turbo = 1.2, .load = 0.05});
  check_turbo("the second under load of 5 %", {.turbo = 1.2, .turbo_blocks = 40, .load = 0.05});
}

TEST_CASE("same code on a processor that was slow more often is not slower") {
  for (const double blocks : {0.0, 40.0}) {
    const Noise seldom{.turbo = 1.2, .turbo_blocks = blocks, .turbo_share = 0.25};
    Noise often = seldom;
    often.turbo_share = 0.75;
    const std::string name = blocks > 0 ? "40 blocks at a speed" : "a process at one speed";
    const Rates same =
        simulate(("turbo x 1.2, slow in 25, then 75 %, " + name).c_str(), 400, seldom, often);
    // One side in 18 has no slow process, or no fast one, and then no two speeds.
    CHECK(at_most(same.slower(), same.trials, 0.03));
    CHECK(at_most(same.artifact, same.trials, 0.01));
  }
}

TEST_CASE("an exponential warm-up settles") {
  // decay_tau20_240.csv is such a side.
  const Noise decay{.decay = 1, .decay_blocks = 20, .blocks = 240};
  const Rates same = simulate("warm-up of +100 %, tau 20 of 240 blocks", 120, decay, decay);
  CHECK(same.slower() == 0);
  CHECK(at_most(same.unsteady, same.trials, 0.05));
  Noise slower = decay;
  slower.level = 1.1;
  const Rates found = simulate("the same and +10 %", 120, decay, slower);
  CHECK(at_least(found.regression, found.trials, 0.95));
}
