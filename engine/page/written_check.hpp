// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "analysis/run_analysis.hpp"
#include "page/written_run.hpp"

namespace barometer::page {

// What was read back of a run folder. Borrowed.
struct ReadBack {
  const WrittenRun& run;
  const analysis::RunRecord& record;  // without equity where not every step is known
  const analysis::RunAnalysis& analysis;
  std::span<const analysis::Sample> sessions;  // empty where they are not known
};

// Up to rounding, by which figures of another build may differ; a changed row changes more.
bool is_same_figure(std::optional<double> a, std::optional<double> b);

// That nothing went wrong on the way: the figures, made into JSON again, are those of run.json, and
// what run.json says of trades, orders and equity is measured again on the rows of the CSV files,
// up to what output.decimals took from them. Throws Error{bad_input} with every figure that differs
// and its file.
void check_written(const ReadBack& back);

}  // namespace barometer::page
