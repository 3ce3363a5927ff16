// SPDX-License-Identifier: Apache-2.0
#include "analysis/sample_size.hpp"

#include <algorithm>
#include <cmath>

#include "stats/cluster_mean.hpp"

namespace barometer::analysis {

namespace {

struct BlockCount {
  std::int64_t all = 0;
  std::int64_t active = 0;  // with a return that is not 0
};

BlockCount count_blocks(std::span<const double> returns) {
  const std::size_t length = sessions_a_block(returns.size());
  BlockCount blocks;
  for (std::size_t begin = 0; begin < returns.size(); begin += length) {
    const auto block = returns.subspan(begin, std::min(length, returns.size() - begin));
    ++blocks.all;
    blocks.active += std::ranges::any_of(block, [](double r) { return r != 0; }) ? 1 : 0;
  }
  return blocks;
}

}  // namespace

double independent_block(std::size_t sessions) {
  return 0.65 * std::sqrt(static_cast<double>(sessions));
}

std::size_t sessions_a_block(std::size_t sessions) {
  return static_cast<std::size_t>(std::ceil(independent_block(sessions)));
}

std::optional<TooFew> too_few(std::span<const double> returns, std::size_t fewest) {
  if (returns.size() < fewest) {
    return TooFew{static_cast<std::int64_t>(returns.size()), static_cast<std::int64_t>(fewest),
                  "returns"};
  }
  const BlockCount blocks = count_blocks(returns);
  const std::int64_t need = std::min(stats::kFewestBlocks, (2 * blocks.all + 2) / 3);
  return blocks.active < need ? std::optional(TooFew{blocks.active, need, "blocks"}) : std::nullopt;
}

}  // namespace barometer::analysis
