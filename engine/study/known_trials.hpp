// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/run_store_reader.hpp"
#include "study/run_store_rows.hpp"

namespace barometer::study {

// Trials that the store had before this run began: a run that is asked for twice is read, and not
// made again. Any number of threads may ask at once.
class KnownTrials {
 public:
  // Throws as RunStoreReader.
  explicit KnownTrials(const std::filesystem::path& store);

  // The row that begins as `asked`, with these metrics, the first of which is the objective, of the
  // run of the same identity; nothing where there is none, or where it has not all of them.
  std::optional<RunRow> find(const RunRow& asked, std::span<const std::string> metrics);

  // How many were found.
  std::uint64_t found() const;

 private:
  mutable std::mutex mutex_;
  RunStoreReader reader_;
  std::map<std::string, std::vector<std::string>> identities_;  // by variant; ascending
  std::uint64_t found_ = 0;
};

}  // namespace barometer::study
