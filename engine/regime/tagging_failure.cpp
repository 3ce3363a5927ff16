// SPDX-License-Identifier: Apache-2.0
#include "regime/tagging_failure.hpp"

#include <fmt/format.h>

#include "regime/tagger.hpp"

namespace barometer::regime {

core::Error tagging_failure(const Tagger& tagger, const FailedBlock& block) {
  const std::string bars = block.first == block.last
                               ? fmt::format("bar {}", block.first)
                               : fmt::format("bars {} to {}", block.first, block.last);
  return {
      core::ErrorKind::plugin_failed,
      core::Fault{tagger.plugin().path.string(),
                  fmt::format("tagger '{}' at symbol {}, {}, {}: {}", tagger.plugin().name(),
                              block.symbol, bars, core::format_utc(block.time_ns), block.reason),
                  ""}};
}

std::string stray_reason(std::span<const Dimension> dimensions, const StrayWatch::Stray& stray,
                         std::int64_t count) {
  return fmt::format(
      "wrote entry {} of {}'{}': a block has `count` entries (here {}), the first at index 0",
      stray.entry, stray.kind == ColumnKind::onset ? "the onsets of " : "",
      dimensions[stray.dimension].name, count);
}

}  // namespace barometer::regime
