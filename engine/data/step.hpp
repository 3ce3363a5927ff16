// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"

namespace barometer::data {

// All bars that close at one timestamp.
struct Step {
  std::int64_t index = 0;
  core::Timestamp time_ns = 0;                     // close time of its bars
  std::span<const core::SymbolIndex> active = {};  // symbols with a bar in it, ascending
};

}  // namespace barometer::data
