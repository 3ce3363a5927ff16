// SPDX-License-Identifier: Apache-2.0
#include "files/row_splitter.hpp"

#include <random>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char separator = ',') {
  Rows rows;
  files::RowSplitter splitter(text, separator, 400);
  while (splitter.next()) {
    rows.emplace_back();
    for (std::size_t i = 0; i < splitter.cell_count(); ++i) {
      rows.back().emplace_back(splitter.cell(i));
    }
  }
  return rows;
}

// Byte by byte, as one would write it without thinking of speed.
Rows plain_rows_of(std::string_view text, char separator) {
  Rows rows;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    rows.emplace_back(1);
    for (const char c : line) {
      if (c == separator) {
        rows.back().emplace_back();
      } else {
        rows.back().back() += c;
      }
    }
  }
  return rows;
}

}  // namespace

TEST_CASE("rows and cells") {
  CHECK(rows_of("a,b\nc,,d\n") == Rows{{"a", "b"}, {"c", "", "d"}});
  CHECK(rows_of("a;b\r\n1,5;2\r\n", ';') == Rows{{"a", "b"}, {"1,5", "2"}});
  CHECK(rows_of("\n\n") == Rows{{""}, {""}});
  CHECK(rows_of("").empty());
}

TEST_CASE("the last row may end with the text") {
  files::RowSplitter splitter("a,b\nc,d", ',', 2);
  REQUIRE(splitter.next());
  REQUIRE(splitter.next());
  CHECK(splitter.line() == "c,d");
  CHECK_FALSE(splitter.next());
}

TEST_CASE("all cells are counted, only as many kept as asked for") {
  files::RowSplitter splitter("1,2,3,4,5\n", ',', 2);
  REQUIRE(splitter.next());
  CHECK(splitter.cell_count() == 5);
  CHECK(splitter.cell(1) == "2");
}

TEST_CASE("a quote anywhere in a row is seen") {
  const std::string text = "1,2,3,4,5,6,7,8,\"9\"\n";
  files::RowSplitter splitter(text, ',', 2);
  REQUIRE(splitter.next());
  CHECK(splitter.may_have_quotes());
}

TEST_CASE("cells beyond those asked for are counted on every stretch of a long row") {
  for (const std::size_t cells : {1U, 63U, 64U, 65U, 127U, 128U, 129U, 1000U}) {
    for (const char* end : {"", "\n", "\r\n"}) {
      const std::string text = "ab" + std::string(cells - 1, ',') + end;
      files::RowSplitter splitter(text, ',', 1);
      REQUIRE(splitter.next());
      CHECK(splitter.cell_count() == cells);
      CHECK(splitter.cell(0) == "ab");
      CHECK_FALSE(splitter.next());
    }
  }
}

TEST_CASE("many bytes at a time give what one byte at a time gives") {
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    const std::string alphabet =
        round % 2 == 0 ? "a1.,,;\n\r\xff\x80\x01" : "a1.,12345678901234567";
    std::string text;
    const auto length = random() % 300;
    while (text.size() < length) {
      text += alphabet[random() % alphabet.size()];
    }
    // From the heap, exactly sized: a read past the end is a sanitizer's finding.
    const std::vector<char> bytes(text.begin(), text.end());
    CHECK(rows_of({bytes.data(), bytes.size()}) == plain_rows_of(text, ','));
  }
}

TEST_CASE("the careful way trims blanks and quotes and keeps positions") {
  const auto cells = files::split_cells("  a , \"b,c\" ,\"\",d", ',');
  REQUIRE(cells.size() == 4);
  CHECK(cells[0].text == "a");
  CHECK(cells[0].column == 3);
  CHECK(cells[1].text == "b,c");
  CHECK(cells[1].column == 7);
  CHECK(cells[2].text.empty());
  CHECK(cells[3].text == "d");
  CHECK(cells[3].column == 17);
}

TEST_CASE("the careful way keeps empty cells at both ends") {
  CHECK(files::split_cells(",", ',').size() == 2);
  CHECK(files::split_cells("", ',').size() == 1);
}

TEST_CASE("a quote that does not close is marked; text behind a quote keeps it") {
  CHECK(files::split_cells("1,\"2,3", ',').back().quote_open);
  CHECK(files::split_cells("\"1,2,3", ',').back().quote_open);
  CHECK(files::split_cells("\"1,\"\"", ',').back().quote_open);
  CHECK(files::split_cells("\"1\"2,3", ',').front().text == "\"1\"2");
  CHECK(files::split_cells("\"a\"\"b\",3", ',').front().text == "a\"\"b");
}
