// SPDX-License-Identifier: Apache-2.0
#include "sniffer/text_sample.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("A short text is looked at whole, without its mark, line ends and blank lines") {
  const auto sample = sniffer::sample_of(
      "\xef\xbb\xbf"
      "a\r\n\nb\n \t\nc");
  CHECK(sample.head == sniffer::Lines{"a", "", "b", " \t", "c"});
  REQUIRE(sample.stretches.size() == 1);
  CHECK(sample.stretches[0] == sniffer::Lines{"a", "b", "c"});
}

TEST_CASE("Of a long text whole lines are taken from its begin to its end") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) {
    text += std::to_string(1'000'000 + i) + "\n";
  }
  const auto sample = sniffer::sample_of(text, 41'000);
  REQUIRE(sample.stretches.size() == 41);
  CHECK(sample.stretches.front().front() == "1000000");
  CHECK(sample.stretches.back().back() == "1099999");
  for (const auto& lines : sample.stretches) {
    REQUIRE(lines.size() > 100);
    for (const std::string_view line : lines) {
      REQUIRE(line.size() == 7);
    }
  }
}

TEST_CASE("Few lines are the first ones and others all over the text") {
  std::string text;
  for (int i = 0; i < 30'000; ++i) {
    text += std::to_string(i) + "\n";
  }
  const auto lines = sniffer::few_lines(sniffer::sample_of(text));
  CHECK(lines.size() < 2000);
  CHECK(lines[299] == "299");
  CHECK(lines.back() == "29980");
}
