// SPDX-License-Identifier: Apache-2.0
#include "study/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "config/describe.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "data/market_data.hpp"
#include "study/run_identity.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::study {

namespace {

const backtest::Plan& checked(const backtest::Plan& plan) {
  const config::RunConfig& config = plan.state().config;
  if (!config.study) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config.file, "study: expected a group of keys, found none",
                                  "say what trials differ in: study: {over: "
                                  "{strategy.params.fast: [5, 10, 20]}}"});
  }
  if (config.run.tagging == config::Tagging::in_step) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config.file,
                                  "run.tagging: a study tags once for all its trials, expected "
                                  "ahead, found in_step",
                                  "add --set run.tagging=ahead: the tags are the same"});
  }
  return plan;
}

// The last steps are the holdout's.
backtest::Window window_of(const config::RunConfig& config, const data::MarketData& market) {
  if (config.study->holdout == 0) {
    return {};
  }
  const std::int64_t first = config.data.from ? market.timeline.steps_until(*config.data.from) : 0;
  const auto live = static_cast<double>(market.timeline.steps() - first);
  const auto seen = static_cast<std::int64_t>(live * (1 - config.study->holdout));
  if (seen < 2 || static_cast<double>(seen) >= live) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config.file, "study.holdout: leaves no steps on one of its sides",
                                  "take another share, or more data"});
  }
  return {std::nullopt, market.timeline.time(first + seen - 1)};
}

std::string hash_of(const Study& study, const config::ConfigItem& described) {
  core::Hash hash;
  for (const config::ConfigItem& item : described.items) {
    if (item.key == "study") {
      hash.add(canonical_json(item));
    }
  }
  for (const auto& [name, value] : study.plan().state().plan.strategy_params.described()) {
    hash.add(name + "=" + value + "\n");
  }
  hash.add(variant_of(study.plan(), study.market()).hash);
  return hash.hex();
}

}  // namespace

config::ConfigTemplate Study::template_of(const backtest::ConfigSource& source) {
  return source.text ? config::ConfigTemplate(*source.text, source.file.string(),
                                              backtest::overrides_of(source))
                     : config::ConfigTemplate(source.file, backtest::overrides_of(source));
}

Study::Study(const backtest::ConfigSource& source, const backtest::Plan& plan,
             const backtest::Market& market)
    : plan_(checked(plan)),
      market_(market),
      template_(template_of(source)),
      trials_(plan_.state().config),
      measures_(TrialMeasures::of(plan_.state().config)),
      plans_(template_, source, plan_, market_, trials_),
      window_(window_of(plan_.state().config, market_.state().data)),
      runs_(plan_, market_, window_),
      engine_(std::make_unique<TrialThreads>(*this)) {}

const config::StudyConfig& Study::config() const {
  return *plan_.state().config.study;
}

std::optional<backtest::Window> Study::holdout() const {
  return window_.to_ns ? std::optional(backtest::Window{window_.to_ns, std::nullopt})
                       : std::nullopt;
}

StudyRow Study::row() const {
  const config::RunConfig& config = plan_.state().config;
  StudyRow row;
  const config::ConfigItem described = config::describe(config);
  row.hash = hash_of(*this, described);
  row.name = plan_.name();
  row.config = canonical_json(described);
  for (const config::StudyAxis& axis : trials_.axes()) {
    row.axes.push_back(axis.key);
  }
  row.objective = config.study->objective.metric;
  row.maximise = config.study->objective.maximise;
  row.seed = config.study->seed;
  row.planned = trials_.count();
  row.strategy = variant().strategy;
  row.data_hash = market_.hash();
  return row;
}

namespace {

// The study in the store that this run works on, and which of its trials are done.
struct Begun {
  std::int64_t id = 0;
  std::vector<std::uint64_t> done = {};
};

// Trials that are done are not run again when a study goes on.
void refuse_unknown_strategy(bool reusable, const StudyRow& row, const StudyOptions& options) {
  if (!reusable) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{options.store.string(),
                                  fmt::format("strategy '{}', made by the caller, has no hash: "
                                              "nobody can tell whether earlier trials are its own",
                                              row.strategy),
                                  "begin the study anew, or hand over the strategy with a hash"});
  }
}

Begun begin(bool reusable, const StudyRow& row, const StudyOptions& options, RunStore& store) {
  if (!options.resume) {
    return {store.begin_study(row)};
  }
  refuse_unknown_strategy(reusable, row, options);
  const RunStoreReader reader(options.store);
  const auto latest = reader.latest_study(row.hash);
  if (!latest) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{options.store.string(),
                    "has no study of this config, data, plug-ins and program to go on with",
                    "leave --resume out: trials that the store knows are not run again"});
  }
  return {latest->id, reader.numbers(latest->id, RunKind::trial, RunState::done)};
}

}  // namespace

StudyRun run_trials(Study& study, const StudyOptions& options, const backtest::Control& control,
                    const std::function<void(const SweepProgress&)>& progress) {
  const auto start = std::chrono::steady_clock::now();
  RunStore store(options.store);
  const StudyRow row = study.row();
  const Begun begun = begin(study.variant().reusable, row, options, store);
  const TrialSet set{.window = study.window(),
                     .keeps_returns = row.planned <= kMostKeptReturns,
                     .earlier = EarlierRuns::in(options.store)};
  const SweepSink sink{.take =
                           [&](RunRow&& finished) {
                             finished.study = begun.id;
                             store.add(std::move(finished));
                           },
                       .progress = progress};
  StudyRun done{.id = begun.id, .before = begun.done.size()};
  done.progress =
      sweep(study.trials(), study.engine(), set, begun.done, row.maximise, sink, control);
  study.engine().release();
  store.flush();
  done.finished = done.progress.done == done.progress.total;
  done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  store.end_study(begun.id, done.finished ? StudyState::done : StudyState::interrupted,
                  done.seconds);
  return done;
}

}  // namespace barometer::study
