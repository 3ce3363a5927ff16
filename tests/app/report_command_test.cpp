// SPDX-License-Identifier: Apache-2.0
#include "app/report_command.hpp"

#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

// A run of quickstart.yaml in a folder, with a store beside it that knew a run before.
class OneRun {
 public:
  explicit OneRun(const std::string& settings = "") {
    run("before", "--set strategy.params.lookback=24");
    run("one", settings);
  }

  fs::path operator/(const std::string& name) const { return folder_ / "one" / name; }

  std::string folder() const { return (folder_ / "one").string(); }

  std::string store() const { return (folder_ / "barometer.db").string(); }

  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_ / "one"), fs::directory_iterator()));
  }

 private:
  void run(const std::string& name, const std::string& settings) {
    const Finished run = run_program(
        "run configs/quickstart.yaml --quiet --set data.synthetic.bars=3000 --set "
        "output.dir=" +
        folder_.path().string() + " --out " + (folder_ / name).string() + " " + settings);
    INFO(run.output);
    REQUIRE(run.exit_code == 0);
  }

  TempFolder folder_;
};

void change_run_json(const OneRun& run, const std::string& place, const nlohmann::json& value) {
  nlohmann::ordered_json json =
      nlohmann::ordered_json::parse(read_file((run / "run.json").string()));
  json.at(nlohmann::ordered_json::json_pointer(place)) = value;
  write_file(run / "run.json", json.dump());
}

}  // namespace

TEST_CASE("a page that is made again equals the first one byte for byte, times and all") {
  for (const std::string meter : {"full", "off"}) {
    INFO(meter);
    const OneRun run("--set latency.meter=" + meter);
    const std::string page = read_file((run / "report.html").string());
    CHECK(contains(page, "One of 2 distinct runs"));
    fs::remove(run / "report.html");
    const std::string json = read_file((run / "run.json").string());
    const std::size_t others = run.entries();
    const Finished made = run_program("report " + run.folder());
    INFO(made.output);
    CHECK(made.exit_code == 0);
    CHECK(contains(made.output, "the run is the same to the bit"));
    CHECK(read_file((run / "report.html").string()) == page);
    CHECK(read_file((run / "run.json").string()) == json);
    CHECK(run.entries() == others + 1);  // nothing hidden is left
  }
}

TEST_CASE("a page is made of a run that wrote none, named by its row of the store") {
  const OneRun run("--set output.page=false");
  REQUIRE_FALSE(fs::exists(run / "report.html"));
  const Finished made = run_program("report 2 --store " + run.store());
  INFO(made.output);
  CHECK(made.exit_code == 0);
  CHECK(contains(read_file((run / "report.html").string()),
                 run_json(run.folder())["fingerprint"].get<std::string>()));
}

TEST_CASE("without latency.json the page says what is not stored, and has the rest") {
  const OneRun run("--set latency.meter=full");
  fs::remove(run / "latency.json");
  const Finished made = run_program("report " + run.folder());
  CHECK(made.exit_code == 0);
  CHECK(contains(in_one_line(made.output), "latency.json is gone or cannot be read"));
  const std::string page = read_file((run / "report.html").string());
  CHECK(contains(page, "are not stored in the run folder"));
  CHECK_FALSE(contains(page, "data-picture=\"latency\""));
  CHECK(contains(page, "data-picture=\"stages\""));
}

TEST_CASE("figures of another version are told on the page, and who made the run stays") {
  const OneRun run;
  change_run_json(run, "/metrics/sharpe", 9.0);
  change_run_json(run, "/machine/cpu", "an abacus");
  const Finished made = run_program("report " + run.folder());
  CHECK(made.exit_code == 0);
  CHECK(contains(in_one_line(made.output), "differs from run.json at /metrics/sharpe"));
  const std::string page = read_file((run / "report.html").string());
  CHECK(contains(page, "the page differs from run.json at /metrics/sharpe."));
  CHECK(contains(page, "an abacus"));
}

TEST_CASE("what is no run folder, or has none, is refused by name") {
  const TempFolder folder;
  const auto refused = [](const std::string& words, const std::string& says) {
    const Finished made = run_program("report " + words);
    INFO(made.output);
    CHECK(made.exit_code == 2);
    CHECK(contains(in_one_line(made.output), says));
  };
  refused("nowhere/at/all", "there is no folder 'nowhere/at/all'");
  refused(folder.path().string(), "run.json: cannot be read: its folder is no run folder");
  write_file(folder / "run.json", "{\"name\": 3}");
  refused(folder.path().string(), "it is not what `barometer run` writes");
  const OneRun run;
  fs::rename(run.folder(), folder / "moved");
  refused("2 --store " + run.store(), "run 2 of the store has no run folder any more");
}
