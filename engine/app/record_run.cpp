// SPDX-License-Identifier: Apache-2.0
#include "app/record_run.hpp"

#include <fmt/format.h>

#include <exception>

#include "app/run_files.hpp"
#include "backtest/result_state.hpp"
#include "report/standard_output.hpp"
#include "study/run_store.hpp"
#include "study/run_store_record.hpp"

namespace barometer::app {

namespace fs = std::filesystem;

std::string record_run(const backtest::Result& result, const fs::path& run_folder) {
  const fs::path folder = store_folder_of(result);
  const fs::path file = study::store_in(folder);
  try {
    study::RunStore store(file);
    const std::int64_t id = store.record(study::row_of(result, run_folder, folder));
    return fmt::format("Recorded     run {} in {}\n", id,
                       study::store_in(result.state().record.config.output.directory).string());
  } catch (const std::exception& error) {
    report::print_error(fmt::format(
        "barometer: warning: the run is not in the run store, and not counted among the trials of "
        "its strategy: {}\n",
        error.what()));
    return {};
  }
}

std::string not_recorded_line() {
  return "Recorded     nowhere (--no-record): one trial more than the store counts\n";
}

}  // namespace barometer::app
