// SPDX-License-Identifier: Apache-2.0
// Yardstick Y3 of ../shared/regimes.md, section 4: the model of the `regime_model` plug-in on a
// market of three regimes, fitted on 4000 bars and scored, as a filter, on the 1000 behind them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "regime_model/hidden_state.hpp"
#include "simulated.hpp"
#include "stats/class_score.hpp"
#include "yardstick_table.hpp"

namespace barometer::yardsticks {

namespace {

using namespace regime_model;

constexpr std::size_t kTrials = 400;
constexpr std::int64_t kFitted = 4000;
constexpr std::int64_t kScored = 1000;
constexpr std::uint64_t kSeeds[] = {1, 2, 3, 4, 5};

Model true_model() {
  Model model;
  model.states = 3;
  model.mean << 0.000615, 0, -0.000785, 0;
  model.scale << 0.00775916, 0.0111803, 0.0173966, 0;
  model.transitions << 0.998028, 0.000946, 0.001026, 0,  //
      0.003160, 0.993183, 0.003657, 0,                   //
      0.005797, 0.006215, 0.987988, 0,                   //
      0, 0, 0, 0;
  model.share << 0.68, 0.2, 0.12, 0;
  for (int step = 0; step < 10'000; ++step) {
    model.share = (model.transitions.transpose() * model.share.matrix()).array();
  }
  return model;
}

int pick(const PerState& probability, stats::Random& random) {
  const double u = random.uniform();
  return (u >= probability[0]) + (u >= probability[0] + probability[1]);
}

struct Market {
  std::vector<double> returns;
  std::vector<std::int8_t> truth;
};

Market simulate(const Model& model, Noise noise, stats::Random& random) {
  Market market;
  int state = pick(model.share, random);
  for (std::int64_t t = 0; t < kFitted + kScored; ++t) {
    market.truth.push_back(static_cast<std::int8_t>(state));
    market.returns.push_back(model.mean[state] + model.scale[state] * draw(noise, random));
    state = pick(model.transitions.row(state).transpose().array(), random);
  }
  return market;
}

// How states are chosen: as shipped, at once, and by probability alone.
constexpr std::array kRules{DecisionRule{}, DecisionRule{Decision::balanced, 1},
                            DecisionRule{Decision::likely, 1}};

// The states that each rule chooses on the scored bars.
using Decisions = std::array<std::vector<std::int8_t>, kRules.size()>;

void add(Decisions& decisions, const Model& model, const PerState& probability) {
  for (std::size_t rule = 0; rule < kRules.size(); ++rule) {
    std::vector<std::int8_t>& chosen = decisions[rule];
    const std::int8_t present = chosen.empty() ? kNoState : chosen.back();
    chosen.push_back(decide(kRules[rule], model, probability, present));
  }
}

// Where the fit was refused: wrong, whatever the truth.
void add_wrong(Decisions& decisions, std::int8_t truth) {
  for (std::vector<std::int8_t>& chosen : decisions) {
    chosen.push_back(static_cast<std::int8_t>((truth + 1) % 3));
  }
}

// Degrees of freedom of a fit; 0: normal. Both: the likelier of the two.
struct Emissions {
  double degrees;
  bool also_normal;
};

constexpr std::array kEmissions{Emissions{5, true}, Emissions{0, false}, Emissions{5, false}};

// The plug-in's own parameters but for the calendar, which the yardstick prescribes.
Decisions fitted(const Emissions& emissions, const Market& market) {
  HiddenStateSettings settings;
  settings.fit.degrees = emissions.degrees;
  settings.fit.also_normal = emissions.also_normal;
  settings.calendar = {.burn_in = kFitted, .every = kFitted, .effective_after = 1};
  settings.window = kFitted;
  HiddenState hidden(settings);
  Decisions decisions;
  for (std::size_t t = 0; t < market.returns.size(); ++t) {
    hidden.update(market.returns[t]);
    if (t >= kFitted && hidden.known()) {
      add(decisions, hidden.model(), hidden.probability());
    } else if (t >= kFitted) {
      add_wrong(decisions, market.truth[t]);
    }
  }
  return decisions;
}

Decisions informed(const Model& model, const Market& market) {
  const Emission emission(model);
  Filter filter;
  filter.start(model);
  Decisions decisions;
  for (std::size_t t = 0; t < market.returns.size(); ++t) {
    filter.update(model, emission, market.returns[t]);
    if (t >= kFitted) {
      add(decisions, model, filter.probability());
    }
  }
  return decisions;
}

// The emissions, then the filter that knows the normal parameters.
constexpr std::size_t kModels = kEmissions.size() + 1;

template <class T>
using PerContender = std::array<std::array<T, kRules.size()>, kModels>;

PerContender<stats::ClassScore> score(Noise noise, std::uint64_t seed, core::Workers& workers) {
  const Model truth = true_model();
  PerContender<std::vector<stats::TrialScore>> trials;
  for (auto& model : trials) {
    model.fill(std::vector<stats::TrialScore>(kTrials));
  }
  workers.for_each(kTrials, 1, [&](std::size_t i) {
    stats::Random random(seed, i);
    const Market market = simulate(truth, noise, random);
    const auto scored = std::span(market.truth).subspan(kFitted);
    for (std::size_t m = 0; m < kModels; ++m) {
      const Decisions decisions =
          m < kEmissions.size() ? fitted(kEmissions[m], market) : informed(truth, market);
      for (std::size_t rule = 0; rule < kRules.size(); ++rule) {
        trials[m][rule][i] = stats::score_trial(scored, decisions[rule], 3);
      }
    }
  });
  PerContender<stats::ClassScore> means;
  for (std::size_t m = 0; m < kModels; ++m) {
    std::ranges::transform(trials[m], means[m].begin(),
                           [](const auto& scores) { return stats::mean_score(scores); });
  }
  return means;
}

int three_regimes(Noise noise, core::Workers& workers) {
  const bool normal = noise == Noise::gaussian;
  constexpr std::array kModelNames{"likelier (default)", "gaussian", "student_t",
                                   "filter, true parameters"};
  constexpr std::array kRuleNames{"", "  odds_to_change: 1", "  that, decision: likely"};
  std::vector<Row> rows;
  for (std::size_t m = 0; m < kModels; ++m) {
    for (std::size_t rule = 0; rule < kRules.size(); ++rule) {
      const bool judged = normal && m == 0 && rule == 0;
      const bool published = normal && rule == 2 && (m == 1 || m == 3);
      rows.push_back({rule == 0 ? kModelNames[m] : kRuleNames[rule],
                      "balanced accuracy",
                      !published ? ""
                      : m == 1   ? ".77"
                                 : ".801",
                      judged ? ">= .79" : "",
                      "",
                      4,
                      {}});
      rows.push_back({"", "changes/1000 bars", "", judged ? "<= 10" : "", "", 2, {}});
    }
  }
  for (const std::uint64_t seed : kSeeds) {
    const auto found = score(noise, seed, workers);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto& score = found[row / 2 / kRules.size()][row / 2 % kRules.size()];
      rows[row].per_seed.push_back(row % 2 == 0 ? score.balanced_accuracy
                                                : score.changes_per_1000_bars);
    }
  }
  return print_rows(normal ? "Y3  three regimes, fitted on 4000 bars, filtered on the next 1000"
                           : "Y3  the same with Student-t(5) returns in each regime",
                    rows);
}

}  // namespace

}  // namespace barometer::yardsticks

int main() {
  using namespace barometer::yardsticks;
  barometer::core::Workers workers(
      static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  const int missed =
      three_regimes(Noise::gaussian, workers) + three_regimes(Noise::student5, workers);
  fmt::print(
      "  published, decoding all 1000 bars at once with what was fitted to them: maximum "
      "likelihood\n"
      "  .5534, discrete jump model .7368, continuous .7521; with the true model .8432\n");
  return missed == 0 ? 0 : 1;
}
