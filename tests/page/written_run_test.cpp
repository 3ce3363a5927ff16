// SPDX-License-Identifier: Apache-2.0
#include "page/written_run.hpp"

#include "core/error.hpp"
#include "report/json_text.hpp"
#include "report/latency_file.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

namespace barometer {

namespace {

using barometer_test::contains;
using barometer_test::TempFolder;

test::SampleRun metered_run() {
  test::SampleRun run;
  run.latency.metered = true;
  return run;
}

nlohmann::ordered_json write_json(const test::SampleRun& run, const TempFolder& folder) {
  const analysis::RunRecord record = run.record();
  nlohmann::ordered_json json = report::run_json(record, analysis::analyse(record));
  json["machine"]["cpu"] = "an abacus";
  write_file(folder / "run.json", report::to_text(json));
  return json;
}

}  // namespace

TEST_CASE("a run folder tells who made the run, of what, and how long it took") {
  const TempFolder folder;
  const test::SampleRun sample = metered_run();
  const nlohmann::ordered_json json = write_json(sample, folder);
  const analysis::RunRecord record = sample.record();
  write_file(folder / "latency.json",
             report::to_text(report::latency_json(record, analysis::analyse(record))));
  const page::WrittenRun run = page::read_written_run(folder.path());
  CHECK(run.fingerprint == json["fingerprint"]);
  CHECK(run.name == json["name"]);
  CHECK(nlohmann::ordered_json::parse(run.config) == json["config"]);
  CHECK(run.data_hash == json["data"]["hash"]);
  CHECK(run.origin.machine.cpu == "an abacus");
  CHECK(run.origin.version == json["build"]["version"]);
  CHECK(run.origin.metering_known);
}

TEST_CASE("a metered run without a latency.json that can be read is known by its run.json alone") {
  const TempFolder folder;
  write_json(metered_run(), folder);
  CHECK_FALSE(page::read_written_run(folder.path()).origin.metering_known);
  write_file(folder / "latency.json", "{\"growth\": null, \"by_regime\": {\"a\": 1}}");
  const page::WrittenRun run = page::read_written_run(folder.path());
  CHECK_FALSE(run.origin.metering_known);
  CHECK(run.times.by_tag.empty());
}

TEST_CASE("places that differ are named, but not when, where and how fast a run was made") {
  const test::SampleRun sample;
  const analysis::RunRecord record = sample.record();
  const nlohmann::ordered_json was = report::run_json(record, analysis::analyse(record));
  nlohmann::ordered_json is = was;
  is["latency"]["bars"] = 7;
  is["machine"]["cpu"] = "an abacus";
  is["wall_seconds"] = 7;
  CHECK(page::different_paths(was, is).empty());
  is["metrics"]["total_return"] = 7;
  is["data"]["tzdata"] = "1970a";
  CHECK(page::different_paths(was, is) ==
        std::vector<std::string>{"/metrics/total_return", "/data/tzdata"});
}

TEST_CASE("what is no run folder is refused with the file") {
  const TempFolder folder;
  const auto said = [&] {
    try {
      page::read_written_run(folder.path());
    } catch (const core::Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(contains(said(), "run.json: cannot be read"));
  write_file(folder / "run.json", "{\"name\":");
  CHECK(contains(said(), "it is not what `barometer run` writes"));
  write_file(folder / "run.json", "[]");
  CHECK(contains(said(), "it is not what `barometer run` writes"));
}

}  // namespace barometer
