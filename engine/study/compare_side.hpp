// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "study/run_store_reader.hpp"

namespace barometer::study {

// One of two runs that are compared.
struct ComparedRun {
  std::string name;  // of its folder, or "run 17"
  // The config that counts for a figure, by key path, with the parameters in force and the hashes
  // of plug-ins and bars: "broker.cash", "strategy.params.fast", "data.hash".
  std::map<std::string, std::string> keys;
  std::vector<RowMetric> metrics;
  std::string fingerprint;
  RowReturns returns;        // between session ends; empty where nobody knows them
  std::string returns_from;  // in words
  std::optional<std::filesystem::path> folder;  // that is there
};

// From a run folder. Its returns are those of the store's row of the same fingerprint where `store`
// has one, else those between the last rows of equity.csv on each UTC date. Throws Error{bad_input}
// where it is no run folder.
ComparedRun side_of_folder(const std::filesystem::path& folder, const RunStoreReader* store);

// From a row of a store, whose run folders are named from `store_folder`. Of a trial the strategy's
// parameters are those of the axes alone.
ComparedRun side_of_row(const RunStoreReader& store, const StoredRun& row,
                        const std::filesystem::path& store_folder);

}  // namespace barometer::study
