// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "config/data_config.hpp"
#include "core/error.hpp"

namespace barometer::config {

// Which of the names that a source has or a config lists a run is about. Every question takes time
// in proportion to the number of names, or none.
class Universe {
 public:
  // `config` must outlive it.
  explicit Universe(const DataConfig& config);

  // Without the names that data.exclude lists, in their order.
  std::vector<std::string> without_excluded(std::span<const std::string> names) const;

  bool excludes(const std::string& name) const { return excluded_.contains(name); }

  // A fault for each name under data.exclude and data.venues that is not one of `names`, with the
  // nearest of them.
  std::vector<core::Fault> unknown_names(std::span<const std::string> names) const;

  // That data.exclude leaves out every symbol.
  core::Fault nothing_left() const;

  // "file:line:column" of the symbol that data.symbols lists at `index`.
  std::string place_of(std::size_t index) const;

 private:
  const DataConfig& config_;
  std::unordered_set<std::string> excluded_;
};

}  // namespace barometer::config
