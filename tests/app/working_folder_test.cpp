// SPDX-License-Identifier: Apache-2.0
// Relative paths start where the program was started, whatever a plug-in makes of the working
// folder.
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

// A folder from whose place everything is named by relative paths: bars, actions, labels,
// plug-ins, and where a run goes.
class RelativePlace {
 public:
  RelativePlace() {
    run_program("synth " + (folder_ / "bars").string() + " --symbols 2 --bars 1500 --quiet");
    fs::create_directory(folder_ / "plugins");
    const fs::path fixtures = BAROMETER_BINARY_DIR "/tests/fixtures";
    for (const char* name : {"deadly_strategy.so", "deadly_tagger.so"}) {
      fs::copy_file(fixtures / name, folder_ / "plugins" / name);
    }
    std::ofstream(folder_ / "actions.csv") << "date,split,dividend\n";
    write_labels();
    write_config();
  }

  Finished program(const std::string& words, const std::string& variables = "") const {
    return run_command("cd " + folder_.path().string() + " && BAROMETER_PLUGIN_PATH=plugins " +
                       variables + " " + BAROMETER_BINARY_DIR "/barometer " + words);
  }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

  bool has(const std::string& name) const { return fs::exists(folder_ / name); }

  // A folder in a folder; empty: there is none.
  std::string only_folder(const std::string& folder) const {
    if (has(folder)) {
      for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / folder)) {
        if (entry.is_directory()) {
          return entry.path().filename().string();
        }
      }
    }
    return "";
  }

 private:
  void write_labels() const {
    std::ifstream bars((folder_ / "bars" / "SYN01.csv").string());
    std::ofstream labels(folder_ / "labels.csv");
    std::string line;
    std::getline(bars, line);
    labels << "timestamp,mood\n";
    for (int row = 0; row < 50 && std::getline(bars, line); ++row) {
      labels << line.substr(0, line.find(',')) << (row % 2 == 0 ? ",good\n" : ",bad\n");
    }
  }

  void write_config() const {
    std::ofstream(folder_ / "market.yaml")
        << "data:\n"
           "  source: csv\n"
           "  path: bars/{symbol}.csv\n"
           "  bar: 1h\n"
           "  time: {column: timestamp, format: epoch_ms, zone: UTC, stamp: open}\n"
           "  actions: {path: 'actions/{symbol}.csv', prices: raw}\n"
           "regime:\n"
           "  - {plugin: ./plugins/deadly_tagger.so}\n"
           "  - {column: mood, as: mine, file: labels.csv}\n"
           "strategy: {plugin: deadly_strategy}\n"
           "output: {dir: runs}\n";
    fs::create_directory(folder_ / "actions");
    fs::rename(folder_ / "actions.csv", folder_ / "actions" / "SYN01.csv");
  }

  TempFolder folder_;
};

const std::string kEvery =
    "DEADLY_AT_LOAD=chdir_always";  // on a thread of its own, again and again

}  // namespace

TEST_CASE("a plug-in that changes the working folder as it is loaded changes nothing") {
  const RelativePlace place;
  const Finished plain = place.program("run market.yaml --quiet --out plain");
  INFO(plain.output);
  REQUIRE(plain.exit_code == 0);
  for (const std::string& at_load : {std::string("DEADLY_AT_LOAD=chdir"), kEvery}) {
    const std::string out = at_load == kEvery ? "often" : "once";
    const Finished run = place.program("run market.yaml --quiet --out " + out, at_load);
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(run.output.find("changed the working folder; put back") != std::string::npos);
    REQUIRE(place.has(out + "/run.json"));
    CHECK(run_json(place / out)["fingerprint"] == run_json(place / "plain")["fingerprint"]);
  }
}

TEST_CASE("what the config names as output is where the program was started, too") {
  const RelativePlace place;
  const Finished run = place.program("run market.yaml --quiet", kEvery);
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(place.only_folder("runs").starts_with("market-"));
  CHECK(place.has("runs/barometer.db"));
  const Finished regimes = place.program("regimes market.yaml --picture tags.svg", kEvery);
  INFO(regimes.output);
  CHECK(regimes.exit_code == 0);
  CHECK(place.has("tags.svg"));
  const Finished tags = place.program("tag market.yaml --out tags.csv", kEvery);
  INFO(tags.output);
  CHECK(tags.exit_code == 0);
  CHECK(place.has("tags.csv"));
}

TEST_CASE("so it is for every command that loads plug-ins and reads") {
  const RelativePlace place;
  for (const std::string command : {"check market.yaml", "causality market.yaml"}) {
    const Finished run = place.program(command + " --quiet", kEvery);
    INFO(command << ": " << run.output);
    CHECK(run.exit_code == 0);
  }
  const Finished listing = place.program("plugins", kEvery);
  CHECK(listing.output.find("deadly_tagger 1.0.0") != std::string::npos);
}
