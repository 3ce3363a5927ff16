// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace barometer::core {

// A bounded set of threads for loops over independent items. The only door to oneTBB. Item i must
// write to slot i alone, so that the result does not depend on the number of threads.
class Workers {
 public:
  // `threads` >= 1; with one, everything runs on the caller's thread and oneTBB is never woken.
  explicit Workers(int threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  int threads() const { return threads_; }

  // Calls body(i) for i in 0 .. count - 1; neighbours stay together, at most `grain` of them in one
  // piece of work. Returns when all are done; where bodies threw, with what the first of these
  // items threw, whatever the number of threads. A body may call this again. REQUIRES: grain >= 1.
  template <class Body>
  void for_each(std::size_t count, std::size_t grain, const Body& body) {
    HandOver<Body> shared{body};
    shared.begun.store(true, std::memory_order_release);
    run(count, grain, &shared, [](void* self, std::size_t i) {
      auto& mine = *static_cast<HandOver<Body>*>(self);
      static_cast<void>(mine.begun.load(std::memory_order_acquire));
      try {
        mine.body(i);
      } catch (...) {
        mine.failures.add(i, std::current_exception());
      }
      mine.ended.fetch_add(1, std::memory_order_release);
    });
    static_cast<void>(shared.ended.load(std::memory_order_acquire));
    shared.failures.rethrow();
  }

 private:
  using Call = void (*)(void* shared, std::size_t i);

  // What the first of the items that failed threw.
  class FirstFailure {
   public:
    void add(std::size_t item, std::exception_ptr failure) {
      const std::scoped_lock lock(mutex_);
      if (!failure_ || item < item_) {
        item_ = item;
        failure_ = std::move(failure);
      }
    }

    void rethrow() const {
      if (failure_) {
        std::rethrow_exception(failure_);
      }
    }

   private:
    std::mutex mutex_;
    std::size_t item_ = 0;
    std::exception_ptr failure_;
  };

  // oneTBB orders the hand-over itself, but ThreadSanitizer cannot look into the distribution's
  // build of it: these two atomics are what it can see of that order.
  template <class Body>
  struct HandOver {
    const Body& body;
    std::atomic<bool> begun{false};
    std::atomic<std::size_t> ended{0};
    FirstFailure failures{};
  };

  void run(std::size_t count, std::size_t grain, void* shared, Call call);

  struct Arena;

  int threads_;
  std::unique_ptr<Arena> arena_;
};

// The library behind the workers with the version that is loaded: "oneTBB 2021.8".
std::string workers_library();

}  // namespace barometer::core
