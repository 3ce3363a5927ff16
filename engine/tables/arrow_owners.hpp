// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/arrow.h>

#include <utility>

// Owners of the structs of the Arrow C interfaces: each is released once.

namespace barometer::tables {

template <class Struct>
class ArrowOwner {
 public:
  ArrowOwner() = default;

  // Takes what `from` has, which is then released for whoever gave it.
  explicit ArrowOwner(Struct* from) : owned_(*from) { from->release = nullptr; }

  ArrowOwner(ArrowOwner&& other) noexcept : owned_(std::exchange(other.owned_, {})) {}

  ArrowOwner& operator=(ArrowOwner&& other) noexcept {
    std::swap(owned_, other.owned_);
    return *this;
  }

  ~ArrowOwner() {
    if (owned_.release != nullptr) {
      owned_.release(&owned_);
    }
  }

  // False at the end of a stream, and before anything is owned.
  explicit operator bool() const { return owned_.release != nullptr; }

  Struct* get() { return &owned_; }

  const Struct* operator->() const { return &owned_; }

  const Struct& operator*() const { return owned_; }

 private:
  Struct owned_{};
};

using OwnedSchema = ArrowOwner<ArrowSchema>;
using OwnedArray = ArrowOwner<ArrowArray>;
using OwnedStream = ArrowOwner<ArrowArrayStream>;

}  // namespace barometer::tables
