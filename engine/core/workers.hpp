// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

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
    run(count, grain, &body,
        [](const void* self, std::size_t i) { (*static_cast<const Body*>(self))(i); });
  }

 private:
  using Call = void (*)(const void* body, std::size_t i);

  void run(std::size_t count, std::size_t grain, const void* body, Call call);

  struct Arena;

  int threads_;
  std::unique_ptr<Arena> arena_;
};

}  // namespace barometer
