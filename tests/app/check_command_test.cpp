// SPDX-License-Identifier: Apache-2.0
// What `check` finds wrong: everything at once, with place and nearest name.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

// Lines that were broken for the terminal, joined.
std::string on_one_line(const std::string& text) {
  std::string joined;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || (!joined.empty() && joined.back() != ' ')) {
      joined += blank ? ' ' : c;
    }
  }
  return joined;
}

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

}  // namespace

TEST_CASE("every name that is wrong is reported, with place and nearest name") {
  const Finished run = run_program(
      "check " + kSmall + "--set strategy.params.lokback=3 --set regime.params.preset=crypt");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "strategy.params.lokback: unknown parameter"));
  CHECK(contains(run.output, "did you mean 'lookback'?"));
  CHECK(contains(run.output, "regime.params.preset: expected one of"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
}

TEST_CASE("faults of the plug-ins' names, parameters and conditions come all at once") {
  const Finished run = run_program("check " + kSmall +
                                   "--set strategy.plugin=regime_momentun "
                                   "--set regime.params.preset=crypt "
                                   "--set output.regimes=[volatilty]");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime_momentum'?"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
  CHECK(contains(run.output, "did you mean 'volatility'?"));
}

TEST_CASE("faults of the file do not hide those of its plug-ins") {
  const Finished run = run_program("check " + kSmall +
                                   "--set broker.cahs=1 --set regime.params.preset=crypt "
                                   "--set strategy.params.lokback=3");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'cash'?"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
  CHECK(contains(run.output, "did you mean 'lookback'?"));
}

TEST_CASE("check looks for every symbol that the config names") {
  const Finished run = run_program("check " + kSmall +
                                   "--set regime.of=SYN9 --set output.benchmark=SYN10 --set "
                                   "'broker.instruments={SYN11: {lot: 1}}'");
  INFO(run.output);
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "--set regime.of=SYN9: regime.of: the run has no symbol 'SYN9'"));
  CHECK(contains(run.output,
                 "--set output.benchmark=SYN10: output.benchmark: the run has no symbol 'SYN10'"));
  CHECK(contains(run.output, "found 'SYN11'"));
}

TEST_CASE("what a strategy itself refuses names the place in the config") {
  const Finished run = run_program(
      "check configs/quickstart.yaml --set 'strategy={plugin: sma_cross, params: {fast: 50, slow: "
      "10}}'");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "fast (50 bars) must be below slow (10 bars)"));
}

TEST_CASE("a plug-in file that is not there is bad input") {
  CHECK(run_program("check " + kSmall + "--set strategy.plugin=./nothere.so").exit_code == 2);
}

TEST_CASE("a dimension that the tagger does not have is bad input") {
  const Finished run = run_program("check " + kSmall + "--set output.regimes=[volatilty]");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'volatility'?"));
}

TEST_CASE("a plug-in that does not exist is named with the nearest one") {
  const Finished run = run_program("check " + kSmall + "--set strategy.plugin=regime_momentun");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime_momentum'?"));
}

TEST_CASE("check reads everything and runs nothing") {
  const Finished run = run_program("check " + kSmall);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "good to run"));
  CHECK(contains(run.output, "8 symbols, 12000 bars"));
}

TEST_CASE("check makes the taggers of a run, and tells what does not fit its bars") {
  const Finished warned =
      run_program("check " + kSmall + "--set regime.params.preset=equity_daily");
  INFO(warned.output);
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.output, "warning: preset equity_daily of the tagger regime"));
  const Finished refused = run_program("check " + kSmall +
                                       "--set data.bar=1d "
                                       "--set regime.params.preset=equity_intraday");
  INFO(refused.output);
  CHECK(refused.exit_code != 0);
  CHECK(contains(refused.output, "preset equity_intraday is for bars shorter"));
}

TEST_CASE("check tells the bars that a tag in use needs, before any run") {
  const Finished warned =
      run_program("check configs/quickstart.yaml --set data.synthetic.bars=400");
  INFO(warned.output);
  CHECK(warned.exit_code == 0);
  const std::string said = on_one_line(warned.output);
  CHECK(contains(said, "tags that are used were unknown on most bars"));
  CHECK(contains(said, "it needs 501 bars of 1h or more"));
  CHECK(contains(said, "101 bars: more are needed for "));
}

TEST_CASE("check tags whether or not it prints, and ends alike") {
  const std::string fails =
      "check configs/quickstart.yaml --set data.synthetic.bars=400 --set 'regime={plugin: " +
      std::string(BAROMETER_BINARY_DIR) +
      "/tests/fixtures/throwing_tagger.so, params: {at_bar: 300}}' --set "
      "'strategy={plugin: buy_and_hold, when: [{if: {nothing: only}, then: flatten}]}'";
  const Finished loud = run_program(fails);
  const Finished quiet = run_program(fails + " --quiet");
  INFO(loud.output << quiet.output);
  CHECK(loud.exit_code == 4);
  CHECK(quiet.exit_code == loud.exit_code);
}

