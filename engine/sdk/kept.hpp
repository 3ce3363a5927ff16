// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <utility>

namespace barometer {

// A member that `reset` leaves as it is: room for a scratch calculation, or a cache that is dear to
// fill and would hold the same values again. Copying a strategy or tagger copies it; assigning,
// which is how `reset` goes back, does not touch it. Results must not depend on what it holds: each
// value is what would be computed anew in its place, whether there was a reset or none. It has no
// state(), so that a tagger cannot save it. What never changes after the constructor, such as a
// table or a fitted model, is a std::shared_ptr<const T> instead, which copies share.
template <std::copy_constructible T>
class Kept {
 public:
  Kept() requires std::default_initializable<T>
  = default;

  explicit Kept(T value) : value_(std::move(value)) {}

  Kept(const Kept&) = default;
  Kept(Kept&&) = default;
  ~Kept() = default;

  Kept& operator=(const Kept&) { return *this; }

  Kept& operator=(Kept&&) noexcept { return *this; }

  T& operator*() { return value_; }

  const T& operator*() const { return value_; }

  T* operator->() { return &value_; }

  const T* operator->() const { return &value_; }

 private:
  T value_{};
};

}  // namespace barometer
