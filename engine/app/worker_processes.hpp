// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "app/worker_launcher.hpp"
#include "study/study.hpp"
#include "study/trial_engine.hpp"

namespace barometer::app {

// Makes the trials of a study in worker processes, so that whatever a trial does to its process
// costs that trial: a crash, an endless loop, all memory. A trial fails only by what it does in a
// process that has made no other one before: one that ends, or that fails, in a used process is
// made once more in a fresh one. A hang is not tried twice.
class WorkerProcesses final : public study::TrialEngine {
 public:
  // The study outlives it, and everything that trials share is in it by now. At most `workers`
  // threads ask at once. REQUIRES: no thread but this one has been started. Throws as
  // WorkerLauncher.
  WorkerProcesses(study::Study& study, int workers);
  ~WorkerProcesses() override;

  void make(const study::TrialSet& set, std::span<const std::uint64_t> numbers, const Take& take,
            const std::atomic<bool>* stop) override;
  void release() override;

  // Waits for the workers and says, once each, what plug-ins did to their processes.
  std::vector<std::string> end();

 private:
  class Worker;
  class Asked;

  std::unique_ptr<Worker> take_worker(bool fresh);
  void give_back(std::unique_ptr<Worker> worker);
  void stop(std::unique_ptr<Worker> worker);
  void warn(const std::string& change);

  study::TrialThreads rows_;  // makes the rows of trials that ended with their process
  WorkerLauncher launcher_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
  std::vector<std::unique_ptr<Worker>> stopped_;  // their processes end now
  std::vector<std::string> warnings_;
};

}  // namespace barometer::app
