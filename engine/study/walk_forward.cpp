// SPDX-License-Identifier: Apache-2.0
#include "study/walk_forward.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/metrics.hpp"
#include "analysis/session_samples.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "study/fold_windows.hpp"
#include "study/run_identity.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::study {

namespace {

using analysis::StudyFold;

// The trial that a period is best with; the first of equals.
struct Chosen {
  std::uint64_t number = 0;
  double objective = 0;
};

// Returns of the test periods one after the other, with the times at which they end.
struct Stitched {
  std::vector<double> returns;
  std::vector<std::int64_t> ends;
};

std::vector<FoldWindow> windows_of(const Study& study) {
  const backtest::LeanRuns& whole = study.runs();
  // A period begins behind its begin: the first step belongs to the first one.
  const core::Timestamp begin = whole.first_ns() - whole.bars().bar;
  return fold_windows(*study.config().walk_forward, begin, whole.last_ns(),
                      study.plan().state().config.file);
}

class Folds {
 public:
  Folds(Study& study, const std::filesystem::path& store, std::int64_t id,
        const backtest::Control& control)
      : study_(study),
        file_(store),
        id_(id),
        control_(control),
        store_(store),
        earlier_(EarlierRuns::in(store)),
        shown_(backtest::view_of(study.plan(), backtest::no_tags(study.market()),
                                 {study.plan().state().plan.wanted, {}}, {.threads = 1})) {}

  analysis::WalkForward run() {
    const auto windows = windows_of(study_);
    analysis::WalkForward walk;
    for (std::size_t fold = 0; fold < windows.size(); ++fold) {
      walk.folds.push_back(run_fold(windows[fold], fold, windows.size(), walk));
    }
    write_stitched();
    study_.engine().release();
    return walk;
  }

 private:
  StudyFold run_fold(const FoldWindow& window, std::size_t fold, std::size_t folds,
                     analysis::WalkForward& walk) {
    StudyFold made;
    made.train_begin_ns = *window.train.from_ns;
    made.train_end_ns = *window.train.to_ns;
    made.test_end_ns = *window.test.to_ns;
    const std::optional<Chosen> chosen = choose(window.train, fold);
    const core::Duration embargo = chosen ? embargo_of(*chosen, window.train, walk) : 0;
    made.test_begin_ns = std::min(*window.test.from_ns + embargo, made.test_end_ns);
    if (chosen) {
      const Trial trial = *study_.trials().at(chosen->number);
      for (const config::StudyValue& value : trial.values) {
        made.chosen.push_back(value.label);
      }
      made.objective_in = chosen->objective;
      made.objective_out = test(trial, {made.test_begin_ns, made.test_end_ns}, fold, folds);
    }
    made.regimes = regimes_of(made);
    walk.embargo = std::max(walk.embargo, embargo);
    return made;
  }

  std::uint64_t first_number(std::size_t block) const { return block * study_.trials().numbers(); }

  std::vector<std::uint64_t> done_in(std::size_t fold) const {
    const RunStoreReader reader(file_);
    const std::uint64_t first = first_number(fold);
    std::vector<std::uint64_t> done;
    for (const std::uint64_t number : reader.numbers(id_, RunKind::fold, RunState::done)) {
      if (number >= first && number < first_number(fold + 1)) {
        done.push_back(number - first);
      }
    }
    return done;
  }

  std::optional<Chosen> choose(const backtest::Window& train, std::size_t fold) {
    const TrialSet set{.kind = RunKind::fold, .window = train, .earlier = earlier_};
    const SweepSink sink{.take = [&](RunRow&& row) {
      row.study = id_;
      row.number = first_number(fold) + *row.number;
      store_.add(std::move(row));
    }};
    const SweepProgress progress = sweep(study_.trials(), study_.engine(), set, done_in(fold),
                                         study_.config().objective.maximise, sink, control_);
    store_.flush();
    if (progress.done < progress.total) {
      throw core::Error(core::ErrorKind::interrupted, core::Fault{"", "interrupted", ""});
    }
    return best_in(fold);
  }

  std::optional<Chosen> best_in(std::size_t fold) const {
    const RunStoreReader reader(file_);
    const bool maximise = study_.config().objective.maximise;
    const std::uint64_t first = first_number(fold);
    std::optional<Chosen> best;
    reader.each_objective(
        id_, RunKind::fold, [&](std::uint64_t number, std::optional<double> value) {
          const bool here = number >= first && number < first_number(fold + 1) && value;
          if (here && (!best || (maximise ? *value > best->objective : *value < best->objective))) {
            best = Chosen{number - first, *value};
          }
        });
    return best;
  }

  // What is stated, or else how long the chosen trial held anything in training.
  core::Duration embargo_of(const Chosen& chosen, const backtest::Window& train,
                            analysis::WalkForward& walk) {
    const TrialSet set{.kind = RunKind::fold, .window = train};
    const core::Duration held =
        make_one(study_.engine(), set, chosen.number, control_.stop).longest_trip_ns;
    walk.longest_holding = std::max(walk.longest_holding, held);
    return study_.config().walk_forward->embargo.value_or(held);
  }

