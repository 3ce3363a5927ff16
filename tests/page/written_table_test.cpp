// SPDX-License-Identifier: Apache-2.0
#include "page/written_table.hpp"

#include <cmath>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/thrown_by.hpp"
#include "support/write_file.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

class OneTable {
 public:
  explicit OneTable(const std::string& text) { write_file(file(), text); }

  std::filesystem::path file() const { return folder_ / "a.csv"; }

  // What reading each row's first cell by `read` throws; empty for nothing.
  template <class Read>
  std::string refused(Read read) const {
    try {
      page::WrittenTable table(file(), {"a"});
      while (table.next()) {
        read(table);
      }
    } catch (const core::Error& error) {
      return error.what();
    }
    return "";
  }

  std::string refused() const {
    return refused([](const page::WrittenTable& table) { table.number(0); });
  }

 private:
  barometer_test::TempFolder folder_;
};

}  // namespace

TEST_CASE("cells are found by their columns' names, and quotes hide commas") {
  const OneTable text(
      "b,a,c\n\"x, \"\"y\"\"\",1.5,2022-10-11T10:00:00Z\nz,,1970-01-01T00:00:00Z\n");
  page::WrittenTable table(text.file(), {"a", "b", "c"});
  REQUIRE(table.next());
  CHECK(table.number(0) == 1.5);
  CHECK(table.cell(1) == "\"x, \"\"y\"\"\"");
  CHECK(table.time(2) == 1'665'482'400 * core::kSecond);
  REQUIRE(table.next());
  CHECK(std::isnan(table.number_or_none(0)));
  CHECK(table.time(2) == 0);
  CHECK_FALSE(table.next());
  CHECK(table.rows() == 2);
}

TEST_CASE("what no run writes is refused with file, line and column") {
  CHECK(contains(OneTable("b,a\n1,nan\n").refused(), "a.csv:2:3: 'nan' is not a number"));
  CHECK(contains(OneTable("b,a\n1,2\n1,inf\n").refused(), "a.csv:3:3: 'inf' is not a number"));
  CHECK(contains(OneTable("a\n1.5x\n").refused(), "a.csv:2:1: '1.5x' is not a number"));
  CHECK(contains(OneTable("a,b\n1\n").refused(), "a.csv:2:1: the row has 1 cells"));
  CHECK(contains(OneTable("b\n1\n").refused(), "a.csv:1:1: there is no column 'a'"));
  CHECK(contains(OneTable("").refused(), "a.csv:1:1: "));
  CHECK(contains(OneTable("a\n1\n2").refused(), "a.csv:3:2: the file was cut"));
  CHECK(contains(OneTable("a").refused(), "a.csv:1:2: the file was cut"));
  const auto whole = [](const page::WrittenTable& table) { table.whole(0); };
  CHECK(contains(OneTable("a\n1.5\n").refused(whole), "a.csv:2:1: '1.5' is not a whole number"));
  const auto time = [](const page::WrittenTable& table) { table.time(0); };
  CHECK(contains(OneTable("a\nnoon\n").refused(time), "a.csv:2:1: 'noon' is not a time such as"));
}

TEST_CASE("a file that is not there is refused by its name") {
  const barometer_test::TempFolder folder;
  CHECK(barometer_test::mentions(
      barometer_test::thrown_by([&] { page::WrittenTable(folder / "a.csv", {"a"}); }),
      "a.csv:1:1: "));
}

}  // namespace barometer
