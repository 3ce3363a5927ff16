// SPDX-License-Identifier: Apache-2.0
#include "report/write_run.hpp"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "report/output_file.hpp"
#include "report/run_tables.hpp"
#include "report/sample_run.hpp"
#include "support/temp_folder.hpp"

// What it takes to write down a run of 45,024 steps, 10 symbols and 10,000 fills: its CSV files
// alone and into the system's cache, then the whole run folder, brought to the disk.

namespace barometer {

namespace {

struct FinishedRun {
  test::SampleRun run;
  analysis::RunAnalysis analysis;
};

const FinishedRun& finished_run() {
  static const FinishedRun finished = [] {
    test::SampleRun run(
        {.symbols = 10, .bars = 45'024, .stagger = 0, .first_step = 0, .fill_chance = 0.024});
    run.fills.resize(10'000);
    run.orders.resize(10'000);
    analysis::RunAnalysis analysis = analysis::analyse(run.record());
    return FinishedRun{std::move(run), std::move(analysis)};
  }();
  return finished;
}

// Times write(record, analysis, folder), where `folder` is new and empty each time.
template <class Write>
void time_writing(benchmark::State& state, Write write) {
  const FinishedRun& finished = finished_run();
  const analysis::RunRecord record = finished.run.record();
  for (auto _ : state) {
    state.PauseTiming();
    auto folder = std::make_unique<barometer_test::TempFolder>();
    state.ResumeTiming();
    write(record, finished.analysis, folder->path());
    state.PauseTiming();
    folder.reset();
    state.ResumeTiming();
  }
  state.counters["fills"] = static_cast<double>(record.logs.fills.size());
  state.counters["orders"] = static_cast<double>(record.logs.orders.size());
  state.counters["trades"] = static_cast<double>(finished.analysis.round_trips.size());
  state.counters["steps"] = static_cast<double>(record.logs.equity.size());
}

const std::set<std::string_view> kTables{"fills", "orders", "trades", "equity"};

void write_tables(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                  const std::filesystem::path& folder) {
  for (const report::RunTable& table : report::run_tables()) {
    const std::string name = std::string(table.name) + ".csv";
    if (kTables.contains(table.name)) {
      report::OutputFile file(folder / name, folder / name);
      report::CsvWriter csv([&file](std::string_view piece) { file.write(piece); });
      table.write(record, analysis, csv);
      csv.finish();
    }
  }
}

void csv_files(benchmark::State& state) {
  time_writing(state, write_tables);
}

void run_folder(benchmark::State& state) {
  time_writing(state, [](const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                         const std::filesystem::path& parent) {
    analysis::RunRecord timed = record;
    report::RunFolder folder(parent / "run");
    report::write_run(timed, analysis, folder);
  });
}

BENCHMARK(csv_files)
    ->Name("write_csv_files/no_fsync")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(run_folder)->Name("write_run/fsync")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

}  // namespace barometer
