// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace barometer::core {

// A column of an arena as a range of rows. It owns nothing, is valid as long as the arena, and is
// as constant as the object that holds it: a constant market shows constant rows.
template <class Row>
class Rows {
 public:
  Rows() = default;

  explicit Rows(std::span<Row> rows) : rows_(rows) {}

  std::size_t size() const { return rows_.size(); }

  bool empty() const { return rows_.empty(); }

  Row* data() { return rows_.data(); }

  const Row* data() const { return rows_.data(); }

  Row* begin() { return rows_.data(); }

  const Row* begin() const { return rows_.data(); }

  Row* end() { return rows_.data() + rows_.size(); }

  const Row* end() const { return rows_.data() + rows_.size(); }

  Row& operator[](std::size_t i) { return rows_[i]; }

  const Row& operator[](std::size_t i) const { return rows_[i]; }

  Row& front() { return rows_.front(); }

  const Row& front() const { return rows_.front(); }

  Row& back() { return rows_.back(); }

  const Row& back() const { return rows_.back(); }

  std::vector<Row> copy() const { return {begin(), end()}; }

 private:
  std::span<Row> rows_;
};

}  // namespace barometer::core
