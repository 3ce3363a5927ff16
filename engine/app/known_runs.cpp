// SPDX-License-Identifier: Apache-2.0
#include "app/known_runs.hpp"

#include <filesystem>

#include "app/run_files.hpp"
#include "backtest/result_state.hpp"
#include "core/error.hpp"
#include "stats/deflated_sharpe.hpp"
#include "study/run_store.hpp"
#include "study/run_store_reader.hpp"
#include "study/run_store_record.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

page::KnownRuns known_in(const study::RunTally& tally, const study::RunRow& row,
                         double periods_per_year) {
  page::KnownRuns known{.distinct = tally.distinct};
  const auto sample = stats::sharpe_sample_of(row.returns->values);
  if (known.distinct >= 2 && tally.ratios >= 2 && sample) {
    const double spread = tally.standard_deviation();
    known.deflated_sharpe = stats::deflated_sharpe(*sample, spread * spread / periods_per_year,
                                                   static_cast<double>(known.distinct));
  }
  return known;
}

}  // namespace

std::optional<page::KnownRuns> known_runs(const backtest::Result& result) {
  const fs::path folder = store_folder_of(result);
  const fs::path file = study::store_in(folder);
  if (!fs::exists(file)) {
    return std::nullopt;
  }
  try {
    const study::RunStoreReader store(file);
    const study::RunRow row = study::row_of(result, {}, folder);
    return known_in(store.tally_with(row), row, result.state().analysis.returns.periods_per_year);
  } catch (const core::Error&) {
    return std::nullopt;
  }
}

}  // namespace barometer::app
