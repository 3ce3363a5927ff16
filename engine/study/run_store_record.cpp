// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_record.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "analysis/metrics.hpp"
#include "analysis/session_samples.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "study/run_identity.hpp"

namespace barometer::study {

namespace {

namespace fs = std::filesystem;

std::string name_from(const fs::path& run_folder, const fs::path& store_folder) {
  const fs::path relative = run_folder.lexically_relative(store_folder);
  const bool below = !relative.empty() && *relative.begin() != "..";
  return (below ? relative : run_folder).string();
}

}  // namespace

RowReturns session_returns(const backtest::Result& result) {
  const analysis::RunRecord& record = result.state().record;
  const std::vector<analysis::Sample> samples = analysis::session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  RowReturns returns{analysis::returns_of(samples), nullptr};
  std::vector<std::int64_t> ends;
  for (std::size_t sample = 1; sample < samples.size() && !returns.values.empty(); ++sample) {
    ends.push_back(samples[sample].time_ns);
  }
  returns.session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  return returns;
}

RunRow row_of(const backtest::Result& result, const fs::path& run_folder,
              const fs::path& store_folder) {
  const backtest::Result::State& state = result.state();
  const auto variant =
      std::make_shared<const RunVariant>(variant_of(state.inputs.plan, state.inputs.market));
  RunRow row{.kind = RunKind::run, .variant = variant, .identity = {}};
  row.params = state.inputs.plan.state().plan.strategy_params.described();
  row.identity = identity_of(*variant, {}, row.params);
  row.folder = run_folder.empty() ? "" : name_from(run_folder, store_folder);
  for (const backtest::Result::Metric& metric : result.metrics()) {
    row.metrics.push_back({metric.key, metric.value});
  }
  row.fingerprint = result.fingerprint();
  row.first_ns = state.analysis.extent.first_ns;
  row.last_ns = state.analysis.extent.last_ns;
  row.seconds = state.record.provenance.wall_seconds;
  row.returns = session_returns(result);
  return row;
}

}  // namespace barometer::study
