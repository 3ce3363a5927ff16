// SPDX-License-Identifier: Apache-2.0
// How often the intervals of Sharpe ratio, CAGR and drawdown contain what they promise, by
// simulation with the functions that measure a run; docs/returns.md has the table. 200 trials a row
// and 250 sessions, 2,000 and all lengths where BAROMETER_SOAK is 2 or more.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

#include "analysis/metrics.hpp"
#include "core/workers.hpp"
#include "stats/block_length.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "stats/stationary_bootstrap.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

using namespace barometer;

namespace {

constexpr double kYear = 252;
constexpr double kSpread = 0.01;                  // standard deviation of a return
const double kMean = kSpread / std::sqrt(kYear);  // a true Sharpe ratio of 1 a year

int trials() {
  return test::long_form() ? 2000 : 200;
}

double student(int freedom, stats::Random& random) {
  double squares = 0;
  for (int i = 0; i < freedom; ++i) {
    const double value = random.normal();
    squares += value * value;
  }
  return random.normal() * std::sqrt((freedom - 2) / squares);
}

// Returns of variance 1, one after another.
class Noise {
 public:
  virtual ~Noise() = default;
  virtual double next(stats::Random& random) = 0;
};

class Normal : public Noise {
 public:
  double next(stats::Random& random) override { return random.normal(); }
};

class FatTailed : public Noise {
 public:
  double next(stats::Random& random) override { return student(5, random); }
};

class Autoregressive : public Noise {
 public:
  explicit Autoregressive(double rho) : rho_(rho) {}

  double next(stats::Random& random) override {
    last_ = rho_ * last_ + std::sqrt(1 - rho_ * rho_) * random.normal();
    return last_;
  }

 private:
  double rho_;
  double last_ = 0;
};

// GARCH(1,1) with Student's t of 7 degrees of freedom: shocks to the variance halve in 34 sessions.
class Clustered : public Noise {
 public:
  double next(stats::Random& random) override {
    variance_ = 0.02 + 0.08 * last_ * last_ + 0.90 * variance_;
    last_ = std::sqrt(variance_) * student(7, random);
    return last_;
  }

