// SPDX-License-Identifier: Apache-2.0
#include "app/runs_export.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/metric_table.hpp"
#include "app/interrupt.hpp"
#include "core/error.hpp"
#include "report/csv_writer.hpp"
#include "report/new_file.hpp"

namespace barometer::app {

namespace {

using Json = nlohmann::ordered_json;
using study::StoredRun;

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const StoredRun& run) {
  Json params = Json::object();
  for (const auto& [name, value] : run.params) {
    params[name] = value;
  }
  Json metrics = Json::object();
  for (const study::RowMetric& metric : run.metrics) {
    metrics[metric.key] = or_null(metric.value);
  }
  return {{"id", run.id},
          {"kind", run.kind},
          {"study", or_null(run.study)},
          {"number", or_null(run.number)},
          {"state", run.state},
          {"reason", run.reason},
          {"strategy", run.strategy},
          {"params", run.study ? Json(run.values) : params},
          {"objective", or_null(run.objective)},
          {"metrics", metrics},
          {"fingerprint", run.fingerprint},
          {"folder", run.folder},
          {"first_ns", run.first_ns},
          {"last_ns", run.last_ns},
          {"seconds", run.seconds},
          {"created_ns", run.created_ns},
          {"identity", run.identity},
          {"variant", run.variant_hash},
          {"data_hash", run.data_hash},
          {"engine", run.engine}};
}

std::int64_t write_json(const study::RunStoreReader& store, const report::Sink& sink) {
  std::int64_t rows = 0;
  sink("[");
  store.each_run([&](const StoredRun& run) {
    sink(rows++ == 0 ? "\n" : ",\n");
    sink(json_of(run).dump(-1, ' ', false, Json::error_handler_t::replace));
  });
  sink("\n]\n");
  return rows;
}

// Metrics are only known from their table.
std::vector<std::string_view> columns() {
  std::vector<std::string_view> names{
      "id",      "kind",      "study",       "number",    "state",      "reason",    "strategy",
      "params",  "objective", "fingerprint", "folder",    "first_time", "last_time", "seconds",
      "created", "identity",  "variant",     "data_hash", "engine"};
  for (const analysis::Metric& metric : analysis::metric_table()) {
    names.push_back(metric.key);
  }
  return names;
}

std::string params_of(const StoredRun& run) {
  std::string text;
  for (const std::string& value : run.values) {
    text += (text.empty() ? "" : " ") + value;
  }
  for (const auto& [name, value] : run.params) {
    text += (text.empty() ? "" : " ") + name + "=" + value;
  }
  return text;
}

void write_row(report::RowWriter& row, const StoredRun& run) {
  row.integer(run.id).word(run.kind);
  run.study ? row.integer(*run.study) : row.empty();
  run.number ? row.integer(static_cast<std::int64_t>(*run.number)) : row.empty();
  row.word(run.state).text(run.reason).text(run.strategy).text(params_of(run));
  row.number(run.objective).word(run.fingerprint).text(run.folder);
  row.time(run.first_ns).time(run.last_ns).number(run.seconds).time(run.created_ns);
  row.word(run.identity).word(run.variant_hash).word(run.data_hash).word(run.engine);
  for (const analysis::Metric& metric : analysis::metric_table()) {
    const auto found = std::ranges::find(run.metrics, metric.key, &study::RowMetric::key);
    row.number(found == run.metrics.end() ? std::nullopt : found->value);
  }
  row.end_row();
}

std::int64_t write_csv(const study::RunStoreReader& store, const report::Sink& sink) {
  report::CsvWriter csv(sink);
  const std::int64_t rows = write_runs(store, csv);
  csv.finish();
  return rows;
}

}  // namespace

std::int64_t write_runs(const study::RunStoreReader& store, report::RowWriter& writer) {
  std::int64_t rows = 0;
  writer.header(columns());
  store.each_run([&](const StoredRun& run) {
    write_row(writer, run);
    ++rows;
  });
  return rows;
}

std::int64_t export_runs(const study::RunStoreReader& store, const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending != ".csv" && ending != ".json") {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "runs export: expected a file that ends in .csv or .json",
                                  "barometer runs export runs.csv"});
  }
  report::NewFile target(file, [] { return interrupted().load(); });
  std::int64_t rows = 0;
  target.write([&](const report::Sink& sink) {
    rows = ending == ".csv" ? write_csv(store, sink) : write_json(store, sink);
  });
  return rows;
}

}  // namespace barometer::app
