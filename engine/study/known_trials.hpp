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

// What a run store held at one moment.
struct EarlierRuns {
  std::filesystem::path store;
  std::int64_t last_row = 0;

  // As it is now. Throws as RunStoreReader.
  static EarlierRuns in(const std::filesystem::path& store);

  bool operator==(const EarlierRuns&) const = default;
};

// Trials that the store had before this run began: a run that is asked for twice is read, and not
// made again. Any number of threads may ask at once.
class KnownTrials {
 public:
  // Throws as RunStoreReader.
  explicit KnownTrials(const EarlierRuns& earlier);

  // The row that begins as `asked`, with these metrics, the first of which is the objective, of the
  // run of the same identity; nothing where there is none, or where it has not all of them.
  std::optional<RunRow> find(const RunRow& asked, std::span<const std::string> metrics);

 private:
  std::mutex mutex_;
  RunStoreReader reader_;
  std::int64_t last_row_;
  std::map<std::string, std::vector<std::string>> identities_;  // by variant; ascending
};

}  // namespace barometer::study
