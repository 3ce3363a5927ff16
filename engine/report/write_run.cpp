// SPDX-License-Identifier: Apache-2.0
#include "report/write_run.hpp"

#include <chrono>
#include <cstddef>
#include <span>
#include <utility>

#include "analysis/rolling_returns.hpp"
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

constexpr config::EquityRows kNoEquity = config::EquityRows::none;

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

// The files of a run folder; docs/run_folder.md lists them. First its tables.
constexpr RunFile kTables[] = {
    {"fills.csv", always, [](Record r, Analysis, Folder, Out sink) { write_fills(r, sink); }},
    {"orders.csv", always, [](Record r, Analysis, Folder, Out sink) { write_orders(r, sink); }},
    {"order_events.csv", always,
     [](Record r, Analysis, Folder, Out sink) { write_order_events(r, sink); }},
    {"trades.csv", always,
     [](Record r, Analysis a, Folder, Out sink) { write_trades(r, a, sink); }},
    {"equity.csv", [](Record r, Analysis) { return r.config.output.equity != kNoEquity; },
     [](Record r, Analysis, Folder, Out sink) { write_equity(r, sink); }},
    {"rolling.csv", [](Record, Analysis a) { return analysis::has_rolling_returns(a.returns); },
     [](Record r, Analysis, Folder, Out sink) { write_rolling(r, sink); }},
    {"regimes.csv", [](Record r, Analysis) { return !r.config.regime.empty(); },
     [](Record r, Analysis a, Folder, Out sink) { write_regimes(r, a, sink); }},
    {"cash.csv", [](Record r, Analysis) { return !r.logs.flows.events.empty(); },
     [](Record r, Analysis, Folder, Out sink) { write_cash(r, sink); }},
    {"log.csv", [](Record r, Analysis) { return !r.logs.log.empty(); },
     [](Record r, Analysis, Folder, Out sink) { write_log(r, sink); }},
    {"series.csv", [](Record r, Analysis) { return !r.logs.series.empty(); },
     [](Record r, Analysis, Folder, Out sink) { write_series(r, sink); }},
    {"tags.csv", [](Record r, Analysis) { return r.config.output.tags; },
     [](Record r, Analysis, Folder, Out sink) {
       write_tags(r.market, r.tags, r.first_step, sink);
     }},
};

// Then what says how long all that came before has taken.
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

// Side by side: nothing of one depends on another, and each waits for the disk.
void write_files(std::span<const RunFile> files, Record record, Analysis analysis,
                 RunFolder& folder) {
  core::Workers workers(record.provenance.threads);
  workers.for_each(files.size(), 1, [&](std::size_t i) {
    const RunFile& file = files[i];
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
  write_files(kTables, record, analysis, folder);
  count_time();
  write_files(kReports, record, analysis, folder);
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
