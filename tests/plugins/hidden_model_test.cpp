// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "random_market.hpp"
#include "regime_model/fit.hpp"
#include "regime_model/hidden_state.hpp"
#include "regime_model/model.hpp"
#include "support/catch.hpp"

// The filter and one round of expectation maximisation against the sum over all paths of states, in
// long double, written from the definition of a hidden Markov model.

namespace {

using namespace barometer::regime_model;
using barometer::harness::RandomMarket;

Model some_model(int states, double degrees, std::uint64_t seed) {
  RandomMarket random(seed);
  Model model;
  model.states = states;
  model.degrees = degrees;
  for (int k = 0; k < states; ++k) {
    model.mean[k] = 0.3 * random.normal();
    model.scale[k] = 0.5 + k + random.uniform();
    model.share[k] = 0.2 + random.uniform();
    for (int j = 0; j < states; ++j) {
      model.transitions(k, j) = (k == j ? 3 : 0.2) + random.uniform();
    }
    model.transitions.row(k) /= model.transitions.row(k).sum();
  }
  model.share /= model.share.sum();
  return model;
}

long double density(const Model& model, int k, double x) {
  const long double z = (x - model.mean[k]) / model.scale[k];
  const long double pi = std::numbers::pi_v<long double>;
  if (model.degrees == 0) {
    return std::exp(-z * z / 2) / (model.scale[k] * std::sqrt(2 * pi));
  }
  const long double nu = model.degrees;
  return std::exp(std::lgamma((nu + 1) / 2) - std::lgamma(nu / 2)) /
         (model.scale[k] * std::sqrt(nu * pi)) * std::pow(1 + z * z / nu, -(nu + 1) / 2);
}

// Calls `visit(path, probability of path and returns)` for every path of states, the first of which
// has the probabilities `first`.
void for_each_path(const Model& model, const PerState& first, const std::vector<double>& returns,
                   const std::function<void(const std::vector<int>&, long double)>& visit) {
  std::vector<int> path(returns.size(), 0);
  while (true) {
    long double joint = first[path[0]] * density(model, path[0], returns[0]);
    for (std::size_t t = 1; t < path.size(); ++t) {
      joint *= model.transitions(path[t - 1], path[t]) * density(model, path[t], returns[t]);
    }
    visit(path, joint);
    std::size_t t = 0;
    while (t < path.size() && ++path[t] == model.states) {
      path[t++] = 0;
    }
    if (t == path.size()) {
      return;
    }
  }
}

PerState even(int states) {
  PerState shares = PerState::Zero();
  shares.head(states).setConstant(1.0 / states);
  return shares;
}

std::vector<double> some_returns(std::uint64_t seed, std::size_t count) {
  RandomMarket random(seed);
  std::vector<double> returns(count);
  for (double& r : returns) {
    r = 2 * random.normal();
  }
  return returns;
}

// A series of two states, 1 and 3 in size.
std::vector<double> two_sizes(std::uint64_t seed, std::size_t count) {
  RandomMarket random(seed);
  std::vector<double> returns(count);
  bool wild = false;
  for (double& r : returns) {
    wild ^= random.uniform() < 0.01;
    r = (wild ? 3 : 1) * random.normal();
  }
  return returns;
}

}  // namespace

TEST_CASE("filter: the state's probability is its share of all paths") {
  for (const double degrees : {0.0, 5.0}) {
    for (int states = 2; states <= 4; ++states) {
      const Model model = some_model(states, degrees, static_cast<std::uint64_t>(states));
      const auto returns = some_returns(7, 6);
      const PerState first = (model.transitions.transpose() * model.share.matrix()).array();
      std::vector<long double> expected(kMostStates);
      long double total = 0;
      for_each_path(model, first, returns, [&](const std::vector<int>& path, long double joint) {
        expected[static_cast<std::size_t>(path.back())] += joint;
        total += joint;
      });
      Filter filter;
      filter.start(model);
      const Emission emission(model);
      for (const double r : returns) {
        filter.update(model, emission, r);
      }
      for (int k = 0; k < kMostStates; ++k) {
        const auto want = static_cast<double>(expected[static_cast<std::size_t>(k)] / total);
        CHECK(filter.probability()[k] == Approx(want).epsilon(1e-12).margin(1e-300));
      }
    }
  }
}

