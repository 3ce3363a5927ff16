// SPDX-License-Identifier: Apache-2.0
#include "app/worker_processes.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "app/trial_worker.hpp"
#include "app/worker_channel.hpp"
#include "core/error.hpp"
#include "study/trial_message.hpp"

namespace barometer::app {

using study::MadeTrial;
using study::TrialSet;

// A process that makes trials, and what has crossed to it.
class WorkerProcesses::Worker {
 public:
  explicit Worker(LaunchedWorker launched)
      : channel_(std::move(launched.socket)), death_(std::move(launched.death)) {}

  WorkerChannel& channel() { return channel_; }

  // Nothing where its process sent what is no trial.
  std::optional<MadeTrial> decoded(const std::string& bytes) {
    try {
      return decoder_.decode(bytes);
    } catch (const core::Error&) {
      return std::nullopt;
    }
  }

  void count_trial() { ++made_; }

  bool is_fresh() const { return made_ == 0; }

  WorkerDeath death() const { return read_death(death_); }

  // At most for as long as a plug-in is given after an interrupt.
  void wait_for_end() const {
    constexpr int kMost = 4'000;  // ms
    pollfd ended{.fd = death_.number(), .events = POLLIN, .revents = 0};
    ::poll(&ended, 1, kMost);
  }

 private:
  WorkerChannel channel_;
  plugin::Descriptor death_;
  study::TrialDecoder decoder_;
  std::uint64_t made_ = 0;  // trials
};

// One call of make(): the numbers that are left, and the worker that makes them.
class WorkerProcesses::Asked {
 public:
  Asked(WorkerProcesses& all, const TrialSet& set, std::span<const std::uint64_t> numbers,
        const Take& take, const std::atomic<bool>* stop)
      : all_(all), set_(set), rest_(numbers), take_(take), stop_(stop) {}

  void make() {
    while (!rest_.empty() && !stopped()) {
      worker_ = all_.take_worker(fresh_);
      if (const auto why = order()) {
        end(*why);
      } else if (worker_ != nullptr) {
        all_.stop(std::move(worker_));
      }
    }
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

  // Has the worker make what is left, or only the first where that is to be alone. Why the worker
  // can make no more of it; nothing where it can, or all is made.
  std::optional<WorkerDeath> order() {
    const auto asked = fresh_ ? rest_.first(1) : rest_;
    const std::size_t left = rest_.size() - asked.size();
    since_ = Clock::now();
    worker_->channel().send(Word::order, study::encode({set_, {asked.begin(), asked.end()}}));
    for (;;) {
      const std::optional<Message> message = worker_->channel().receive(stop_);
      if (!message) {
        return stopped() ? std::nullopt : std::optional(worker_->death());
      }
      switch (message->word) {
        case Word::warning:
          all_.warn(message->bytes);
          break;
        case Word::refused:
          throw core::Error(core::ErrorKind::bad_input, core::Fault{"", message->bytes, ""});
        case Word::made:
          return rest_.size() == left ? given_back() : interrupted();
        default:
          if (!take(*message)) {
            return WorkerDeath{};
          }
      }
    }
  }

  std::optional<WorkerDeath> given_back() {
    all_.give_back(std::move(worker_));
    return std::nullopt;
  }

  // The worker has noticed an interrupt, of which this process may not know yet.
  std::optional<WorkerDeath> interrupted() const {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return stopped()
               ? std::nullopt
               : std::optional(WorkerDeath{EndedBy::interrupt, "its process was interrupted"});
  }

  // False where the message is no trial, or one that has to be made again in a fresh process.
  bool take(const Message& message) {
    std::optional<MadeTrial> made =
        message.word == Word::trial ? worker_->decoded(message.bytes) : std::nullopt;
    if (!made || rest_.empty() || made->row.number != rest_.front()) {
      return false;
    }
    if (made->row.state == study::RunState::failed && !worker_->is_fresh()) {
      return false;
    }
    worker_->count_trial();
    hand_over(std::move(*made));
    return true;
  }

  void hand_over(MadeTrial&& made) {
    fresh_ = false;
    rest_ = rest_.subspan(1);
    since_ = Clock::now();
    take_(std::move(made));
  }

  // The first of those that are left has ended with the worker's process; where none is left, the
  // process has ended behind them.
  void end(const WorkerDeath& death) {
    const bool again = !worker_->is_fresh() && death.by != EndedBy::deadline;
    worker_.reset();
    if (rest_.empty()) {
      return;
    }
    if (again) {
      fresh_ = true;
      return;
    }
    MadeTrial made;
    made.row = all_.rows_.failed(
        set_, rest_.front(),
        death.text.empty() ? "its process ended and did not say why" : death.text);
    made.row.seconds = std::chrono::duration<double>(Clock::now() - since_).count();
    hand_over(std::move(made));
  }

  WorkerProcesses& all_;
  const TrialSet& set_;
  std::span<const std::uint64_t> rest_;
  const Take& take_;
  const std::atomic<bool>* stop_;
  std::unique_ptr<Worker> worker_;
  Clock::time_point since_;  // that the first of those that are left is being made
  bool fresh_ = false;       // it is to be made in a process of its own
};

WorkerProcesses::WorkerProcesses(study::Study& study, int workers)
    : rows_(study), launcher_([&study, workers](plugin::Descriptor socket) {
        make_ordered_trials(study, workers, WorkerChannel(std::move(socket)));
      }) {}

WorkerProcesses::~WorkerProcesses() = default;

void WorkerProcesses::make(const TrialSet& set, std::span<const std::uint64_t> numbers,
                           const Take& take, const std::atomic<bool>* stop) {
  Asked(*this, set, numbers, take, stop).make();
}

// Nothing reads the store any more when it returns, but for a plug-in that does not end.
void WorkerProcesses::release() {
  rows_.release();
  std::erase_if(idle_, [](const std::unique_ptr<Worker>& worker) {
    worker->channel().send(Word::release, "");
    return !worker->channel().receive(nullptr);  // it has ended meanwhile
  });
  for (const std::unique_ptr<Worker>& worker : std::exchange(stopped_, {})) {
    worker->wait_for_end();
  }
}

std::vector<std::string> WorkerProcesses::end() {
  for (const std::unique_ptr<Worker>& worker : idle_) {
    worker->channel().end_sending();
    while (const auto message = worker->channel().receive(nullptr)) {
      warn(message->bytes);
    }
  }
  idle_.clear();
  return std::exchange(warnings_, {});
}

std::unique_ptr<WorkerProcesses::Worker> WorkerProcesses::take_worker(bool fresh) {
  const std::scoped_lock lock(mutex_);
  if (fresh || idle_.empty()) {
    return std::make_unique<Worker>(launcher_.launch());
  }
  std::unique_ptr<Worker> worker = std::move(idle_.back());
  idle_.pop_back();
  return worker;
}

void WorkerProcesses::give_back(std::unique_ptr<Worker> worker) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(worker));
}

void WorkerProcesses::stop(std::unique_ptr<Worker> worker) {
  worker->channel().end();
  const std::scoped_lock lock(mutex_);
  stopped_.push_back(std::move(worker));
}

void WorkerProcesses::warn(const std::string& change) {
  const std::scoped_lock lock(mutex_);
  if (std::ranges::find(warnings_, change) == warnings_.end()) {
    warnings_.push_back(change);
  }
}

}  // namespace barometer::app
