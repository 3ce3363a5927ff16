// SPDX-License-Identifier: Apache-2.0
#include "report/write_run.hpp"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "backtest/seconds_since.hpp"
#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "report/json_text.hpp"
#include "report/latency_chart.hpp"
#include "report/latency_file.hpp"
#include "report/run_json.hpp"
#include "report/run_tables.hpp"
#include "report/summary.hpp"

namespace barometer::report {

namespace {

using Record = const analysis::RunRecord&;
using Analysis = const analysis::RunAnalysis&;
using Folder = const std::filesystem::path&;  // under its final name
using Out = const Sink&;

struct RunFile {
  const char* name;
  bool (*wanted)(Record record, Analysis analysis);
  void (*write)(Record record, Analysis analysis, Folder folder, Out sink);
};

bool always(Record, Analysis) {
  return true;
}

bool metered(Record record, Analysis) {
  return record.latency.metered;
}

// The files of a run folder; docs/run_folder.md lists them. First its tables, then what says how
// long all that came before has taken.
constexpr RunFile kReports[] = {
    {"summary.txt", always,
     [](Record r, Analysis a, Folder folder, Out sink) {
       sink(render_summary(r, a, Style{}, folder));
     }},
    {"run.json", always,
     [](Record r, Analysis a, Folder, Out sink) { sink(to_text(run_json(r, a))); }},
    {"latency.json", metered,
     [](Record r, Analysis a, Folder, Out sink) { sink(to_text(latency_json(r, a))); }},
    {"latency.svg", metered, [](Record r, Analysis, Folder, Out sink) { sink(latency_chart(r)); }},
};

void write_csv(const RunTable& table, Record record, Analysis analysis, Out sink) {
  CsvWriter csv(sink, record.config.output.decimals);
  table.write(record, analysis, csv);
  csv.finish();
}

// Side by side: nothing of one depends on another, and each waits for the disk.
void write_tables(Record record, Analysis analysis, RunFolder& folder) {
  const std::span<const RunTable> tables = run_tables();
  core::Workers workers(record.provenance.threads);
  workers.for_each(tables.size() + 1, 1, [&](std::size_t i) {
    if (i < tables.size() && tables[i].wanted(record, analysis)) {
      folder.write(std::string(tables[i].name) + ".csv",
                   [&](const Sink& sink) { write_csv(tables[i], record, analysis, sink); });
    } else if (i == tables.size() && record.config.output.tags) {
      folder.write("tags.csv", [&](const Sink& sink) {
        write_tags(record.market, record.tags, record.first_step, sink);
      });
    }
  });
}

void write_reports(Record record, Analysis analysis, RunFolder& folder) {
  core::Workers workers(record.provenance.threads);
  workers.for_each(std::size(kReports), 1, [&](std::size_t i) {
    const RunFile& file = kReports[i];
    if (file.wanted(record, analysis)) {
      folder.write(file.name,
                   [&](const Sink& sink) { file.write(record, analysis, folder.target(), sink); });
    }
  });
}

}  // namespace

void write_run(analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
               RunFolder& folder, std::span<const AddedFile> added) {
  const auto start = std::chrono::steady_clock::now();
  const double before = record.provenance.wall_seconds;
  const auto count_time = [&] {
    record.provenance.wall_seconds = before + backtest::seconds_since(start);
  };
  write_tables(record, analysis, folder);
  count_time();
  write_reports(record, analysis, folder);
  for (const AddedFile& file : added) {
    folder.write(file.name, [&](const Sink& sink) { file.write(record, sink); });
  }
  folder.publish();
  count_time();
}

analysis::RunAnalysis write_run(const analysis::RunRecord& record,
                                const std::filesystem::path& folder, Cancelled cancelled) {
  analysis::RunAnalysis analysis = analysis::analyse(record);
  analysis::RunRecord timed = record;
  RunFolder run(folder, std::move(cancelled));
  write_run(timed, analysis, run);
  return analysis;
}

}  // namespace barometer::report
