// SPDX-License-Identifier: Apache-2.0
#include "app/runs_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "analysis/metric_table.hpp"
#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "report/folded.hpp"
#include "report/json_text.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"

namespace barometer::app {

namespace {

using report::Table;
using report::Tone;
using study::RunKind;
using study::RunState;
using study::StoredRun;
using study::StoredStudy;

// "2026-11-30 08:05"
std::string minute(std::int64_t time_ns) {
  std::string text = core::format_utc(time_ns).substr(0, 16);
  std::ranges::replace(text, 'T', ' ');
  return text;
}

std::optional<double> metric_of(const StoredRun& run, std::string_view key) {
  const auto found = std::ranges::find(run.metrics, key, &study::RowMetric::key);
  return found == run.metrics.end() ? std::nullopt : found->value;
}

std::string name_of(const StoredRun& run) {
  const std::string name = std::filesystem::path(run.folder).filename().string();
  return name.empty() ? run.strategy : name;
}

constexpr std::size_t kNameWidth = 29;  // lines fit 80 columns

std::vector<report::TableCell> line_of(const StoredRun& run) {
  return {{std::to_string(run.id)},
          {minute(run.created_ns)},
          {core::clipped(name_of(run), kNameWidth)},
          {report::fixed(metric_of(run, "sharpe"), 2)},
          {report::gain_percent(metric_of(run, "total_return"))}};
}

std::string progress_of(const study::RunStoreReader& store, const StoredStudy& study) {
  const std::int64_t done = store.rows(study.id, RunKind::trial, RunState::done);
  return fmt::format("{} of {} trials", report::grouped(done),
                     report::grouped(static_cast<std::int64_t>(study.study.planned)));
}

std::vector<report::TableCell> line_of(const study::RunStoreReader& store,
                                       const StoredStudy& study) {
  const std::string trials = ": " + progress_of(store, study);
  const std::size_t room = kNameWidth - std::min(kNameWidth - 5, trials.size());
  return {{fmt::format("study-{}", study.id), Tone::strong},
          {minute(study.created_ns)},
          {core::clipped(core::clipped(study.study.name, room) + trials, kNameWidth)},
          {},
          {study.state}};
}

// As it is stored; times, which are stored as nanoseconds, as times.
std::string exact(const study::RowMetric& metric) {
  const analysis::Metric* const known = analysis::find_metric(metric.key);
  const bool time = known != nullptr && known->unit == analysis::MetricUnit::time;
  if (!metric.value) {
    return "n/a";
  }
  return time ? core::format_utc(static_cast<std::int64_t>(*metric.value))
              : fmt::format("{}", *metric.value);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

// "fast=5 slow=20", whether they are of axes or of the strategy.
std::string params_text(const study::RunStoreReader& store, const StoredRun& run) {
  std::vector<std::string> words;
  for (const auto& [name, value] : run.params) {
    words.push_back(name + "=" + value);
  }
  const std::optional<StoredStudy> study = run.study ? store.study(*run.study) : std::nullopt;
  for (std::size_t i = 0; study && i < run.values.size() && i < study->study.axes.size(); ++i) {
    words.push_back(study->study.axes[i] + "=" + run.values[i]);
  }
  return joined(words);
}

std::string kind_text(const StoredRun& run) {
  return run.study ? fmt::format("{} {} of study-{}", run.kind, run.number.value_or(0), *run.study)
                   : run.kind;
}

std::string trials_text(const study::RunStoreReader& store, const StoredRun& run) {
  const study::TrialCount count =
      store.count(run.strategy, store.symbols(run.variant_hash), run.first_ns, run.last_ns);
  return fmt::format("{} distinct of {} on overlapping data, {} of them forgotten",
                     report::grouped(count.distinct), run.strategy,
                     report::grouped(count.forgotten));
}

void add(Table& table, const std::string& label, const std::string& value) {
  if (!value.empty()) {
    table.row({{label, Tone::faint}, {core::printable(value)}});
  }
}

void add_origin(Table& table, const study::RunStoreReader& store, const StoredRun& run) {
  add(table, "made", fmt::format("{} UTC, in {:.3f} s", minute(run.created_ns), run.seconds));
  add(table, "kind", kind_text(run));
  add(table, "state", run.reason.empty() ? run.state : run.state + ": " + run.reason);
  add(table, "strategy", run.strategy);
  add(table, "parameters", params_text(store, run));
  add(table, "symbols", joined(store.symbols(run.variant_hash)));
  add(table, "period", core::format_utc(run.first_ns) + " to " + core::format_utc(run.last_ns));
  add(table, "trials", trials_text(store, run));
}

void add_hashes(Table& table, const study::RunStoreReader& store, const StoredRun& run) {
  add(table, "run folder", run.folder);
  add(table, "fingerprint", run.fingerprint);
  add(table, "identity", run.identity);
  add(table, "variant", run.variant_hash);
  add(table, "data", run.data_hash);
  add(table, "engine", run.engine);
  if (const std::optional<study::RowReturns> returns = store.returns(run.id)) {
    add(table, "returns", report::counted(std::ssize(returns->values), "session"));
  }
  for (const std::string& note : store.notes(run.id)) {
    add(table, "note", note);
  }
}

std::string config_text(const std::string& json, const report::Style& style) {
  const auto config = nlohmann::ordered_json::parse(json, nullptr, false);
  return config.is_discarded() ? core::printable(json) + "\n"
                               : report::to_text(config, style.width);
}

}  // namespace

std::string render_runs(const study::RunStoreReader& store, const std::filesystem::path& file,
                        const report::Style& style) {
  const std::vector<StoredRun> runs = store.runs(std::numeric_limits<std::int32_t>::max());
  const std::vector<StoredStudy> studies = store.studies();
  Table table("rllrr");
  table.row({{"id", Tone::faint},
             {"made (UTC)", Tone::faint},
             {"run or study", Tone::faint},
             {"Sharpe", Tone::faint},
             {"return", Tone::faint}});
  auto study = studies.begin();
  for (const StoredRun& run : runs) {
    for (; study != studies.end() && study->created_ns > run.created_ns; ++study) {
      table.row(line_of(store, *study));
    }
    table.row(line_of(run));
  }
  for (; study != studies.end(); ++study) {
    table.row(line_of(store, *study));
  }
  std::string text = fmt::format(
      "{}: {}, {}\n", core::printable(file.string()), report::counted(std::ssize(runs), "run"),
      studies.size() == 1 ? "1 study" : fmt::format("{} studies", studies.size()));
  text += runs.empty() && studies.empty() ? "" : table.render(style, 0);
  if (const std::int64_t forgotten = store.forgotten(); forgotten > 0) {
    text += fmt::format("{} forgotten, and still counted as trials\n", report::grouped(forgotten));
  }
  return text;
}

std::string render_run(const study::RunStoreReader& store, const StoredRun& run,
                       const report::Style& style) {
  Table table("ll");
  add_origin(table, store, run);
  add_hashes(table, store, run);
  std::string text = fmt::format("Run {}\n{}", run.id, table.render(style, 2));
  Table metrics("lr");
  for (const study::RowMetric& metric : run.metrics) {
    metrics.row({{core::printable(metric.key), Tone::faint}, {exact(metric)}});
  }
  if (!run.metrics.empty()) {
    text += "Metrics\n" + metrics.render(style, 2);
  }
  return text +
         report::wrapped("Config, without the strategy's parameters and what changes no figure", 0,
                         style) +
         "\n" + config_text(store.config(run.variant_hash), style);
}

std::string render_study(const study::RunStoreReader& store, const StoredStudy& study,
                         const report::Style& style) {
  Table table("ll");
  add(table, "name", study.study.name);
  add(table, "begun",
      fmt::format("{} UTC, {:.1f} s spent", minute(study.created_ns), study.seconds));
  add(table, "trials", progress_of(store, study) + ", " + study.state);
  add(table, "strategy", study.study.strategy);
  add(table, "objective", (study.study.maximise ? "most " : "least ") + study.study.objective);
  add(table, "axes", joined(study.study.axes));
  add(table, "seed", std::to_string(study.study.seed));
  add(table, "data", study.study.data_hash);
  for (const analysis::FailedTrials& each : store.failures(study.id, RunKind::trial)) {
    add(table, "failed", fmt::format("{}: {}", report::counted(each.count, "trial"), each.reason));
  }
  std::string text = fmt::format("Study {}\n{}", study.id, table.render(style, 2));
  Table best("rrl");
  constexpr std::size_t kShown = 10;
  for (const StoredRun& run : store.best(study.id, RunKind::trial, kShown, study.study.maximise)) {
    best.row({{fmt::format("trial {}", run.number.value_or(0)), Tone::faint},
              {report::fixed(run.objective, 4)},
              {core::clipped(joined(run.values), 50)}});
  }
  const std::string rows = best.render(style, 2);
  return text + (rows.empty() ? "" : "Best trials\n" + rows);
}

}  // namespace barometer::app
