// SPDX-License-Identifier: Apache-2.0
#include "watched_call.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace nb = nanobind;

namespace barometer::python {

namespace {

constexpr auto kLook = std::chrono::milliseconds(20);

std::atomic<bool> is_forked{false};

// Work on another thread, and whether it has ended.
class Job {
 public:
  explicit Job(const std::function<void()>& work) {
    thread_ = std::thread([this, &work] {
      try {
        work();
      } catch (...) {
        failure_ = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      ended_ = true;
      wake_.notify_one();
    });
  }

  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  ~Job() {
    const nb::gil_scoped_release released;
    thread_.join();
  }

  bool ends_within(std::chrono::milliseconds time) {
    const nb::gil_scoped_release released;
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, time, [this] { return ended_; });
  }

  const std::exception_ptr& failure() const { return failure_; }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

void look_for_signals() {
  if (PyErr_CheckSignals() != 0) {
    throw nb::python_error();
  }
}

}  // namespace

int allowed_threads(int threads) {
  return is_forked ? 1 : threads;
}

void after_fork() {
  is_forked = true;
}

void watch(const std::function<void(const backtest::Control&)>& work, int threads,
           const nb::object& progress) {
  std::atomic<bool> stop{false};
  std::atomic<double> share{0};
  backtest::Control control{.threads = allowed_threads(threads), .stop = &stop};
  const bool told = !progress.is_none();
  if (told) {
    control.progress = [&share](double done) { share = done; };
  }
  std::exception_ptr failure;
  {
    const std::function<void()> controlled = [&] { work(control); };
    Job job(controlled);
    while (!job.ends_within(kLook)) {
      try {
        look_for_signals();
        if (told) {
          progress(share.load());
        }
      } catch (const nb::python_error&) {  // the work ends first
        failure = std::current_exception();
        stop = true;
        break;
      }
    }
    while (!job.ends_within(std::chrono::hours(1))) {
    }
    failure = failure != nullptr ? failure : job.failure();
  }
  if (failure != nullptr) {
    std::rethrow_exception(failure);
  }
}

}  // namespace barometer::python
