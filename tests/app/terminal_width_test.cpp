// SPDX-License-Identifier: Apache-2.0
// Every command at terminals of 60, 80 and 120 columns: no line is wider than the terminal, which
// would wrap it, and no word is cut.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>
#include <vector>

#include "app/barometer_program.hpp"
#include "app/command_table.hpp"
#include "core/safe_text.hpp"
#include "support/catch.hpp"
#include "support/terminal.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

constexpr std::array<unsigned short, 3> kColumns{60, 80, 120};

Finished on_terminal(const std::string& arguments, unsigned short columns,
                     const std::string& environment = "") {
  return run_on_terminal(environment + " " + BAROMETER_BINARY_DIR + "/barometer " + arguments,
                         columns);
}

// Words without digits and the marks of JSON, whose lines hold more or less: figures and times
// differ from run to run.
std::set<std::string> words_of(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return std::string_view("{}[](),:;\"").find(c) != std::string::npos; },
      ' ');
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) {
    if (std::ranges::none_of(word, [](unsigned char c) { return std::isdigit(c) != 0; })) {
      words.insert(word);
    }
  }
  return words;
}

// A command to type is left whole, which a shell would take in parts otherwise.
bool is_command(const std::string& line) {
  return line.starts_with("  barometer ");
}

// So is a word that fits no line: a path.
bool is_path(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return line.find(' ', begin) == std::string::npos && line.find('/') != std::string::npos;
}

std::vector<std::string> too_wide(const std::string& text, std::size_t columns) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (core::display_width(line) > columns && !is_path(line) && !is_command(line)) {
      lines.push_back(line);
    }
  }
  return lines;
}

// The last lines of a table that had to leave out columns, and units that times have by chance.
const std::set<std::string> kNote =
    words_of("left out for want of width: ns us ms s million thousand");

// `command` with %OUT for a name that no run before has had.
void check_widths(const std::string& command, const TempFolder& folder, int expected = 0) {
  static int number = 0;
  const auto with_name = [&] {
    std::string text = command;
    const std::size_t at = text.find("%OUT");
    const std::string name = (folder / std::to_string(++number)).string();
    return at == std::string::npos ? text : text.replace(at, 4, name);
  };
  const Finished whole =
      run_on_terminal(std::string(BAROMETER_BINARY_DIR) + "/barometer " + with_name(), 1000);
  INFO(command);
  CHECK(whole.exit_code == expected);
  std::set<std::string> known = words_of(screen_text(whole.output));
  known.insert(kNote.begin(), kNote.end());
  for (const unsigned short columns : kColumns) {
    const Finished shown = on_terminal(with_name(), columns);
    const std::string text = screen_text(shown.output);
    INFO(columns << " columns\n" << text);
    CHECK(shown.exit_code == expected);
    CHECK(too_wide(text, columns) == std::vector<std::string>());
    std::vector<std::string> cut;
    for (const std::string& word : words_of(text)) {
      const bool named = known.contains(word) || known.contains(word.substr(0, word.size() - 1));
      if (!named && word.find("barometer-") == std::string::npos) {
        cut.push_back(word);
      }
    }
    CHECK(cut == std::vector<std::string>());
  }
}

}  // namespace

TEST_CASE("a run and all that it prints fit the terminal") {
  const TempFolder folder;
  check_widths("run --no-record " + kSmall + "--out %OUT", folder);
  check_widths("run --no-record --verbose " + kSmall + "--set latency.meter=off --out %OUT",
               folder);
  // What is said of times differs from run to run.
  for (const unsigned short columns : kColumns) {
    const std::string out = (folder / ("metered" + std::to_string(columns))).string();
    const std::string text = screen_text(
        on_terminal("run --no-record --verbose " + kSmall + "--set latency.meter=full --out " + out,
                    columns)
            .output);
    INFO(text);
    CHECK(contains(text, "slowest, closed at"));
    CHECK(too_wide(text, columns) == std::vector<std::string>());
  }
}

TEST_CASE("a headline of a run has at most 24 lines at 80 columns and at more") {
  const TempFolder folder;
  for (const unsigned short columns : {kColumns[1], kColumns[2]}) {
    const std::string text =
        screen_text(on_terminal("run " + kSmall + "--set output.dir=" + folder.path().string() +
                                    " --set broker.fill=same_close --out " +
                                    (folder / std::to_string(columns)).string(),
                                columns)
                        .output);
    INFO(text);
    CHECK(std::ranges::count(text, '\n') <= 24);
    CHECK(contains(text, "Recorded     run "));
  }
}

