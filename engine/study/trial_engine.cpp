// SPDX-License-Identifier: Apache-2.0
#include "study/trial_engine.hpp"

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "core/stop.hpp"
#include "core/workers.hpp"
#include "study/study.hpp"

namespace barometer::study {

namespace {

bool same_window(const backtest::Window& a, const backtest::Window& b) {
  return a.from_ns == b.from_ns && a.to_ns == b.to_ns;
}

bool same_set(const TrialSet& a, const TrialSet& b) {
  return a.kind == b.kind && same_window(a.window, b.window) &&
         a.keeps_returns == b.keeps_returns && a.earlier == b.earlier;
}

}  // namespace

// What all trials of a set need: the market judged for its window, and what the store knows.
struct TrialThreads::Prepared {
  Prepared(Study& study, const TrialSet& asked)
      : set(asked), measures(study.measures()), keys(measures.keys()) {
    if (!same_window(set.window, study.window())) {
      own.emplace(study.plan(), study.market(), set.window);
    }
    runner.emplace(study.plans(), own ? *own : study.runs(), measures, set);
    if (set.earlier) {
      known.emplace(*set.earlier);
      recall = [this](const RunRow& begun) { return known->find(begun, keys); };
    }
  }

  TrialSet set;
  const TrialMeasures& measures;
  std::vector<std::string> keys;
  std::optional<backtest::LeanRuns> own;
  std::optional<TrialRunner> runner;
  std::optional<KnownTrials> known;
  TrialRunner::Recall recall;
};

std::shared_ptr<TrialThreads::Prepared> TrialThreads::prepared(const TrialSet& set) {
  const std::scoped_lock lock(mutex_);
  if (latest_ == nullptr || !same_set(latest_->set, set)) {
    latest_ = std::make_shared<Prepared>(study_, set);
  }
  return latest_;
}

void TrialThreads::make(const TrialSet& set, std::span<const std::uint64_t> numbers,
                        const Take& take, const std::atomic<bool>* stop) {
  const std::shared_ptr<Prepared> all = prepared(set);
  for (const std::uint64_t number : numbers) {
    MadeTrial made;
    try {
      core::Stop(stop).check();
      made = all->runner->run(*study_.trials().at(number), stop, all->recall);
    } catch (const core::Error& error) {
      if (error.kind() != core::ErrorKind::interrupted) {
        throw;
      }
      return;
    }
    take(std::move(made));
  }
}

RunRow TrialThreads::failed(const TrialSet& set, std::uint64_t number, std::string reason) {
  return prepared(set)->runner->failed(*study_.trials().at(number), std::move(reason));
}

TrialDealer::Piece TrialDealer::next() {
  constexpr std::uint64_t kMost = 256;
  constexpr std::uint64_t kPiecesEach = 8;  // of what is left
  Piece piece{.begin = dealt_.load(std::memory_order_relaxed)};
  do {
    const std::uint64_t left = numbers_ - piece.begin;
    const std::uint64_t share = left / (kPiecesEach * static_cast<std::uint64_t>(threads_));
    piece.end = piece.begin + std::min(left, std::clamp(share, std::uint64_t{1}, kMost));
  } while (!dealt_.compare_exchange_weak(piece.begin, piece.end, std::memory_order_relaxed));
  return piece;
}

void make_all(TrialEngine& engine, const TrialSet& set, std::span<const std::uint64_t> numbers,
              const backtest::Control& control,
              const std::function<void(std::size_t index, MadeTrial&& made)>& take) {
  const int threads = std::max(1, control.threads);
  TrialDealer dealer(numbers.size(), threads);
  core::Workers workers(threads);
  workers.for_each(static_cast<std::size_t>(threads), 1, [&](std::size_t) {
    for (auto piece = dealer.next(); piece.begin < piece.end; piece = dealer.next()) {
      std::size_t index = piece.begin;
      engine.make(
          set, numbers.subspan(index, piece.end - piece.begin),
          [&](MadeTrial&& made) { take(index++, std::move(made)); }, control.stop);
    }
  });
  core::Stop(control.stop).check();
}

MadeTrial make_one(TrialEngine& engine, const TrialSet& set, std::uint64_t number,
                   const std::atomic<bool>* stop) {
  std::optional<MadeTrial> found;
  engine.make(
      set, {&number, 1}, [&](MadeTrial&& made) { found = std::move(made); }, stop);
  if (!found) {
    throw core::Error(core::ErrorKind::interrupted, core::Fault{"", "interrupted", ""});
  }
  return *std::move(found);
}

}  // namespace barometer::study
