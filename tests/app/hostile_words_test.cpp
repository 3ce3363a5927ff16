// SPDX-License-Identifier: Apache-2.0
// Symbols, names, messages and versions that would do something to a terminal, a page or a
// spreadsheet do nothing, wherever they are shown: every byte of every file and line is looked at.
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

#include "app/barometer_program.hpp"
#include "core/utf8.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

// The worst that a config lets through as a symbol, and what it does not.
constexpr const char* kSymbol = "=A-1";
constexpr const char* kRefused = R"("=1+1\e[2J<script>&\L\u202e\u009b\x7f]]>")";
// A label of the truth, as a cell of CSV.
constexpr const char* kTruth = "=1+1\x1b[2J<script>&\u2028\u202e\xff\u009b]]>";

// What no terminal is to be sent: anything but text and line feeds.
void check_text(const std::string& text) {
  CHECK(barometer::core::valid_utf8(text) == text);
  for (const std::string_view bad :
       {"\x1b", "\r", "\x7f", "\u2028", "\u202e", "\u009b", "\u2066"}) {
    INFO("contains byte " << static_cast<int>(static_cast<unsigned char>(bad.back())));
    CHECK(text.find(bad) == std::string::npos);
  }
  CHECK(std::count_if(text.begin(), text.end(), [](char c) {
          return c != '\n' && static_cast<unsigned char>(c) < 0x20;
        }) == 0);
}

// No cell of a row of text begins as a formula; numbers may have their sign.
void check_cells(const std::string& text) {
  for (const std::string_view start : {"\n=", ",=", "\"=", "\n@", ",@", "\"@", ",+", "\n+"}) {
    INFO("a cell begins with " << start);
    CHECK(text.find(start) == std::string::npos);
  }
}

class HostileRun {
 public:
  HostileRun() {
    run_program("synth " + (folder_ / "market").string() + " --symbols 1 --bars 400 --quiet");
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "market")) {
      if (entry.path().extension() == ".csv") {
        write_bars(read_file(entry.path().string()));
      }
    }
    std::ofstream(config()) << "data:\n  source: csv\n  path: '"
                            << (folder_ / "{symbol}.csv").string() << "'\n  symbols: [" << kSymbol
                            << "]\n  bar: 1h\n  time: {column: timestamp, format: epoch_ms, zone: "
                               "UTC, stamp: open}\n  columns: {truth: truth}\n"
                            << "regime: {plugin: regime}\n"
                            << "strategy: {plugin: " BAROMETER_BINARY_DIR
                               "/tests/fixtures/hostile_words.so}\n"
                            << "run: {name: " << kSymbol << "}\n"
                            << "output: {tags: true, dir: '" << folder_.path().string() << "'}\n";
  }

  std::string config() const { return (folder_ / "hostile.yaml").string(); }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  // Every other bar has the hostile truth, the others have none of that.
  void write_bars(const std::string& csv) const {
    std::ofstream file(folder_ / (kSymbol + std::string(".csv")), std::ios::binary);
    std::istringstream lines(csv);
    std::string line;
    for (int i = 0; std::getline(lines, line); ++i) {
      const std::string before = line.substr(0, line.rfind(',') + 1);
      file << before << (i == 0 ? "truth" : i % 2 == 0 ? kTruth : "calm") << "\n";
    }
  }

  TempFolder folder_;
};

}  // namespace

TEST_CASE("hostile names do nothing in a run folder or on a terminal") {
  const HostileRun hostile;
  const Finished run = run_program("run " + hostile.config() + " --log --out " +
                                   (hostile / "run").string() + " --set latency.meter=full");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  check_text(run.output);
  for (const fs::directory_entry& entry : fs::directory_iterator(hostile / "run")) {
    const std::string text = read_file(entry.path().string());
    INFO(entry.path().filename().string());
    check_text(text);
    if (entry.path().extension() == ".csv") {
      check_cells(text);
    }
    if (entry.path().extension() == ".svg") {
      CHECK(text.find("<script") == std::string::npos);
    }
  }
  CHECK(run_json(hostile / "run").is_object());
}

TEST_CASE("hostile names do nothing in what other commands print") {
  const HostileRun hostile;
  const std::string picture = (hostile / "a.svg").string();
  const std::string config = hostile.config();
  for (const std::string& command :
       {"check " + config, "tag " + config + " --score",
        "regimes " + config + " --picture " + picture, "causality " + config,
        "run " + config + " --set strategy.fail_at=5",
        "run " + config + " --set 'data.symbols=[" + kRefused + ", missing]'",
        "run " + config + " --set 'run.name=" + kRefused + "'",
        "tag " + config + " --score --dimension '" + kTruth + "'",
        "run " + config + " --set 'strategy.plugin=./" + kTruth + ".so'",
        "check " + config + " --set 'data.path=" + kTruth + "{symbol}'",
        std::string("run '\x1b[2J\u2028\xff.yaml'"), std::string("'\x1b[2J\xff'"),
        "run " + config + " --set '\x1b[2J\u2028=1'"}) {
    const Finished finished = run_program(command);
    INFO(command << ": " << finished.output);
    CHECK(finished.exit_code != 70);
    CHECK_FALSE(finished.output.empty());
    check_text(finished.output);
  }
  const std::string svg = read_file(picture);
  check_text(svg);
  CHECK(svg.find("<script") == std::string::npos);
}

TEST_CASE("hostile versions and helps of plug-ins are listed as text") {
  const Finished listed =
      run_program("plugins", "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/fixtures");
  CHECK(listed.output.find("hostile_words =1+1[2J") != std::string::npos);
  check_text(listed.output);
}
