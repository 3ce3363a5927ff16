// SPDX-License-Identifier: Apache-2.0
#include "study/sweep.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "core/workers.hpp"

namespace barometer::study {

namespace {

class Sweep {
 public:
  Sweep(const TrialList& trials, TrialEngine& engine, const TrialSet& set,
        std::span<const std::uint64_t> done, bool maximise, const SweepSink& sink,
        const backtest::Control& control)
      : trials_(trials),
        engine_(engine),
        set_(set),
        done_(done),
        maximise_(maximise),
        sink_(sink),
        stop_(control.stop) {
    progress_.total = trials.count();
    progress_.done = done.size();
  }

  void run_piece(const TrialDealer::Piece& piece) {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t i = piece.begin; i < piece.end && !stopped(); ++i) {
      const std::uint64_t number = trials_.nth(i);
      if (!std::ranges::binary_search(done_, number) && trials_.at(number)) {
        numbers.push_back(number);
      }
    }
    if (!numbers.empty() && !stopped()) {
      make(numbers);
    }
  }

  const SweepProgress& progress() const { return progress_; }

 private:
  bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

  // Hands trials over some at a time: threads that do so after each wait for each other.
  void make(std::span<const std::uint64_t> numbers) {
    constexpr std::size_t kMost = 32;
    constexpr std::chrono::milliseconds kLongest{5};
    std::vector<MadeTrial> made;
    auto since = std::chrono::steady_clock::now();
    const auto gather = [&](MadeTrial&& trial) {
      made.push_back(std::move(trial));
      const auto now = std::chrono::steady_clock::now();
      if (made.size() >= kMost || now - since >= kLongest) {
        take(made);
        since = now;
      }
    };
    try {
      engine_.make(set_, numbers, gather, stop_);
    } catch (...) {  // what is finished is not lost
      take(made);
      throw;
    }
    take(made);
  }

  bool is_better(double objective) const {
    return !progress_.best ||
           (maximise_ ? objective > *progress_.best : objective < *progress_.best);
  }

  // Leaves none in `made`.
  void take(std::vector<MadeTrial>& made) {
    const std::scoped_lock lock(mutex_);
    for (MadeTrial& trial : made) {
      count(trial);
      sink_.take(std::move(trial.row));
    }
    if (sink_.progress && !made.empty()) {
      sink_.progress(progress_);
    }
    made.clear();
  }

  void count(const MadeTrial& made) {
    const RunRow& row = made.row;
    ++progress_.done;
    progress_.recalled += made.recalled ? 1 : 0;
    progress_.failed += row.state == RunState::done ? 0 : 1;
    if (row.objective && is_better(*row.objective)) {
      progress_.best = row.objective;
    }
  }

  const TrialList& trials_;
  TrialEngine& engine_;
  TrialSet set_;
  std::span<const std::uint64_t> done_;
  bool maximise_;
  const SweepSink& sink_;
  const std::atomic<bool>* stop_;
  std::mutex mutex_;
  SweepProgress progress_;
};

}  // namespace

SweepProgress sweep(const TrialList& trials, TrialEngine& engine, const TrialSet& set,
                    std::span<const std::uint64_t> done, bool maximise, const SweepSink& sink,
                    const backtest::Control& control) {
  Sweep work(trials, engine, set, done, maximise, sink, control);
  const int threads = std::max(1, control.threads);
  core::Workers workers(threads);
  TrialDealer dealer(trials.numbers(), threads);
  workers.for_each(static_cast<std::size_t>(threads), 1, [&](std::size_t) {
    for (auto piece = dealer.next(); piece.begin < piece.end; piece = dealer.next()) {
      work.run_piece(piece);
    }
  });
  return work.progress();
}

}  // namespace barometer::study
