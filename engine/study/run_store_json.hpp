// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "study/run_store_rows.hpp"

// The cells of the run store that are JSON, so that any client's json_extract() reads them.

namespace barometer::study {

// {"sharpe":1.25,"calmar":null}: every value as the shortest decimal that reads as the same double;
// infinities as 9e999, which readers of JSON take for them.
void append_metrics(std::string& json, const std::vector<RowMetric>& metrics);

// The inverse of each; nothing for a text that is not of this form.
std::optional<std::vector<RowMetric>> parse_metrics(std::string_view json);

// ["5","100"]
void append_values(std::string& json, const std::vector<std::string>& values);

std::optional<std::vector<std::string>> parse_values(std::string_view json);

// {"fast":"5","slow":"100"}
void append_params(std::string& json,
                   const std::vector<std::pair<std::string, std::string>>& params);

std::optional<std::vector<std::pair<std::string, std::string>>> parse_params(std::string_view json);

}  // namespace barometer::study
