// SPDX-License-Identifier: Apache-2.0
#include "regime/column_store.hpp"

#include <utility>

namespace barometer::regime {

ColumnStore::Column ColumnStore::find(const ColumnKey& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = columns_.find(key);
  return found == columns_.end() ? nullptr : found->second;
}

void ColumnStore::add(const ColumnKey& key, Column column) {
  const std::scoped_lock lock(mutex_);
  columns_.try_emplace(key, std::move(column));
}

std::size_t ColumnStore::size() const {
  const std::scoped_lock lock(mutex_);
  return columns_.size();
}

}  // namespace barometer::regime
