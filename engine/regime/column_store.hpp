// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>

#include "regime/column_key.hpp"
#include "regime/tag_column.hpp"

namespace barometer::regime {

// Complete columns by key, for those who tag one market more than once: what is there is not
// computed again. Any number of threads may use it at once.
class ColumnStore {
 public:
  using Column = std::shared_ptr<const TagColumn>;

  // NULL where there is none.
  Column find(const ColumnKey& key) const;

  // Keeps the column that is there already: both have the same bits.
  void add(const ColumnKey& key, Column column);

  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::map<ColumnKey, Column> columns_;
};

}  // namespace barometer::regime
