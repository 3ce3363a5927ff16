// SPDX-License-Identifier: Apache-2.0
#include "study/holdout.hpp"

#include <algorithm>
#include <utility>

#include "study/run_store.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::study {

analysis::HoldoutResult open_holdout(Study& study, const std::filesystem::path& store,
                                     std::int64_t id, std::uint64_t best) {
  const backtest::Window window = *study.holdout();
  const backtest::LeanRuns runs(study.plan(), study.market(), window);
  const TrialSet set{.kind = RunKind::holdout, .window = window, .keeps_returns = true};
  RunRow row = make_one(study.engine(), set, best, nullptr).row;
  row.study = id;
  analysis::HoldoutResult result;
  result.objective = row.objective;
  const auto error = std::ranges::find(row.metrics, "sharpe_standard_error", &RowMetric::key);
  if (study.config().objective.metric == "sharpe" && error != row.metrics.end()) {
    result.standard_error = error->value;
  }
  result.days =
      static_cast<double>(runs.last_ns() - runs.first_ns()) / static_cast<double>(core::kDay);
  result.opened_before = RunStoreReader(store).rows_beyond(RunKind::holdout, study.market().hash(),
                                                           *window.from_ns, id, best);
  RunStore(store).record(std::move(row));  // one that is there already stays as it is
  return result;
}

}  // namespace barometer::study
