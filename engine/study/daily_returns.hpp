// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "study/run_store_rows.hpp"

namespace barometer::study {

// Simple returns between the last rows of an equity.csv on each UTC date, by the closes that it
// names; a bar that closes at midnight belongs to the day before. The first return is from
// `start_equity`. Empty where the file cannot be read, or an equity is not positive.
RowReturns daily_returns(const std::filesystem::path& equity_csv, double start_equity);

}  // namespace barometer::study
