// SPDX-License-Identifier: Apache-2.0
#include "study/evidence.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "analysis/session_samples.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "data/market_data.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "study/run_store_edit.hpp"
#include "study/run_store_reader.hpp"
#include "study/study_map.hpp"

namespace barometer::study {

namespace {

using analysis::StudyTrial;

std::optional<double> metric_of(const StoredRun& run, std::string_view key) {
  const auto found = std::ranges::find(run.metrics, key, &RowMetric::key);
  return found == run.metrics.end() ? std::nullopt : found->value;
}

StudyTrial trial_of(const StoredRun& run, const std::string& objective) {
  StudyTrial trial;
  trial.number = *run.number;
  trial.values = run.values;
  trial.objective = run.objective;
  if (objective == "sharpe") {
    trial.standard_error = metric_of(run, "sharpe_standard_error");
  }
  if (const auto trades = metric_of(run, "closed_trades")) {
    trial.trades = static_cast<std::int64_t>(*trades);
  }
  trial.max_drawdown = metric_of(run, "max_drawdown");
  return trial;
}

void add_plateau(const Study& study, const RunStoreReader& reader, std::int64_t id,
                 StudyTrial& trial) {
  std::vector<double> objectives;
  for (const std::uint64_t number : study.trials().neighbours(trial.number)) {
    const auto near = reader.trial(id, RunKind::trial, number);
    if (near && near->objective) {
      objectives.push_back(*near->objective);
    }
  }
  trial.neighbours = objectives.size();
  if (!objectives.empty()) {
    trial.plateau = stats::median_of(objectives);
  }
}

// Mean and variance as they come (Welford 1962).
struct SharpeSpread {
  std::int64_t count = 0;
  double mean = 0;
  double squares = 0;

  void add(double value) {
    ++count;
    const double off = value - mean;
    mean += off / static_cast<double>(count);
    squares += off * (value - mean);
  }
};

// The best trials, and of the others those that a hash of seed and number puts first: a sample that
// does not depend on the order in which trials ended.
std::vector<std::uint64_t> kept_numbers(const RunStoreReader& reader, std::int64_t id,
                                        std::span<const StoredRun> best, std::uint64_t seed) {
  std::vector<std::uint64_t> kept;
  for (const StoredRun& run : best) {
    kept.push_back(*run.number);
  }
  std::vector<std::uint64_t> sorted = kept;
  std::ranges::sort(sorted);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> others;
  for (const std::uint64_t number : reader.numbers(id, RunKind::trial, RunState::done)) {
    if (!std::ranges::binary_search(sorted, number)) {
      others.emplace_back(stats::Random(seed, number).bits(), number);
    }
  }
  const std::size_t drawn = std::min<std::size_t>(others.size(), kMostKeptReturns / 2);
  std::ranges::partial_sort(others, others.begin() + static_cast<std::ptrdiff_t>(drawn));
  for (std::size_t i = 0; i < drawn; ++i) {
    kept.push_back(others[i].second);
  }
  return kept;
}

// A trial of which the store has no returns.
struct MissingReturns {
  std::size_t place = 0;  // among those that were asked for
  std::int64_t run = 0;   // its row; 0: there is none
};

void make_missing(Study& study, const std::filesystem::path& store,
                  std::span<const std::uint64_t> numbers, std::span<const MissingReturns> missing,
                  const backtest::Control& control, std::vector<std::vector<double>>& returns) {
  std::vector<std::uint64_t> again;
  for (const MissingReturns& each : missing) {
    again.push_back(numbers[each.place]);
  }
  std::vector<std::optional<RowReturns>> made_returns(missing.size());
  const TrialSet set{.window = study.window(), .keeps_returns = true};
  make_all(study.engine(), set, again, control,
           [&](std::size_t i, MadeTrial&& made) { made_returns[i] = std::move(made.row.returns); });
  std::vector<std::pair<std::int64_t, RowReturns>> kept;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (made_returns[i]) {
      returns[missing[i].place] = made_returns[i]->values;
    }
    if (made_returns[i] && missing[i].run != 0) {
      kept.emplace_back(missing[i].run, *std::move(made_returns[i]));
    }
  }
  if (!kept.empty()) {
    keep_returns(store, kept);
  }
}

// Returns of these trials, from the store or by another run, which the store then has; empty for
// one that has none.
std::vector<std::vector<double>> returns_of(Study& study, const std::filesystem::path& store,
                                            std::int64_t id, std::span<const std::uint64_t> numbers,
                                            const backtest::Control& control) {
  const RunStoreReader reader(store);
  std::vector<std::vector<double>> returns(numbers.size());
  std::vector<MissingReturns> missing;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto row = reader.trial(id, RunKind::trial, numbers[i]);
    const auto stored = row ? reader.returns(row->id) : std::nullopt;
    if (stored) {
      returns[i] = stored->values;
    } else {
      missing.push_back({i, row ? row->id : 0});
    }
  }
  make_missing(study, store, numbers, missing, control, returns);
  return returns;
}