TEST_CASE("expectation: weights, moves and likelihood are those of all paths") {
  for (const double degrees : {0.0, 4.0}) {
    for (int states = 2; states <= 4; ++states) {
      const Model model = some_model(states, degrees, static_cast<std::uint64_t>(10 + states));
      const auto returns = some_returns(8, 6);
      std::vector<long double> weight(kMostStates);
      std::vector<std::vector<long double>> moves(kMostStates, std::vector<long double>(4));
      long double total = 0;
      for_each_path(
          model, even(states), returns, [&](const std::vector<int>& path, long double joint) {
            total += joint;
            for (std::size_t t = 0; t < path.size(); ++t) {
              weight[static_cast<std::size_t>(path[t])] += joint;
              if (t > 0) {
                moves[static_cast<std::size_t>(path[t - 1])][static_cast<std::size_t>(path[t])] +=
                    joint;
              }
            }
          });
      FitSettings settings;
      settings.states = states;
      settings.degrees = degrees;
      const Expectations found = Fitter(settings).expect(model, returns);
      for (int k = 0; k < states; ++k) {
        const auto row = static_cast<std::size_t>(k);
        CHECK(found.weight[k] == Approx(static_cast<double>(weight[row] / total)));
        for (int j = 0; j < states; ++j) {
          CHECK(found.transitions(k, j) ==
                Approx(static_cast<double>(moves[row][static_cast<std::size_t>(j)] / total)));
        }
      }
      // The constant that the log likelihood leaves out, per return.
      Model unit = model;
      unit.mean.setZero();
      unit.scale.setOnes();
      const long double constant = 6 * std::log(density(unit, 0, 0));
      CHECK(found.log_likelihood == Approx(static_cast<double>(std::log(total) - constant)));
    }
  }
}

TEST_CASE("maximisation: the mode of mean, variance and transitions given the paths") {
  FitSettings settings;
  settings.states = 2;
  settings.prior = {.dwell = 20, .dwell_bars = 10, .mean_bars = 7, .ladder = 2, .variance_bars = 3};
  const Model model = some_model(2, 0, 21);
  const auto returns = some_returns(9, 8);
  const PerState first = even(2);
  long double total = 0;
  long double weight = 0;
  long double sum = 0;
  long double squares = 0;
  long double stays = 0;
  long double leaves = 0;
  for_each_path(model, first, returns, [&](const std::vector<int>& path, long double joint) {
    total += joint;
    for (std::size_t t = 0; t < path.size(); ++t) {
      if (path[t] == 1) {
        weight += joint;
        sum += joint * returns[t];
        squares += joint * returns[t] * returns[t];
        if (t + 1 < path.size()) {
          (path[t + 1] == 1 ? stays : leaves) += joint;
        }
      }
    }
  });
  weight /= total, sum /= total, squares /= total, stays /= total, leaves /= total;
  // Normal-inverse-gamma mode: mean ~ N(0, variance / 7); 3 pseudo-returns on the upper rung of a
  // ladder whose rungs are 1/2 and 2 in variance. Its middle m makes the scales s likeliest: the
  // mode of m in exp(-3 m (1/2 / s0^2 + 2 / s1^2) / 2) m^(3 * 2 / 2).
  const long double middle =
      2 / (0.5L / (model.scale[0] * model.scale[0]) + 2.0L / (model.scale[1] * model.scale[1]));
  const long double mean = sum / (weight + 7);
  const long double around = squares - 2 * mean * sum + weight * mean * mean + 7 * mean * mean;
  const long double variance = (around + 3 * 2.0L * middle) / (weight + 1 + 3);
  // Dirichlet: 10 pseudo-bars, of which one in 20 leaves.
  const long double stay = (stays + 9.5L) / (stays + leaves + 10);
  Fitter fitter(settings);
  const Model next = fitter.maximise(model, fitter.expect(model, returns));
  CHECK(next.mean[1] == Approx(static_cast<double>(mean)));
  CHECK(next.scale[1] == Approx(static_cast<double>(std::sqrt(variance))));
  CHECK(next.transitions(1, 1) == Approx(static_cast<double>(stay)));
  CHECK(next.transitions(1, 0) == Approx(static_cast<double>(1 - stay)));
}

