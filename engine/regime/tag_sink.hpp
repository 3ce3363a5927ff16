// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/symbol.hpp"
#include "regime/tag_columns.hpp"

namespace barometer::regime {

// Where the tags of one tagger for one series of bars go.
struct TagSink {
  const TagColumns& columns;
  core::SymbolIndex symbol = 0;  // of the columns
  std::size_t dimension = 0;     // of the columns: the tagger's first
};

}  // namespace barometer::regime