analysis::KeptReturns kept_of(std::span<const std::uint64_t> numbers,
                              std::span<const std::vector<double>> returns, std::size_t best,
                              std::size_t sessions) {
  analysis::KeptReturns kept;
  kept.sessions = sessions;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (returns[i].size() == sessions) {
      kept.values.insert(kept.values.end(), returns[i].begin(), returns[i].end());
      kept.numbers.push_back(numbers[i]);
      kept.best += i < best ? 1 : 0;
    }
  }
  return kept;
}

void add_sharpes(const RunStoreReader& reader, std::int64_t id, analysis::StudyEvidence& evidence) {
  SharpeSpread spread;
  reader.each_metric(id, RunKind::trial, kSessionSharpe,
                     [&](std::uint64_t, std::optional<double> value) {
                       if (value) {
                         spread.add(*value);
                       }
                     });
  if (spread.count > 0) {
    evidence.mean_sharpe = spread.mean;
  }
  if (spread.count > 1) {
    evidence.sharpe_variance = spread.squares / static_cast<double>(spread.count - 1);
  }
}

analysis::StudyEvidence named(const Study& study, const StudyRun& run) {
  analysis::StudyEvidence evidence;
  evidence.name = study.plan().name();
  for (const config::StudyAxis& axis : study.trials().axes()) {
    evidence.axes.push_back(axis.key);
  }
  evidence.objective = study.config().objective.metric;
  evidence.maximised = study.config().objective.maximise;
  evidence.periods_per_year = analysis::samples_per_year(study.market().state().data);
  evidence.failed = static_cast<std::int64_t>(run.progress.failed);
  evidence.done = static_cast<std::int64_t>(run.progress.done) - evidence.failed;
  evidence.seed = study.config().seed;
  return evidence;
}

}  // namespace

std::vector<analysis::StudyTrial> best_trials(const Study& study,
                                              const std::filesystem::path& store, std::int64_t id,
                                              std::size_t most) {
  const RunStoreReader reader(store);
  std::vector<analysis::StudyTrial> trials;
  const config::StudyObjective& objective = study.config().objective;
  for (const StoredRun& run : reader.best(id, RunKind::trial, most, objective.maximise)) {
    trials.push_back(trial_of(run, objective.metric));
    add_plateau(study, reader, id, trials.back());
  }
  return trials;
}

std::int64_t counted_trials(const Study& study, const std::filesystem::path& store) {
  const RunVariant& variant = study.variant();
  return RunStoreReader(store)
      .count(variant.strategy, variant.symbols, study.runs().first_ns(), study.runs().last_ns())
      .distinct;
}

analysis::StudyEvidence evidence_of(Study& study, const std::filesystem::path& store,
                                    const StudyRun& run, const backtest::Control& control) {
  const RunStoreReader reader(store);
  analysis::StudyEvidence evidence = named(study, run);
  const std::vector<StoredRun> best =
      reader.best(run.id, RunKind::trial, kMostKeptReturns / 2, study.config().objective.maximise);
  if (!best.empty()) {
    evidence.best = trial_of(best.front(), evidence.objective);
    add_plateau(study, reader, run.id, *evidence.best);
    evidence.map = map_of(study, store, run.id, evidence.best->number);
    evidence.spread = spread_of(study, store, run.id, evidence.periods_per_year);
  }
  const std::vector<std::uint64_t> numbers =
      kept_numbers(reader, run.id, best, study.config().seed);
  const auto returns = returns_of(study, store, run.id, numbers, control);
  evidence.benchmark = study.runs().buy_and_hold_returns(study.plan());
  evidence.returns = kept_of(numbers, returns, best.size(), evidence.benchmark.size());
  add_sharpes(reader, run.id, evidence);
  evidence.failures = reader.failures(run.id, RunKind::trial);
  evidence.undefined = reader.without_objective(run.id, RunKind::trial);
  evidence.counted = counted_trials(study, store);
  return evidence;
}

}  // namespace barometer::study