TEST_CASE("no round of expectation maximisation lowers the posterior") {
  for (const double degrees : {0.0, 5.0}) {
    for (int states = 2; states <= 4; ++states) {
      FitSettings settings;
      settings.states = states;
      settings.degrees = degrees;
      Fitter fitter(settings);
      const auto returns = two_sizes(static_cast<std::uint64_t>(30 + states), 1000);
      Model model = some_model(states, degrees, static_cast<std::uint64_t>(40 + states));
      double last = -1e300;
      for (int round = 0; round < 60; ++round) {
        const Expectations found = fitter.expect(model, returns);
        const double now = found.log_likelihood + fitter.log_prior(model);
        CHECK(now >= last - 1e-9 * std::fabs(last));
        last = now;
        model = fitter.maximise(model, found);
      }
    }
  }
}

TEST_CASE("a fit finds the sizes and the dwell of a series of two states") {
  for (const std::uint64_t seed : {50u, 51u, 52u}) {
    FitSettings settings;
    settings.states = 2;
    Fitter fitter(settings);
    const FitResult found = fitter.fit(two_sizes(seed, 6000));
    REQUIRE(found.good);
    CHECK(found.model.scale[0] == Approx(1).epsilon(0.05));
    CHECK(found.model.scale[1] == Approx(3).epsilon(0.05));
    CHECK(found.model.transitions(0, 0) == Approx(0.99).margin(0.005));
    CHECK(found.model.transitions(1, 1) == Approx(0.99).margin(0.005));
  }
}

TEST_CASE("of two laws the likelier is taken, and a fit of one law has that law") {
  RandomMarket random(55);
  std::vector<double> normal = two_sizes(56, 3000);
  std::vector<double> fat = normal;
  for (double& r : fat) {  // Student-t(3): over the root of the mean of three squares
    double squares = 0;
    for (int i = 0; i < 3; ++i) {
      const double x = random.normal();
      squares += x * x;
    }
    r /= std::sqrt(squares / 3);
  }
  FitSettings settings;
  settings.states = 2;
  settings.degrees = 5;
  CHECK(Fitter(settings).fit(normal).model.degrees == 5);
  settings.also_normal = true;
  CHECK(Fitter(settings).fit(normal).model.degrees == 0);
  CHECK(Fitter(settings).fit(fat).model.degrees == 5);
}

TEST_CASE("decision: by probability over share, and a state gives way at the odds alone") {
  Model model;
  model.states = 3;
  model.share << 0.7, 0.2, 0.1, 0;
  const auto probability = [](double a, double b, double c) {
    PerState p = PerState::Zero();
    p << a, b, c, 0;
    return p;
  };
  const DecisionRule balanced{Decision::balanced, 2};
  const DecisionRule likely{Decision::likely, 2};
  CHECK(decide(likely, model, probability(0.5, 0.3, 0.2), kNoState) == 0);
  CHECK(decide(balanced, model, probability(0.5, 0.3, 0.2), kNoState) == 2);  // .71, 1.5, 2
  CHECK(decide(balanced, model, probability(0.5, 0.3, 0.2), 1) == 1);         // 2 < 2 * 1.5
  CHECK(decide(balanced, model, probability(0.5, 0.3, 0.2), 0) == 2);         // 2 > 2 * .71
  CHECK(decide(likely, model, probability(0.6, 0.3, 0.1), 1) == 1);           // exactly twice
  CHECK(decide(likely, model, probability(0.65, 0.25, 0.1), 1) == 0);
  CHECK(decide({Decision::likely, 1}, model, probability(0.4, 0.35, 0.25), 1) == 0);
}

TEST_CASE("returns times a power of two give the same model, its means and scales times it") {
  FitSettings settings;
  settings.degrees = 5;
  auto returns = two_sizes(60, 1500);
  const FitResult plain = Fitter(settings).fit(returns);
  for (double& r : returns) {
    r = std::ldexp(r, -9);
  }
  const FitResult scaled = Fitter(settings).fit(returns);
  CHECK((scaled.model.scale * 512 == plain.model.scale).all());
  CHECK((scaled.model.mean * 512 == plain.model.mean).all());
  CHECK(scaled.model.transitions == plain.model.transitions);
}

TEST_CASE("a fit is refused where the states cannot be told apart, or nothing moves") {
  std::vector<double> one_size(1000);
  for (std::size_t t = 0; t < one_size.size(); ++t) {
    one_size[t] = t % 2 == 0 ? 0.01 : -0.01;
  }
  CHECK_FALSE(Fitter(FitSettings{}).fit(one_size).good);
  CHECK_FALSE(Fitter(FitSettings{}).fit(std::vector<double>(1000, 0.0)).good);
}
