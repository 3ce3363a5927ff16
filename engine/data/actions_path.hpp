// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace barometer::config {
struct ActionsConfig;
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {

struct SymbolData;

// Where the symbol's splits and dividends stand; LEAN names its files in lower case.
std::filesystem::path actions_path(const config::ActionsConfig& config, std::string symbol);

// A path that leads nowhere would be no splits and no dividends at all, in silence. Throws
// Error{bad_input} at data.actions.path where its folder is not there, or the one file that it
// names for `symbols` of them. Does nothing without
// data.actions.path.
void check_actions_path(const config::DataConfig& config, std::size_t symbols);

// The same where not one of the symbols has a file; some of several may go without.
void check_any_actions(const config::DataConfig& config, std::span<const SymbolData> symbols);

}  // namespace barometer::data