 private:
  double variance_ = 1;
  double last_ = 0;
};

struct World {
  const char* name;
  std::unique_ptr<Noise> (*noise)();
};

const World kWorlds[] = {
    {"normal", [] { return std::unique_ptr<Noise>(new Normal); }},
    {"AR(1) .3", [] { return std::unique_ptr<Noise>(new Autoregressive(0.3)); }},
    {"t, 5 degrees", [] { return std::unique_ptr<Noise>(new FatTailed); }},
    {"GARCH(1,1)-t", [] { return std::unique_ptr<Noise>(new Clustered); }},
    {"AR(1) -.2", [] { return std::unique_ptr<Noise>(new Autoregressive(-0.2)); }},
};

std::vector<analysis::Sample> history(const World& world, int sessions, stats::Random& random) {
  constexpr int kBurnIn = 300;
  const std::unique_ptr<Noise> noise = world.noise();
  for (int i = 0; i < kBurnIn; ++i) {
    noise->next(random);
  }
  std::vector<analysis::Sample> samples{{0, 1'000'000}};
  for (int i = 1; i <= sessions; ++i) {
    const double moved = std::max(-0.9, kMean + kSpread * noise->next(random));
    samples.push_back({i * core::kDay, samples.back().equity * (1 + moved)});
  }
  return samples;
}

double depth_of(const std::vector<analysis::Sample>& samples) {
  return analysis::max_drawdown(samples)->depth;
}

// What the intervals are held against.
struct Truth {
  double growth;  // mean of log(1 + r)
  double depth;   // median deepest fall of histories of this length
};

Truth truth_of(const World& world, int sessions) {
  std::vector<double> depths;
  double beyond = 0;  // of log(1 + r) - r, whose mean is far less noisy than that of log(1 + r)
  for (int i = 0; i < trials(); ++i) {
    stats::Random random(0x7201, static_cast<std::uint64_t>(i));
    const std::vector<analysis::Sample> samples = history(world, sessions, random);
    depths.push_back(depth_of(samples));
    for (const double value : analysis::returns_of(samples)) {
      beyond += std::log1p(value) - value;
    }
  }
  return {kMean + beyond / (static_cast<double>(trials()) * sessions), stats::median_of(depths)};
}

struct Counts {
  int sharpe = 0;
  int independent = 0;  // Lo's error of independent returns
  int cagr = 0;
  int median = 0;  // the drawdown's range contains the median of all histories
  int fresh = 0;   // and that of one fresh history
};

bool contains(const analysis::Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

void add_trial(const World& world, int sessions, const Truth& truth, std::uint64_t trial,
               core::Workers& workers, Counts& counts) {
  stats::Random random(0xc0be, trial);
  const std::vector<analysis::Sample> samples = history(world, sessions, random);
  const analysis::ReturnMetrics found = analysis::measure_returns(samples, kYear);
  const analysis::SharpeError& error = found.sharpe_error;
  counts.sharpe += contains({*error.low, *error.high}, 1) ? 1 : 0;
  counts.independent += std::abs(*found.sharpe - 1) <= 1.96 * *error.independent ? 1 : 0;
  const analysis::ReturnIntervals intervals = analysis::resample_returns(samples, workers);
  counts.cagr += contains(*intervals.cagr, std::expm1(truth.growth * 365.25)) ? 1 : 0;
  counts.median += contains(*intervals.max_drawdown, truth.depth) ? 1 : 0;
  counts.fresh +=
      contains(*intervals.max_drawdown, depth_of(history(world, sessions, random))) ? 1 : 0;
}

Counts simulate(const World& world, int sessions) {
  static const int kHead = std::printf("%-13s %8s %6s %8s %8s %8s %8s %8s\n", "returns", "sessions",
                                       "n", "Sharpe", "Lo iid", "CAGR", "median", "fresh");
  static_cast<void>(kHead);
  core::Workers workers(1);
  const Truth truth = truth_of(world, sessions);
  Counts counts;
  for (int trial = 0; trial < trials(); ++trial) {
    add_trial(world, sessions, truth, static_cast<std::uint64_t>(trial), workers, counts);
  }
  const auto percent = [](int count) { return 100.0 * count / trials(); };
  std::printf("%-13s %8d %6d %8.1f %8.1f %8.1f %8.1f %8.1f\n", world.name, sessions, trials(),
              percent(counts.sharpe), percent(counts.independent), percent(counts.cagr),
              percent(counts.median), percent(counts.fresh));
  std::fflush(stdout);
  return counts;
}

void check_within(int count, double low, double high) {
  INFO(count << " of " << trials() << ", bounds " << low << " and " << high);
  CHECK(test::inside(count, trials(), low, high));
}

void check_world(const World& world, int sessions) {
  const Counts counts = simulate(world, sessions);
  check_within(counts.sharpe, 0.92, 0.97);
  check_within(counts.cagr, 0.92, 0.97);
  check_within(counts.median, 0.92, 1);
  // Months of clustered volatility are what no sample shows often enough.
  check_within(counts.fresh, world.name == kWorlds[3].name ? 0.80 : 0.90, 1);
}

}  // namespace

TEST_CASE("intervals of figures of return cover what they say") {
  for (const World& world : kWorlds) {
    check_world(world, 250);
  }
}

TEST_CASE("from the shortest run that has an interval to the longest, in the long form") {
  for (const int sessions : {100, 1000, 2500}) {
    for (const World& world : kWorlds) {
      if (test::long_form()) {
        check_world(world, sessions);
      }
    }
  }
}

namespace {

// The bootstrap as it is published: blocks of Politis & White's length, quantiles as they are
// drawn, and nothing added for the mean that is not known.
struct Plain {
  analysis::Interval growth;
  analysis::Interval depth;
};

Plain plainly_resampled(const std::vector<analysis::Sample>& samples) {
  constexpr std::uint64_t kDraws = 400;
  std::vector<double> growth = analysis::returns_of(samples);
  for (double& step : growth) {
    step = std::log1p(step);
  }
  const double block = std::max(1.0, stats::politis_white_length(growth) / std::cbrt(1.5));
  const stats::StationaryBootstrap bootstrap(growth, block, 1);
  std::vector<double> means;
  std::vector<double> depths;
  for (std::uint64_t draw = 0; draw < kDraws; draw += 4) {
    std::array<stats::StationaryBootstrap::Blocks, 4> drawn;
    for (std::size_t i = 0; i < 4; ++i) {
      drawn[i] = bootstrap.draw(draw + i);
      means.push_back(bootstrap.mean(drawn[i]));
    }
    for (const double fall : bootstrap.deepest_falls(drawn, {0, 0, 0, 0})) {
      depths.push_back(-std::expm1(-fall));
    }
  }
  return {{stats::quantile_of(means, 0.025), stats::quantile_of(means, 0.975)},
          {stats::quantile_of(depths, 0.025), stats::quantile_of(depths, 0.975)}};
}

void print_plain(const World& world, int sessions) {
  const Truth truth = truth_of(world, sessions);
  int growth = 0;
  int fresh = 0;
  for (int trial = 0; trial < trials(); ++trial) {
    stats::Random random(0xc0be, static_cast<std::uint64_t>(trial));
    const Plain plain = plainly_resampled(history(world, sessions, random));
    growth += contains(plain.growth, truth.growth) ? 1 : 0;
    fresh += contains(plain.depth, depth_of(history(world, sessions, random))) ? 1 : 0;
  }
  std::printf("%-13s %8d %6d %26.1f %17.1f  plain\n", world.name, sessions, trials(),
              100.0 * growth / trials(), 100.0 * fresh / trials());
}

}  // namespace

TEST_CASE("what resampling as it is published would cover, in the long form") {
  for (const World& world : kWorlds) {
    if (test::long_form()) {
      print_plain(world, 250);
    }
  }
}
