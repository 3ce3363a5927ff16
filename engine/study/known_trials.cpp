// SPDX-License-Identifier: Apache-2.0
#include "study/known_trials.hpp"

#include <algorithm>
#include <utility>

#include "study/trial_runner.hpp"

namespace barometer::study {

EarlierRuns EarlierRuns::in(const std::filesystem::path& store) {
  return {store, RunStoreReader(store).last_row()};
}

KnownTrials::KnownTrials(const EarlierRuns& earlier)
    : reader_(earlier.store), last_row_(earlier.last_row) {}

std::optional<RunRow> KnownTrials::find(const RunRow& asked, std::span<const std::string> metrics) {
  const std::scoped_lock lock(mutex_);
  const auto [entry, is_new] = identities_.try_emplace(asked.variant->hash);
  if (is_new) {
    entry->second = reader_.identities(asked.variant->hash, last_row_);
  }
  if (!std::ranges::binary_search(entry->second, asked.identity)) {
    return std::nullopt;
  }
  const std::optional<StoredRun> stored = reader_.find(asked.identity);
  if (!stored) {
    return std::nullopt;
  }
  RunRow row = asked;
  row.returns = reader_.returns(stored->id);
  for (const std::string& key : metrics) {
    const auto metric = std::ranges::find(stored->metrics, key, &RowMetric::key);
    if (metric != stored->metrics.end()) {
      row.metrics.push_back(*metric);
    } else if (key == kSessionSharpe && row.returns) {  // a run has its returns instead
      row.metrics.push_back({key, session_sharpe(row.returns->values)});
    } else {
      return std::nullopt;
    }
  }
  row.objective = row.metrics.front().value;
  row.fingerprint = stored->fingerprint;
  return row;
}

}  // namespace barometer::study
