// SPDX-License-Identifier: Apache-2.0
#include "study/sweep.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "core/error.hpp"
#include "core/workers.hpp"

namespace barometer::study {

namespace {

// Numbers that one thread takes at a time: enough that taking them costs nothing, few enough that
// all threads end together.
std::uint64_t chunk_of(std::uint64_t numbers, int threads) {
  constexpr std::uint64_t kMost = 16;
  constexpr std::uint64_t kChunksEach = 16;
  return std::clamp(numbers / (kChunksEach * static_cast<std::uint64_t>(threads)), std::uint64_t{1},
                    kMost);
}

class Sweep {
 public:
  Sweep(const TrialList& trials, const TrialRunner& runner, std::span<const std::uint64_t> done,
        bool maximise, const SweepSink& sink, const backtest::Control& control)
      : trials_(trials),
        runner_(runner),
        done_(done),
        maximise_(maximise),
        sink_(sink),
        stop_(control.stop) {
    progress_.total = trials.count();
    progress_.done = done.size();
  }

  void run_chunk(std::uint64_t chunk, std::uint64_t size) {
    const std::uint64_t end = std::min(trials_.numbers(), (chunk + 1) * size);
    for (std::uint64_t i = chunk * size; i < end && !stopped(); ++i) {
      const std::uint64_t number = trials_.nth(i);
      if (std::ranges::binary_search(done_, number)) {
        continue;
      }
      if (const std::optional<Trial> trial = trials_.at(number)) {
        run(*trial);
      }
    }
  }

  const SweepProgress& progress() const { return progress_; }

 private:
  bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

  void run(const Trial& trial) {
    try {
      take(runner_.run(trial, stop_, sink_.recall));
    } catch (const core::Error& error) {
      if (error.kind() != core::ErrorKind::interrupted) {
        throw;
      }
    }
  }

  bool is_better(double objective) const {
    return !progress_.best ||
           (maximise_ ? objective > *progress_.best : objective < *progress_.best);
  }

  void take(RunRow&& row) {
    const std::scoped_lock lock(mutex_);
    ++progress_.done;
    progress_.failed += row.state == RunState::done ? 0 : 1;
    if (row.objective && is_better(*row.objective)) {
      progress_.best = row.objective;
    }
    sink_.take(std::move(row));
    if (sink_.progress) {
      sink_.progress(progress_);
    }
  }

  const TrialList& trials_;
  const TrialRunner& runner_;
  std::span<const std::uint64_t> done_;
  bool maximise_;
  const SweepSink& sink_;
  const std::atomic<bool>* stop_;
  std::mutex mutex_;
  SweepProgress progress_;
};

}  // namespace

SweepProgress sweep(const TrialList& trials, const TrialRunner& runner,
                    std::span<const std::uint64_t> done, bool maximise, const SweepSink& sink,
                    const backtest::Control& control) {
  Sweep work(trials, runner, done, maximise, sink, control);
  const int threads = std::max(1, control.threads);
  core::Workers workers(threads);
  const std::uint64_t size = chunk_of(trials.numbers(), threads);
  const std::uint64_t chunks = (trials.numbers() + size - 1) / size;
  workers.for_each(static_cast<std::size_t>(chunks), 1,
                   [&](std::size_t chunk) { work.run_chunk(chunk, size); });
  return work.progress();
}

}  // namespace barometer::study
