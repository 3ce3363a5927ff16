// SPDX-License-Identifier: Apache-2.0
#include "study/cross_validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

#include "analysis/metrics.hpp"
#include "analysis/session_samples.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "stats/combinatorial_splits.hpp"
#include "study/fold_windows.hpp"

namespace barometer::study {

namespace {

constexpr std::uint64_t kMostTrials = 10'000;
constexpr std::size_t kFewestSessions = 10;  // a group

[[noreturn]] void refuse(const Study& study, std::string what, const char* fix) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{study.plan().state().config.file, std::move(what), fix});
}

// Returns of one trial over all groups, with sums from the first on.
struct TrialSeries {
  std::vector<double> returns;
  std::vector<double> sums = {};
  std::vector<double> squares = {};

  void sum_up() {
    sums.assign(1, 0);
    squares.assign(1, 0);
    for (const double each : returns) {
      sums.push_back(sums.back() + each);
      squares.push_back(squares.back() + each * each);
    }
  }
};

class Paths {
 public:
  Paths(Study& study, const backtest::Control& control) : study_(study), control_(control) {
    for (std::uint64_t number = 0; number < study.trials().numbers(); ++number) {
      if (study.trials().at(number)) {
        numbers_.push_back(number);
      }
    }
    if (numbers_.size() > kMostTrials) {
      refuse(study,
             fmt::format("study.cpcv: the study has {} trials, expected at most {}",
                         numbers_.size(), kMostTrials),
             "draw fewer of them: method: sobol, draws: 1000");
    }
    series_.resize(numbers_.size());
  }

  std::vector<double> objectives() {
    run_groups();
    const config::CpcvConfig& cpcv = *study_.config().cpcv;
    const stats::CombinatorialSplits made =
        stats::combinatorial_splits({.size = series_.front().returns.size(),
                                     .groups = static_cast<std::size_t>(cpcv.groups),
                                     .tested = static_cast<std::size_t>(cpcv.tested),
                                     .purge = sessions_in(longest_ns_),
                                     .embargo = sessions_in(cpcv.embargo.value_or(0))});
    std::vector<std::optional<std::size_t>> chosen;
    for (const stats::CombinatorialSplit& split : made.splits) {
      chosen.push_back(best_in(split.trains));
    }
    std::vector<double> objectives;
    for (const std::vector<stats::PathPiece>& path : made.paths) {
      if (const auto sharpe = sharpe_of(path, made, chosen)) {
        objectives.push_back(*sharpe);
      }
    }
    return objectives;
  }

 private:
  void run_groups() {
    const backtest::LeanRuns& whole = study_.runs();
    std::vector<core::Timestamp> times;
    for (const std::int64_t step : whole.session_ends()) {
      times.push_back(whole.bars().timeline.time(step));
    }
    const int groups = study_.config().cpcv->groups;
    if (times.size() < kFewestSessions * static_cast<std::size_t>(groups)) {
      refuse(study_,
             fmt::format("study.cpcv: {} groups of {} sessions have fewer than {} each", groups,
                         times.size(), kFewestSessions),
             "take fewer groups, or more data");
    }
    session_ns_ =
        static_cast<double>(times.back() - times.front()) / static_cast<double>(times.size() - 1);
    for (const backtest::Window& window :
         group_windows(times, whole.first_ns() - whole.bars().bar, groups)) {
      run_group(window);
    }
    std::ranges::for_each(series_, &TrialSeries::sum_up);
  }

  void run_group(const backtest::Window& window) {
    const backtest::LeanRuns runs(study_.plan(), study_.market(), window);
    const std::size_t sessions = runs.return_times().size();
    std::vector<std::int64_t> held(numbers_.size(), 0);
    const TrialSet set{.kind = RunKind::fold, .window = window, .keeps_returns = true};
    make_all(study_.engine(), set, numbers_, control_, [&](std::size_t i, MadeTrial&& made) {
      std::vector<double> returns;
      if (made.row.returns) {
        returns = std::move(made.row.returns->values);
      }
      returns.resize(sessions, 0);  // a trial that failed or lost everything earns nothing
      series_[i].returns.insert(series_[i].returns.end(), returns.begin(), returns.end());
      held[i] = made.longest_trip_ns;
    });
    longest_ns_ = std::max(longest_ns_, *std::ranges::max_element(held));
  }

  std::size_t sessions_in(core::Duration duration) const {
    return static_cast<std::size_t>(std::ceil(static_cast<double>(duration) / session_ns_));
  }

  std::optional<std::size_t> best_in(std::span<const stats::IndexRange> trains) const {
    std::optional<std::size_t> best;
    double most = 0;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      const auto sharpe = sharpe_in(series_[i], trains);
      if (sharpe && (!best || *sharpe > most)) {
        best = i;
        most = *sharpe;
      }
    }
    return best;
  }

  static std::optional<double> sharpe_in(const TrialSeries& series,
                                         std::span<const stats::IndexRange> ranges) {
    double count = 0;
    double sum = 0;
    double squares = 0;
    for (const stats::IndexRange& range : ranges) {
      count += static_cast<double>(range.end - range.begin);
      sum += series.sums[range.end] - series.sums[range.begin];
      squares += series.squares[range.end] - series.squares[range.begin];
    }
    const double variance = count > 1 ? (squares - sum * sum / count) / (count - 1) : 0;
    return variance > analysis::kNoSpread * analysis::kNoSpread
               ? std::optional(sum / count / std::sqrt(variance))
               : std::nullopt;
  }

  std::optional<double> sharpe_of(std::span<const stats::PathPiece> path,
                                  const stats::CombinatorialSplits& made,
                                  std::span<const std::optional<std::size_t>> chosen) const {
    std::vector<double> returns;
    for (const stats::PathPiece& piece : path) {
      const stats::IndexRange range = made.splits[piece.split].tests[piece.place];
      for (std::size_t i = range.begin; i < range.end; ++i) {
        returns.push_back(chosen[piece.split] ? series_[*chosen[piece.split]].returns[i] : 0);
      }
    }
    const std::optional<double> sharpe = session_sharpe(returns);
    const double year = analysis::samples_per_year(study_.market().state().data);
    return sharpe ? std::optional(*sharpe * std::sqrt(year)) : std::nullopt;
  }

  Study& study_;
  const backtest::Control& control_;
  std::vector<std::uint64_t> numbers_;
  std::vector<TrialSeries> series_;  // as numbers_
  double session_ns_ = 0;
  std::int64_t longest_ns_ = 0;
};

}  // namespace

std::vector<double> path_objectives(Study& study, const backtest::Control& control) {
  return Paths(study, control).objectives();
}

}  // namespace barometer::study
