// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "backtest/api/control.hpp"
#include "study/known_trials.hpp"
#include "study/trial_runner.hpp"

namespace barometer::study {

class Study;

// Makes the trials of a study: in threads of this process, or where the program has others do it.
// The same rows for any engine, but for the time that they took.
class TrialEngine {
 public:
  // Called for one trial after the other, on the thread that asked.
  using Take = std::function<void(MadeTrial&& made)>;

  TrialEngine() = default;
  virtual ~TrialEngine() = default;
  TrialEngine(const TrialEngine&) = delete;
  TrialEngine& operator=(const TrialEngine&) = delete;

  // Hands over the trials of these numbers, finished or failed, in their order. Ends early once
  // `stop` is set, between two of them. Any number of threads may ask at once. REQUIRES: each is
  // the number of a trial. Throws Error{bad_input} where the set's window leaves no run, and as the
  // store that is read.
  virtual void make(const TrialSet& set, std::span<const std::uint64_t> numbers, const Take& take,
                    const std::atomic<bool>* stop) = 0;

  // Lets go of what is kept from one call to the next, the store above all: a store that its writer
  // closes last is one whole file. REQUIRES: nobody is asking.
  virtual void release() = 0;
};

// Makes each trial on the thread that asks for it.
class TrialThreads final : public TrialEngine {
 public:
  // The study outlives it.
  explicit TrialThreads(Study& study) : study_(study) {}

  void make(const TrialSet& set, std::span<const std::uint64_t> numbers, const Take& take,
            const std::atomic<bool>* stop) override;

  void release() override { latest_.reset(); }

  // The row of a trial that somebody else was to make.
  RunRow failed(const TrialSet& set, std::uint64_t number, std::string reason);

 private:
  struct Prepared;

  std::shared_ptr<Prepared> prepared(const TrialSet& set);

  Study& study_;
  std::mutex mutex_;
  std::shared_ptr<Prepared> latest_;  // sets follow each other
};

// Deals numbers to threads: large pieces first, so that to take one costs nothing, and ever smaller
// ones, so that all threads end together. Any thread may ask.
class TrialDealer {
 public:
  TrialDealer(std::uint64_t numbers, int threads) : numbers_(numbers), threads_(threads) {}

  struct Piece {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;  // as `begin`: nothing is left
  };

  Piece next();

 private:
  std::uint64_t numbers_;
  int threads_;
  std::atomic<std::uint64_t> dealt_{0};
};

// Has all of them made on as many threads as the control says. `take` gets the index of a number
// and its trial, from any thread. Throws Error{interrupted} when stopped, and as TrialEngine.
void make_all(TrialEngine& engine, const TrialSet& set, std::span<const std::uint64_t> numbers,
              const backtest::Control& control,
              const std::function<void(std::size_t index, MadeTrial&& made)>& take);

// The trial with one number, on the calling thread. Throws Error{interrupted} when stopped.
MadeTrial make_one(TrialEngine& engine, const TrialSet& set, std::uint64_t number,
                   const std::atomic<bool>* stop);

}  // namespace barometer::study