TEST_CASE("what looks at data and tags fits the terminal") {
  const TempFolder folder;
  check_widths("check " + kSmall, folder);
  check_widths("check " + kSmall + "--set regime.params.preset=equity_daily", folder);
  check_widths("causality " + kSmall, folder);
  check_widths("tag " + kSmall + "--score --out %OUT", folder);
  check_widths("regimes " + kSmall + "--picture %OUT", folder);
  check_widths("data describe configs/quickstart.yaml", folder);
  check_widths("data head configs/quickstart.yaml --bars 2", folder);
}

TEST_CASE("what compares and judges fits the terminal") {
  const TempFolder folder;
  const std::string store = " --store " + (folder / "barometer.db").string();
  for (const char* lookback : {"48", "72"}) {
    REQUIRE(run_program("run --quiet " + kSmall + "--set output.dir=" + folder.path().string() +
                        " --set strategy.params.lookback=" + lookback + " --out " +
                        (folder / lookback).string())
                .exit_code == 0);
  }
  check_widths("runs" + store, folder);
  check_widths("runs show 1" + store, folder);
  check_widths("compare 1 2" + store, folder);
  check_widths("gate " + kSmall + "--placebos 20", folder);
  check_widths(
      "profile --import examples/cold_start/after_slower.csv --baseline "
      "examples/cold_start/before.csv",
      folder,
      run_program("profile --import examples/cold_start/after_slower.csv "
                  "--baseline examples/cold_start/before.csv")
          .exit_code);
}

TEST_CASE("what writes a market or tries a plug-in fits the terminal") {
  const TempFolder folder;
  check_widths("synth %OUT --symbols 1 --bars 200", folder);
  check_widths("plugins --verify sma_cross", folder);
}

TEST_CASE("a study fits the terminal") {
  const TempFolder folder;
  for (const unsigned short columns : kColumns) {
    const std::string text = screen_text(
        on_terminal("study configs/studies/sma_grid.yaml --verbose --set data.synthetic.bars=1500 "
                    "--set output.dir=" +
                        (folder / std::to_string(columns)).string(),
                    columns)
            .output);
    INFO(text);
    CHECK(contains(text, "What may be believed"));
    CHECK(too_wide(text, columns) == std::vector<std::string>());
  }
}

TEST_CASE("faults fit the terminal") {
  const TempFolder folder;
  check_widths("check " + kSmall + "--set strategy.params.lokback=3 --set broker.chas=1", folder,
               2);
  check_widths("run nowhere.yaml", folder, 2);
  check_widths("rum configs/quickstart.yaml", folder, 2);
}

TEST_CASE("every command's help fits the terminal and has examples of its own") {
  const TempFolder folder;
  check_widths("--help", folder);
  for (const std::string& name : app::command_names()) {
    check_widths(name + " --help", folder);
    const std::string text = run_program(name + " --help").output;
    CHECK(contains(text, "examples:\n  barometer " + name) ==
          (name != "completion"));  // its first one is for the shell
    CHECK(contains(text, "barometer " + name));
  }
}

TEST_CASE("plug-ins are listed within the terminal, and words in a pipe within 80 columns") {
  const std::string plugins = screen_text(on_terminal("plugins", 80).output);
  CHECK(too_wide(plugins, 80) == std::vector<std::string>());
  CHECK(too_wide(run_program("check " + kSmall).output, 80).empty());
}

TEST_CASE("a terminal's width and COLUMNS change nothing of what a pipe gets") {
  const std::string command = std::string(BAROMETER_BINARY_DIR) + "/barometer regimes " + kSmall +
                              "--quiet --picture /dev/null; COLUMNS=120 " + BAROMETER_BINARY_DIR +
                              "/barometer check " + kSmall + " | cat";
  CHECK(contains(screen_text(run_on_terminal(command, 60).output),
                 screen_text(run_program("check " + kSmall).output)));
}

TEST_CASE("a terminal has colours unless they are not wanted") {
  const TempFolder folder;
  const auto coloured = [&](const std::string& options, const std::string& environment) {
    static int number = 0;
    const std::string out = (folder / std::to_string(++number)).string();
    return contains(
        on_terminal("run --no-record " + kSmall + options + " --out " + out, 80, environment)
            .output,
        "\x1b[1m");
  };
  CHECK(coloured("", ""));
  CHECK_FALSE(coloured("--no-color", ""));
  CHECK_FALSE(coloured("", "NO_COLOR=1"));
  CHECK_FALSE(coloured("", "TERM=dumb"));
}
