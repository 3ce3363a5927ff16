// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <filesystem>

#include "study/run_store_rows.hpp"

namespace barometer::study {

// A finished run over the whole period of its config as the row of a store in `store_folder`, with
// all metrics and the returns between session ends. `run_folder` is what was written, absolute;
// empty: nothing was. Below `store_folder` the row names it from there, so that both can be moved.
RunRow row_of(const backtest::Result& result, const std::filesystem::path& run_folder,
              const std::filesystem::path& store_folder);

// Simple returns between the session ends of a finished run; without values where its equity was
// not positive throughout.
RowReturns session_returns(const backtest::Result& result);

}  // namespace barometer::study
