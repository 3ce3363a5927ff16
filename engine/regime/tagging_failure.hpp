// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "regime/dimension.hpp"
#include "regime/stray_watch.hpp"

namespace barometer::regime {

class Tagger;

// A block of bars that a tagger did not tag, or not as it promised.
struct FailedBlock {
  const char* symbol = "";
  std::int64_t first = 0;       // its bars
  std::int64_t last = 0;        // "
  core::Timestamp time_ns = 0;  // of the first
  std::string reason;
};

// The error of it, which names plug-in, symbol, bars and time.
core::Error tagging_failure(const Tagger& tagger, const FailedBlock& block);

// The reason where it wrote what it had not promised.
inline constexpr const char* kBrokenPromise =
    "wrote a category that it did not declare, an infinite scalar or an onset after its bar";

// The reason where it wrote outside of a block of `count` bars.
std::string stray_reason(std::span<const Dimension> dimensions, const StrayWatch::Stray& stray,
                         std::int64_t count);

}  // namespace barometer::regime
