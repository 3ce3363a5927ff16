// SPDX-License-Identifier: Apache-2.0
#include "report/folded.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>

#include "core/safe_text.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

// Words of up to twelve letters, one blank or more apart.
std::string random_line(stats::Random& random) {
  std::string line(static_cast<std::size_t>(random.uniform() * 8), ' ');
  const int words = static_cast<int>(random.uniform() * 40);
  for (int i = 0; i < words; ++i) {
    line += std::string(1 + static_cast<std::size_t>(random.uniform() * 12), 'x');
    line += random.uniform() < 0.1 ? "   " : " ";
  }
  return line;
}

}  // namespace

TEST_CASE("lines that fit stay as they are, to the byte") {
  CHECK(report::folded("a  b\n\n  c \n", 10) == "a  b\n\n  c \n");
  CHECK(report::folded("no feed", 10) == "no feed");
  CHECK(report::folded("", 10).empty());
}

TEST_CASE("what is broken off stands under the last part of the line, or two columns in") {
  CHECK(report::folded("PASS    one two three four\n", 20) ==
        "PASS    one two\n        three four\n");
  CHECK(report::folded("  ! one two three four five\n", 20) ==
        "  ! one two three\n    four five\n");
}

TEST_CASE("a gap in the second half of a line indents nothing") {
  CHECK(report::folded("one two three four  five six\n", 20) == "one two three four\n  five six\n");
}

TEST_CASE("a word that fits no line is left whole") {
  const std::string path(40, 'p');
  CHECK(report::folded("in " + path + " it is\n", 20) == "in\n  " + path + "\n  it is\n");
}

TEST_CASE("colours take no columns, and wide characters two") {
  const std::string red = "\x1b[31mred\x1b[0m";
  CHECK(report::folded(red + " " + red + "\n", 7) == red + " " + red + "\n");
  CHECK(report::folded(red + " " + red + "\n", 6) == red + "\n  " + red + "\n");
  CHECK(report::folded("日本 日本\n", 9) == "日本 日本\n");
  CHECK(report::folded("日本 日本\n", 8) == "日本\n  日本\n");
}

TEST_CASE("of any words no line is too wide, no word is cut and none is lost") {
  stats::Random random(1, 1);
  for (int i = 0; i < 500; ++i) {
    const std::string line = random_line(random);
    const std::size_t width = 30 + static_cast<std::size_t>(random.uniform() * 60);
    const std::string text = report::folded(line + "\n", width);
    INFO(text);
    CHECK(without_blanks(text) == without_blanks(line));
    std::istringstream lines(text);
    std::size_t widest = 0;
    std::size_t words = 0;
    for (std::string each; std::getline(lines, each);) {
      widest = std::max(widest, each.find_last_not_of(' ') + 1);
      std::istringstream of_line(each);
      for (std::string word; of_line >> word;) {
        ++words;
      }
    }
    std::istringstream of_all(line);
    std::size_t expected = 0;
    for (std::string word; of_all >> word;) {
      ++expected;
    }
    CHECK(widest <= width);
    CHECK(words == expected);
  }
}

TEST_CASE("long text is broken at blanks and indented") {
  const std::string words = std::string(60, 'a') + " " + std::string(60, 'b');
  CHECK(report::wrapped(words, 4, 100) == std::string(60, 'a') + "\n    " + std::string(60, 'b'));
  CHECK(report::wrapped("a b", 4, 100) == "a b");
}

TEST_CASE("sentences are no wider than a hundred columns, however wide the terminal is") {
  const std::string words = std::string(60, 'a') + " " + std::string(45, 'b');
  CHECK(report::wrapped(words, 0, report::Style{}) ==
        std::string(60, 'a') + "\n" + std::string(45, 'b'));
}

}  // namespace barometer
