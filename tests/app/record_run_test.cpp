// SPDX-License-Identifier: Apache-2.0
#include "app/record_run.hpp"

#include <fstream>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "study/run_store_reader.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

std::string into(const TempFolder& folder) {
  return kSmall + "--set output.dir=" + (folder / "runs").string() + " ";
}

fs::path store_of(const TempFolder& folder) {
  return folder / "runs/barometer.db";
}

}  // namespace

TEST_CASE("a run is a row of the store with everything that its folder says") {
  const TempFolder folder;
  const Finished run = run_program("run " + into(folder));
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.output, "Recorded     run 1 in " + store_of(folder).string()));
  const study::RunStoreReader reader(store_of(folder));
  const auto row = reader.run(1);
  REQUIRE(row);
  const nlohmann::json json = run_json(folder / "runs" / row->folder);
  CHECK(row->kind == "run");
  CHECK(row->state == "done");
  CHECK(row->fingerprint == json["fingerprint"]);
  CHECK(row->data_hash == json["data"]["hash"]);
  CHECK(row->metrics.size() > 50);
  for (const study::RowMetric& metric : row->metrics) {
    const nlohmann::json& value = json["metrics"][metric.key];
    INFO(metric.key);
    if (value.is_number()) {
      CHECK(metric.value == value.get<double>());
    }
    CHECK(metric.value.has_value() == !value.is_null());
  }
  const auto returns = reader.returns(1);
  REQUIRE(returns);
  CHECK(static_cast<double>(returns->values.size()) == json["metrics"]["periods"].get<double>());
  double growth = 1;
  for (const double value : returns->values) {
    growth *= 1 + value;
  }
  CHECK(growth - 1 == Approx(json["metrics"]["total_return"].get<double>()).epsilon(1e-9));
  CHECK(returns->session_ends->size() == returns->values.size());
}

TEST_CASE("a run that was made before is made again, under the same identity") {
  const TempFolder folder;
  REQUIRE(run_program("run --quiet " + into(folder)).exit_code == 0);
  REQUIRE(run_program("run --quiet --threads 1 " + into(folder) + "--out " +
                      (folder / "elsewhere").string())
              .exit_code == 0);
  REQUIRE(run_program("run --quiet --no-supervise " + into(folder) +
                      "--set strategy.params.lookback=20")
              .exit_code == 0);
  const study::RunStoreReader reader(store_of(folder));
  CHECK(reader.run(2)->identity == reader.run(1)->identity);
  CHECK(reader.run(2)->folder == (folder / "elsewhere").string());
  CHECK(reader.run(3)->identity != reader.run(1)->identity);
  CHECK(reader.run(3)->variant_hash == reader.run(1)->variant_hash);
  const std::vector<std::string> symbols{"SYN01"};
  CHECK(reader.count("regime_momentum", symbols, reader.run(1)->first_ns, reader.run(1)->last_ns)
            .distinct == 2);
}

TEST_CASE("--no-record leaves a run out, and says what that does to the count") {
  const TempFolder folder;
  const Finished run = run_program("run --no-record " + into(folder));
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "one trial more than the store counts"));
  CHECK_FALSE(fs::exists(store_of(folder)));
}

TEST_CASE("a store that cannot be opened is a warning, and the run succeeds") {
  const TempFolder folder;
  fs::create_directories(folder / "runs");
  std::ofstream(store_of(folder)) << "this is a text of somebody else, and no store\n";
  const Finished run = run_program("run " + into(folder));
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "barometer: warning: the run is not in the run store"));
  CHECK(contains(run.output, "the file is no run store"));
  CHECK_FALSE(contains(run.output, "Recorded"));
  CHECK(contains(run.output, "Run folder"));
}

TEST_CASE("what is no trial is not recorded") {
  const TempFolder folder;
  for (const std::string command : {"check", "causality", "tag"}) {
    const std::string out = command == "tag" ? "--out " + (folder / "tags.csv").string() : "";
    CHECK(run_program(command + " --quiet " + into(folder) + out).exit_code == 0);
  }
  CHECK_FALSE(fs::exists(store_of(folder)));
}

TEST_CASE("twelve runs at once are twelve rows") {
  const TempFolder folder;
  std::string command;
  for (int i = 0; i < 12; ++i) {
    command += BAROMETER_BINARY_DIR "/barometer run --quiet --threads 1 " + into(folder) + " & ";
  }
  const Finished runs = run_command(command + "wait");
  CHECK(runs.output.empty());
  CHECK(study::RunStoreReader(store_of(folder)).runs(100).size() == 12);
}
