// SPDX-License-Identifier: Apache-2.0
// Every command at terminals of 60, 80 and 120 columns, when it does what it is for and when it
// refuses: no line is wider than the terminal, which would wrap it, and no word is cut.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>
#include <vector>

#include "app/barometer_program.hpp"
#include "app/command_table.hpp"
#include "app/terminal_ground.hpp"
#include "app/terminal_screens.hpp"
#include "core/safe_text.hpp"
#include "support/catch.hpp"
#include "support/terminal.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const std::string kSmall = std::string(kSmallRun) + " ";

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
  return std::ranges::any_of(
      std::array{"barometer ", "cd ", "cmake ", "ctest ", "make", "BAROMETER_PLUGIN_PATH="},
      [&](const char* begin) { return line.starts_with(std::string("  ") + begin); });
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

// Words that a screen has and the same at 1,000 columns has not.
std::vector<std::string> cut_words(const std::string& text, const std::string& whole) {
  // The last lines of a table that had to leave out columns, and units that times have by chance.
  static const std::set<std::string> note =
      words_of("left out for want of width: ns us ms s million thousand");
  std::set<std::string> known = words_of(whole);
  known.insert(note.begin(), note.end());
  std::vector<std::string> cut;
  for (const std::string& word : words_of(text)) {
    const bool named = known.contains(word) || known.contains(word.substr(0, word.size() - 1));
    if (!named && word.find("barometer-") == std::string::npos) {
      cut.push_back(word);
    }
  }
  return cut;
}

Finished shown(const Screen& screen, Ground& ground, unsigned short columns) {
  return run_on_terminal(BAROMETER_BINARY_DIR "/barometer " + ground.filled(screen.command),
                         columns, screen.typed);
}

void check_widths(const Screen& screen, Ground& ground) {
  INFO(screen.command);
  const Finished whole = shown(screen, ground, 1000);
  CHECK(whole.exit_code == screen.exit_code);
  for (const unsigned short columns : kColumns) {
    const Finished narrow = shown(screen, ground, columns);
    const std::string text = screen_text(narrow.output);
    INFO(columns << " columns\n" << text);
    CHECK(narrow.exit_code == screen.exit_code);
    if (screen.for_a_shell) {
      CHECK(text == screen_text(whole.output));
      continue;
    }
    CHECK(too_wide(text, columns) == std::vector<std::string>());
    if (!screen.figures_vary) {
      CHECK(cut_words(text, screen_text(whole.output)) == std::vector<std::string>());
    }
  }
}

// Every command that is shown, with each word that may stand first behind it: "data head".
std::vector<std::string> typed_commands() {
  std::vector<std::string> commands;
  for (const app::CommandEntry& entry : app::command_table()) {
    if (entry.example == nullptr) {
      continue;
    }
    const std::string name = entry.name;
    std::istringstream words(entry.first);
    for (std::string word; words >> word;) {
      commands.push_back(name + " " + word);
    }
    if (*entry.first == '\0') {
      commands.push_back(name);
    }
  }
  return commands;
}

bool has_screen(const std::string& command, bool refused) {
  return std::ranges::any_of(screens(), [&](const Screen& screen) {
    return (screen.command + " ").starts_with(command + " ") && (screen.exit_code != 0) == refused;
  });
}

}  // namespace

TEST_CASE("every command has a screen of what it is for, and one of a fault") {
  for (const std::string& command : typed_commands()) {
    INFO(command);
    CHECK(has_screen(command, false));
    // What its first word may be is one question for all of them.
    const std::string refused =
        command.starts_with("completion ") ? std::string("completion") : command;
    CHECK(has_screen(refused, true));
  }
}

TEST_CASE("every screen fits the terminal, and no word of it is cut") {
  Ground ground;
  for (const Screen& screen : screens()) {
    check_widths(screen, ground);
  }
}

TEST_CASE("a bar of progress is gone before a profile is printed") {
  const std::string all =
      on_terminal("profile " + kSmall + "--processes 40 --blocks 40", 80).output;
  REQUIRE(contains(all, "profiling ["));  // it took a second
  const std::string text = screen_text(all);
  INFO(text);
  CHECK(text.starts_with("profile  whole run"));
  CHECK_FALSE(contains(text, "profiling ["));
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

TEST_CASE("every command's help fits the terminal and has examples of its own") {
  Ground ground;
  check_widths({"--help"}, ground);
  check_widths({"rum configs/quickstart.yaml", 2}, ground);
  for (const std::string& name : app::command_names()) {
    check_widths({.command = name + " --help"}, ground);
    const std::string text = run_program(name + " --help").output;
    CHECK(contains(text, "examples:\n  barometer " + name) ==
          (name != "completion"));  // its first one is for the shell
    CHECK(contains(text, "barometer " + name));
  }
}

TEST_CASE("words in a pipe fit 80 columns") {
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