  std::optional<double> test(const Trial& trial, const backtest::Window& window, std::size_t fold,
                             std::size_t folds) {
    if (*window.from_ns >= *window.to_ns) {
      return std::nullopt;
    }
    const TrialSet set{.kind = RunKind::fold, .window = window, .keeps_returns = true};
    RunRow row = make_one(study_.engine(), set, trial.number, control_.stop).row;
    row.study = id_;
    row.number = first_number(folds) + fold;
    if (row.returns) {
      stitched_.returns.insert(stitched_.returns.end(), row.returns->values.begin(),
                               row.returns->values.end());
      stitched_.ends.insert(stitched_.ends.end(), row.returns->session_ends->begin(),
                            row.returns->session_ends->end());
    }
    const std::optional<double> objective = row.objective;
    store_.add(std::move(row));
    return objective;
  }

  std::vector<analysis::RegimeBars> regimes_of(const StudyFold& fold) const {
    std::vector<analysis::RegimeBars> all;
    for (std::size_t d = 0; d < shown_.dimensions().size(); ++d) {
      const regime::Dimension& dimension = shown_.dimensions()[d];
      if (!shown_.wanted(d) || dimension.kind != BM_DIMENSION_CATEGORY) {
        continue;
      }
      const std::size_t first = all.size();
      for (const std::string& label : dimension.labels) {
        all.push_back({.dimension = dimension.name, .label = label});
      }
      count_bars(fold, d, std::span(all).subspan(first));
    }
    return all;
  }

  void count_bars(const StudyFold& fold, std::size_t dimension,
                  std::span<analysis::RegimeBars> labels) const {
    const data::MarketData& market = study_.market().state().data;
    for (std::size_t s = 0; s < market.symbols.size(); ++s) {
      const auto tags = shown_.category(static_cast<core::SymbolIndex>(s), dimension);
      for (std::size_t bar = 0; bar < tags.size(); ++bar) {
        const core::Timestamp time = market.symbols[s].bars[bar].close_time_ns;
        if (tags[bar] < 0 || static_cast<std::size_t>(tags[bar]) >= labels.size()) {
          continue;
        }
        analysis::RegimeBars& label = labels[static_cast<std::size_t>(tags[bar])];
        label.train += time > fold.train_begin_ns && time <= fold.train_end_ns ? 1 : 0;
        label.test += time > fold.test_begin_ns && time <= fold.test_end_ns ? 1 : 0;
      }
    }
  }

  // The test periods as one curve: what somebody would have had who chose anew at every fold.
  void write_stitched() {
    if (stitched_.returns.empty()) {
      return;
    }
    const data::MarketData& market = study_.market().state().data;
    std::vector<analysis::Sample> samples{{stitched_.ends.front() - market.bar, 1}};
    for (std::size_t i = 0; i < stitched_.returns.size(); ++i) {
      samples.push_back({stitched_.ends[i], samples.back().equity * (1 + stitched_.returns[i])});
    }
    analysis::RunAnalysis analysis;
    analysis.returns = analysis::measure_returns(samples, analysis::samples_per_year(market));
    store_.add(stitched_row(analysis));
    store_.flush();
  }

  RunRow stitched_row(const analysis::RunAnalysis& analysis) const {
    const std::pair<std::string, std::string> folds{"study", study_.row().hash};
    RunRow row;
    row.kind = RunKind::stitched;
    row.variant = study_.plans().base_variant();
    row.identity = identity_of(*row.variant, study_.window(), {&folds, 1});
    row.study = id_;
    row.number = 0;
    row.first_ns = stitched_.ends.front();
    row.last_ns = stitched_.ends.back();
    for (const analysis::Metric& metric : analysis::metric_table()) {
      const analysis::MetricValue value = analysis::value_of(metric, analysis);
      const double* const number = std::get_if<double>(&value);
      if (metric.of_returns() && number != nullptr) {
        row.metrics.push_back({std::string(metric.key), *number});
      }
    }
    row.returns = RowReturns{stitched_.returns,
                             std::make_shared<const std::vector<std::int64_t>>(stitched_.ends)};
    return row;
  }

  Study& study_;
  std::filesystem::path file_;
  std::int64_t id_;
  const backtest::Control& control_;
  RunStore store_;
  EarlierRuns earlier_;
  regime::TagView shown_;  // what the report shows, of the config without axes
  Stitched stitched_;
};

}  // namespace

analysis::WalkForward walk_forward(Study& study, const std::filesystem::path& store,
                                   std::int64_t id, const backtest::Control& control) {
  return Folds(study, store, id, control).run();
}

void check_folds(const Study& study) {
  for (const FoldWindow& fold : windows_of(study)) {
    for (const backtest::Window& window : {fold.train, fold.test}) {
      const backtest::LeanRuns made(study.plan(), study.market(), window);
    }
  }
}

}  // namespace barometer::study