namespace {

// Hours of a coin: three are missing, two have no volume, and from the 200th on prices are halved.
void write_hours(const std::filesystem::path& file) {
  std::ofstream out(file);
  out << "timestamp,open,high,low,close,volume\n";
  for (int hour = 0; hour < 400; ++hour) {
    const double price = (hour % 2 == 0 ? 100 : 101) * (hour < 200 ? 1 : 0.5);
    if (hour < 300 || hour > 302) {
      out << hour * 3'600'000LL << ',' << price << ',' << price + 1 << ',' << price - 1 << ','
          << price << ',' << (hour == 50 || hour == 51 ? 0 : 7) << '\n';
    }
  }
}

std::string hours_config(const TempFolder& folder, const std::string& more = "") {
  write_hours(folder / "COIN.csv");
  std::ofstream(folder / "run.yaml")
      << "data: {source: csv, symbols: [COIN], path: '" << (folder / "{symbol}.csv").string()
      << "', bar: 1h, time: {format: epoch_ms, stamp: open}}\n"
         "strategy: {plugin: sma_cross}\n"
      << more;
  return (folder / "run.yaml").string();
}

}  // namespace

TEST_CASE("check says what the data say about themselves, in lines that fit a terminal") {
  const TempFolder folder;
  const Finished run = run_program("check " + hours_config(folder));
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "faults: none\nlook at this:\n"));
  const std::string said = on_one_line(run.output);
  CHECK(contains(said, "1 price jump looks like a split"));
  CHECK(contains(said, "COIN 1970-01-09T09:00:00Z close x 0.495: a split of 2:1 would explain it"));
  CHECK(contains(said, "COIN 1970-01-13T12:00:00Z 3 bars: missing behind this one"));
  CHECK(contains(said, "COIN 1970-01-03T03:00:00Z 2 bars: in a row without volume"));
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK((line.size() <= 80 || contains(line, "/")));  // a path is as long as it is
  }
}

TEST_CASE("check --json is one document of what there is to look at") {
  const TempFolder folder;
  const std::string command = BAROMETER_BINARY_DIR + std::string("/barometer check ") +
                              hours_config(folder) + " --json > " + (folder / "out").string();
  CHECK(run_command(command).exit_code == 0);
  const auto json = nlohmann::json::parse(read_file((folder / "out").string()));
  CHECK(json["format"] == 1);
  CHECK(json["good"] == true);
  CHECK(json["faults"].empty());
  CHECK(json["bar"] == "1h");
  REQUIRE(json["symbols"].size() == 1);
  CHECK(json["symbols"][0]["bars"] == 397);
  CHECK(json["symbols"][0]["missing_bars"] == 3);
  REQUIRE(json["observations"].size() == 3);
  const auto& jump = json["observations"][0];
  CHECK(jump["kind"] == "split_like_jumps");
  CHECK(jump["symbol"] == "COIN");
  CHECK(jump["count"] == 1);
  CHECK(jump["examples"][0]["time"] == "1970-01-09T09:00:00Z");
  CHECK(jump["examples"][0]["value"].get<double>() == Approx(50.0 / 101));
  CHECK(json["observations"][1]["kind"] == "missing_bars");
  CHECK(json["observations"][2]["kind"] == "zero_volume_bars");
}

TEST_CASE("faults are in the document of check --json, and the exit code is what it is without") {
  const TempFolder folder;
  const auto faults = [&](const std::string& config) {
    const std::string command = std::string(BAROMETER_BINARY_DIR) + "/barometer check " + config;
    const Finished json =
        run_command(command + " --json 2>/dev/null > " + (folder / "out").string());
    CHECK(json.exit_code == run_command(command + " >/dev/null 2>&1").exit_code);
    CHECK(json.exit_code == 2);
    return nlohmann::json::parse(read_file((folder / "out").string()));
  };
  const auto of_config = faults(hours_config(folder, "broker: {cahs: 1, fill: never}\n"));
  CHECK(of_config["good"] == false);
  REQUIRE(of_config["faults"].size() == 2);
  for (const auto& fault : of_config["faults"]) {
    const auto what = fault["what"].get<std::string>();
    CHECK((contains(what, "broker.cahs") || contains(what, "broker.fill")));
    CHECK(contains(fault["where"].get<std::string>(), "run.yaml:3:"));
  }
  const std::string config = hours_config(folder);
  std::ofstream(folder / "COIN.csv", std::ios::app) << "1440000000,1,1,1,x,1\n";
  const auto of_data = faults(config);
  REQUIRE(of_data["faults"].size() == 1);
  CHECK(contains(of_data["faults"][0]["where"].get<std::string>(), "COIN.csv:399:18"));
  CHECK(contains(of_data["faults"][0]["fix"].get<std::string>(), "bad_rows: skip"));
  CHECK(of_data["symbols"].empty());
}
