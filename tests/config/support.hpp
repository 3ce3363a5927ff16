// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/describe.hpp"
#include "config/run_config.hpp"
#include "core/error.hpp"

namespace barometer::test {

// The smallest configs that load, one for each source.
inline constexpr std::string_view kLeastSynthetic =
    "data: {source: synthetic}\n"
    "strategy: {plugin: sma_cross}\n";
inline constexpr std::string_view kLeastCsv =
    "data:\n"
    "  source: csv\n"
    "  path: data/{symbol}.csv\n"
    "  bar: 1h\n"
    "  time: {format: epoch_ms, stamp: open}\n"
    "strategy: {plugin: sma_cross}\n";

// Between them every key that there is, none at its default.
extern const std::string_view kEverySyntheticKey;
extern const std::string_view kEveryCsvKey;
extern const std::string_view kActionColumns;   // beside which data.actions has no path
extern const std::string_view kAdjustedColumn;  // beside which there are no actions
extern const std::string_view kEveryQuoteKey;

// Faults of a text named t.yaml; empty where it loads.
std::vector<core::Fault> faults_of(std::string_view yaml,
                                   std::span<const std::string> overrides = {});

// Every fault as its message, one a line: "t.yaml:1:7: data.source: expected ...\n    did you ...".
std::string messages_of(std::string_view yaml, std::span<const std::string> overrides = {});

// The two least configs with one more piece of YAML after them.
std::string synthetic_with(std::string_view more);
std::string csv_with(std::string_view more);

// "data.source" -> "csv", "strategy.when[0].if.trend[1]" -> "weak_up".
using FlatConfig = std::map<std::string, std::string>;
FlatConfig flat(const config::RunConfig& config);

// The described config as the report writes it, which is YAML too.
std::string json_of(const config::RunConfig& config);

// The line, counted from 1, in which `part` is first found. REQUIRES: it is there.
int line_of(std::string_view yaml, std::string_view part);

std::vector<std::string> shipped_configs();
std::string read_text(const std::string& file);

}  // namespace barometer::test
