// SPDX-License-Identifier: Apache-2.0
#include "report/write_run.hpp"

#include <atomic>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <stdexcept>

#include "core/error.hpp"
#include "report/summary.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace barometer {

using barometer_test::read_file;
using barometer_test::TempFolder;

namespace {

std::set<std::string> files_of(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

// The seconds in all cover the writing too: they are another number each time.
std::string without_seconds(const std::string& summary) {
  const std::size_t end = summary.find(" in all");
  REQUIRE(end != std::string::npos);
  const std::size_t begin = summary.rfind(", ", end);
  return summary.substr(0, begin) + summary.substr(end);
}

}  // namespace

TEST_CASE("a run folder has its files, tags.csv only when asked for") {
  const TempFolder parent;
  test::SampleRun run;
  report::write_run(run.record(), parent.path() / "plain");
  run.config.output.tags = true;
  report::write_run(run.record(), parent.path() / "tagged");
  const std::set<std::string> plain{"run.json",   "fills.csv",  "orders.csv",  "order_events.csv",
                                    "trades.csv", "equity.csv", "regimes.csv", "summary.txt"};
  std::set<std::string> tagged = plain;
  tagged.insert("tags.csv");
  CHECK(files_of(parent.path() / "plain") == plain);
  CHECK(files_of(parent.path() / "tagged") == tagged);
}

TEST_CASE("output.equity: none leaves equity.csv out, run.json says so; figures stay the same") {
  const TempFolder parent;
  test::SampleRun run;
  const std::string plain = report::write_run(run.record(), parent.path() / "plain").fingerprint;
  run.config.output.equity = config::EquityRows::none;
  run.config.output.decimals = 2;
  const auto analysis = report::write_run(run.record(), parent.path() / "none");
  CHECK(files_of(parent.path() / "plain").contains("equity.csv"));
  CHECK_FALSE(files_of(parent.path() / "none").contains("equity.csv"));
  CHECK(analysis.fingerprint == plain);
  const auto json =
      nlohmann::json::parse(read_file((parent.path() / "none" / "run.json").string()));
  CHECK(json["config"]["output"]["equity"] == "none");
  CHECK(json["config"]["output"]["decimals"] == 2);
  const auto before =
      nlohmann::json::parse(read_file((parent.path() / "plain" / "run.json").string()));
  CHECK(before["config"]["output"]["equity"] == "bar");
  CHECK(before["metrics"] == json["metrics"]);
}

TEST_CASE("a run of a year of sessions has figures of its last year, a shorter one has no file") {
  const TempFolder parent;
  const test::SampleRun run({.symbols = 1, .bars = 367 * 24});
  report::write_run(run.record(), parent.path() / "long");
  CHECK(files_of(parent.path() / "long").contains("rolling.csv"));
}

TEST_CASE("log.csv is there where something was logged, series.csv where a series is declared") {
  const TempFolder parent;
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  const std::vector<core::LogRow> rows(3);
  const std::vector<core::DeclaredSeries> series{{"spread", "quote currency"}};
  record.logs.log = rows;
  report::write_run(record, parent.path() / "log");
  CHECK(files_of(parent.path() / "log").contains("log.csv"));
  CHECK_FALSE(files_of(parent.path() / "log").contains("series.csv"));
  record.logs.series = series;
  record.counts.dropped_log_rows = 5;
  report::write_run(record, parent.path() / "both");
  CHECK(files_of(parent.path() / "both").contains("series.csv"));
  const std::string summary = read_file((parent.path() / "both" / "summary.txt").string());
  CHECK(summary.find("3 rows in log.csv") != std::string::npos);
  CHECK(summary.find("0 values of 1 series in series.csv") != std::string::npos);
  CHECK(summary.find("5 rows of the strategy's log found no room") != std::string::npos);
  const auto json =
      nlohmann::json::parse(read_file((parent.path() / "both" / "run.json").string()));
  CHECK(json["strategy_output"] ==
        nlohmann::json{{"log_rows", 3},
                       {"dropped_log_rows", 5},
                       {"series", {{{"name", "spread"}, {"unit", "quote currency"}}}},
                       {"series_values", 0},
                       {"dropped_series_values", 0}});
}

TEST_CASE("run.json and summary.txt report the same run") {
  const TempFolder parent;
  const test::SampleRun run;
  const std::filesystem::path folder = parent.path() / "run";
  const analysis::RunAnalysis analysis = report::write_run(run.record(), folder);
  const auto json = nlohmann::json::parse(read_file((folder / "run.json").string()));
  CHECK(json["fingerprint"] == analysis.fingerprint);
  CHECK(without_seconds(read_file((folder / "summary.txt").string())) ==
        without_seconds(report::render_summary(run.record(), analysis, report::Style{}, folder)));
}

TEST_CASE("a run that is interrupted while it is written leaves nothing") {
  const TempFolder parent;
  const test::SampleRun run;
  std::atomic<int> asked = 0;
  try {
    report::write_run(run.record(), parent.path() / "run", [&] { return ++asked == 12; });
    FAIL("was not interrupted");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::interrupted);
  }
  CHECK(parent.entries() == 0);
}

TEST_CASE("files of other rooms are written with the report's own, all or none") {
  const TempFolder parent;
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  const auto write = [](const analysis::RunRecord& written, const report::Sink& sink) {
    sink("steps " + std::to_string(written.logs.equity.size()));
  };
  const report::AddedFile added{.name = "more.txt", .write = write};
  report::RunFolder folder(parent.path() / "run");
  report::write_run(record, analysis, folder, std::span(&added, 1));
  CHECK(read_file((parent.path() / "run" / "more.txt").string()) == "steps 370");
  CHECK(files_of(parent.path() / "run").contains("run.json"));
  const report::AddedFile failing{.name = "more.txt",
                                  .write = [](const analysis::RunRecord&, const report::Sink&) {
                                    throw std::runtime_error("no room");
                                  }};
  {
    report::RunFolder other(parent.path() / "other");
    CHECK_THROWS(report::write_run(record, analysis, other, std::span(&failing, 1)));
  }
  CHECK_FALSE(std::filesystem::exists(parent.path() / "other"));
}

}  // namespace barometer
