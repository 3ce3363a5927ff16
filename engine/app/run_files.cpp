// SPDX-License-Identifier: Apache-2.0
#include "app/run_files.hpp"

#include <optional>

#include "app/known_runs.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "page/page.hpp"

namespace barometer::app {

namespace fs = std::filesystem;

std::vector<report::AddedFile> run_files(const backtest::Result& result) {
  const backtest::Result::State& finished = result.state();
  if (!finished.record.config.output.page) {
    return {};
  }
  const std::optional<page::KnownRuns> known = known_runs(result);
  return {
      {.name = page::kPageFile,
       .write = [&finished, known](const analysis::RunRecord& record, const report::Sink& sink) {
         page::write_page(record, finished.analysis, known, sink);
       }}};
}

fs::path store_folder_of(const backtest::Result& result) {
  const config::RunConfig& config = result.state().inputs.plan.state().config;
  return (config.data.folder / fs::path(config.output.directory)).lexically_normal();
}

}  // namespace barometer::app
