// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/run_record.hpp"

namespace barometer::page {

// The live steps of a run in cells of equally many, the last of which may have fewer: what pictures
// over time are made of. Places are counted from the first live step.
struct StepCells {
  std::size_t steps = 0;
  std::size_t per = 1;  // steps in a cell

  // At most `most` cells. REQUIRES: most > 0.
  static StepCells at_most(std::size_t most, std::size_t steps) {
    return {.steps = steps, .per = std::max<std::size_t>(1, (steps + most - 1) / most)};
  }

  std::size_t count() const { return (steps + per - 1) / per; }

  std::size_t of(std::size_t step) const { return step / per; }

  std::size_t begin(std::size_t cell) const { return cell * per; }

  std::size_t end(std::size_t cell) const { return std::min(steps, (cell + 1) * per); }
};

// The cells of the account, of which those of prices are multiples.
inline constexpr std::size_t kMostAccountCells = 8'192;

StepCells account_cells(const analysis::RunRecord& record);

// "times": close of each cell's last step, seconds since 1970 UTC; "account": equity at its last
// step, and how far below and above it it was in the cell; the deepest fall from the peak before;
// gross and net exposure as shares of equity (net null: the same as gross). "times" and "account"
// are members of the data block.
std::string account_json(const analysis::RunRecord& record);

}  // namespace barometer::page
