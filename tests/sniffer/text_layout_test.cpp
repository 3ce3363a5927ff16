// SPDX-License-Identifier: Apache-2.0
#include "sniffer/text_layout.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

sniffer::TextLayout layout(std::string_view text) {
  return sniffer::layout_of(sniffer::sample_of(text)).value();
}

}  // namespace

TEST_CASE("The separator is what gives all rows as many numbers") {
  CHECK(layout("t,o,h,l,c\n1,2,3,1,2\n2,2,3,1,2\n").separator == ',');
  CHECK(layout("20180101 170000;1.2;1.3;1.1;1.2;0\n").separator == ';');
  CHECK(layout("02.01.2024;1,23;1,24;1,22;1,23\n").separator == ';');
  CHECK(layout("2024.03.01\t00:00\t1.08\t1.09\t1.07\t1.08\n").separator == '\t');
  CHECK(layout("1 2.5 3.5 1.5 2.5\n").separator == ' ');
}

TEST_CASE("The header is the line before the rows that names the most columns") {
  const auto found = layout(
      "Price,Close,High,Low,Open,Volume\nTicker,A,A,A,A,A\nDate,,,,,\n"
      "2024-01-02,1,2,1,1,5\n");
  CHECK(found.header);
  CHECK(found.header_line == 1);
  CHECK(found.skip_lines == std::vector<std::size_t>{2, 3});
  CHECK(found.names[4] == "Open");
}

TEST_CASE("A sentence before the header is no header") {
  const auto found = layout("https://www.example.com\nunix,open,high,low,close\n1,2,3,1,2\n");
  CHECK(found.header_line == 2);
  CHECK(found.skip_lines == std::vector<std::size_t>{1});
  const auto bare = layout("made by somebody\n1,2,3,1,2\n");
  CHECK_FALSE(bare.header);
  CHECK(bare.skip_lines == std::vector<std::size_t>{1});
}

TEST_CASE("Without four numbers a line there is no table") {
  CHECK_FALSE(sniffer::layout_of(sniffer::sample_of("a,b\n1,2\n3,4\n")));
  CHECK_FALSE(sniffer::layout_of(sniffer::sample_of("Dear reader,\nthese are no prices.\n")));
}

TEST_CASE("A cell of a line, quotes taken off") {
  CHECK(sniffer::cell_of("a, b ,c", ',', 1) == "b");
  CHECK(sniffer::cell_of("\"1,5\",2", ',', 0) == "1,5");
  CHECK(sniffer::cell_of("a,b", ',', 2).empty());
}
