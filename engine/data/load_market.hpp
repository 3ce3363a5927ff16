// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <span>
#include <vector>

#include "config/data_config.hpp"
#include "data/load_gauge.hpp"

namespace barometer::config {
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {

struct LoadedSymbol;
struct MarketData;
struct SymbolTable;

// Reads or makes everything that `config` names, on at most `threads` threads: symbols at once,
// files of one symbol, and pieces of a large one. `progress` is told the share that is done,
// validates it and resolves its calendar. Throws Error{bad_input} with every fault of every file
// (at most twenty a file, then their count), each with file:line:column and the fix;
// Error{interrupted} soon after `stop`, which must outlive the call, is set. `tables` are the rows
// where data.source is table.
MarketData load_market(const config::DataConfig& config, int threads, LoadGauge::Tell progress = {},
                       const std::atomic<bool>* stop = nullptr,
                       std::span<const SymbolTable> tables = {});

// The symbols of that market as their sources gave them, in its order and without those that it
// leaves out. Throws the same.
std::vector<LoadedSymbol> load_symbols(const config::DataConfig& config, int threads);

}  // namespace barometer::data
