// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace barometer::core {

// A column of an arena as a range of rows. It owns nothing, is valid as long as the arena, and is
// as constant as the object that holds it: a constant market shows constant rows. Row may be
// incomplete where no row is looked at.
template <class Row>
class Rows {
 public:
  Rows() = default;

  explicit Rows(std::span<Row> rows) : begin_(rows.data()), size_(rows.size()) {}

  std::size_t size() const { return size_; }

  bool empty() const { return size_ == 0; }

  Row* data() { return begin_; }

  const Row* data() const { return begin_; }

  Row* begin() { return begin_; }

  const Row* begin() const { return begin_; }

  Row* end() { return begin_ + size_; }

  const Row* end() const { return begin_ + size_; }

  Row& operator[](std::size_t i) { return begin_[i]; }

  const Row& operator[](std::size_t i) const { return begin_[i]; }

  Row& front() { return *begin_; }

  const Row& front() const { return *begin_; }

  Row& back() { return begin_[size_ - 1]; }

  const Row& back() const { return begin_[size_ - 1]; }

  std::vector<Row> copy() const { return {begin(), end()}; }

 private:
  Row* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace barometer::core
