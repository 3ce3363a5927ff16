// SPDX-License-Identifier: Apache-2.0
#include "files/path_pattern.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/utc.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;
using barometer_test::utc;

namespace {

files::NamePattern pattern(std::string_view text, std::string_view date = "%Y%m%d") {
  return {text, files::NameDate(date)};
}

std::vector<std::string> found(const TempFolder& folder, const std::string& path,
                               const std::string& symbol = {}) {
  std::vector<std::string> paths;
  for (const files::FoundFile& file :
       files::find_files(path, files::NameDate("%Y%m%d"), folder.path(), symbol)) {
    paths.push_back(file.path.string() + "|" + file.marks.symbol);
  }
  return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("marks of a name are read") {
  const auto marks = pattern("{symbol}_{date}_trade.zip").match("BRK_B_20200131_trade.zip");
  REQUIRE(marks);
  CHECK(marks->symbol == "BRK_B");
  CHECK(marks->date == utc("2020-01-31"));
  CHECK_FALSE(pattern("{symbol}_{date}.csv").match("SPY_20201331.csv"));
  CHECK_FALSE(pattern("{symbol}.csv").match(".csv"));
  CHECK_FALSE(pattern("a?c").match("ac"));
  CHECK(pattern("a*c").match("ac"));
  CHECK(pattern("*_{date}.csv").match("x_y_20200101.csv")->date == utc("2020-01-01"));
}

TEST_CASE("a date may lack its day and its month, and dates of one name are one") {
  CHECK(files::NameDate("%Y").read("2019") == utc("2019-01-01"));
  CHECK(files::NameDate("%Y-%m").read("2019-03") == utc("2019-03-01"));
  CHECK_FALSE(files::NameDate("%Y").read("19"));
  CHECK_FALSE(pattern("{date}_{date}").match("20200101_20200102"));
  CHECK(pattern("{date}_{date}").match("20200101_20200101"));
  CHECK_THROWS_AS(files::NameDate("%H"), core::Error);
}

TEST_CASE("what the folders above said holds in the name") {
  const files::Marks known{"spy", utc("2020-01-01")};
  CHECK(pattern("{symbol}.csv").match("spy.csv", known)->symbol == "spy");
  CHECK_FALSE(pattern("{symbol}.csv").match("qqq.csv", known));
  CHECK_FALSE(pattern("{date}.csv").match("20200102.csv", known));
}

TEST_CASE("files are found by every part of a path, sorted") {
  const TempFolder folder;
  for (const char* name :
       {"min/spy/20200102_trade.csv", "min/spy/20200101_trade.csv.gz", "min/spy/20200101_quote.csv",
        "min/qqq/20200101_trade.csv", "min/.hidden/20200101_trade.csv", "min/notes.txt"}) {
    write_file(folder / name, "x");
  }
  CHECK(found(folder, "min/{symbol}/{date}_trade.csv") == Paths{"min/qqq/20200101_trade.csv|qqq",
                                                                "min/spy/20200101_trade.csv.gz|spy",
                                                                "min/spy/20200102_trade.csv|spy"});
  CHECK(found(folder, "min/{symbol}/{date}_trade.csv", "qqq") ==
        Paths{"min/qqq/20200101_trade.csv|qqq"});
  CHECK(found(folder, "min/spy/") == Paths{"min/spy/20200101_quote.csv|",
                                           "min/spy/20200101_trade.csv.gz|",
                                           "min/spy/20200102_trade.csv|"});
  CHECK(found(folder, "min/*/20200101_quote.csv") == Paths{"min/spy/20200101_quote.csv|"});
  CHECK(found(folder, (folder / "min/spy/").string() + "/20200102*").size() == 1);
  CHECK(found(folder, "none/{date}.csv").empty());
}

TEST_CASE("of a file and its packed twin the file counts") {
  const TempFolder folder;
  write_file(folder / "a/spy.csv", "x");
  write_file(folder / "a/spy.csv.gz", "x");
  CHECK(found(folder, "a/*") == Paths{"a/spy.csv|"});
  CHECK(found(folder, "a/{symbol}.csv") == Paths{"a/spy.csv|spy"});
}
