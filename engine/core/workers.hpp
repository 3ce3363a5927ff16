// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

namespace barometer {

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
  // piece of work. Returns when all are done. REQUIRES: grain >= 1; body does not throw.
  template <class Body>
  void for_each(std::size_t count, std::size_t grain, const Body& body) {
    HandOver<Body> shared{body};
    shared.begun.store(true, std::memory_order_release);
    run(count, grain, &shared, [](void* self, std::size_t i) {
      auto& mine = *static_cast<HandOver<Body>*>(self);
      static_cast<void>(mine.begun.load(std::memory_order_acquire));
      mine.body(i);
      mine.ended.fetch_add(1, std::memory_order_release);
    });
    static_cast<void>(shared.ended.load(std::memory_order_acquire));
  }

 private:
  using Call = void (*)(void* shared, std::size_t i);

  // oneTBB orders the hand-over itself, but ThreadSanitizer cannot look into the distribution's
  // build of it: these two atomics are what it can see of that order.
  template <class Body>
  struct HandOver {
    const Body& body;
    std::atomic<bool> begun{false};
    std::atomic<std::size_t> ended{0};
  };

  void run(std::size_t count, std::size_t grain, void* shared, Call call);

  struct Arena;

  int threads_;
  std::unique_ptr<Arena> arena_;
};

// The library behind the workers with the version that is loaded: "oneTBB 2021.8".
std::string workers_library();

}  // namespace barometer
