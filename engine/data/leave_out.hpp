// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace barometer::data {

// Takes the rows at `indices`, which ascend, out of `rows` in one pass; the others keep their
// order. No rows stay none.
template <class Row>
void leave_out(std::span<const std::size_t> indices, std::vector<Row>& rows) {
  if (indices.empty() || rows.empty()) {
    return;
  }
  std::size_t kept = indices.front();
  std::size_t next = 0;
  for (std::size_t row = kept; row < rows.size(); ++row) {
    if (next < indices.size() && indices[next] == row) {
      ++next;
    } else {
      rows[kept++] = rows[row];
    }
  }
  rows.resize(kept);
}

}  // namespace barometer::data
