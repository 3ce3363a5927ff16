// SPDX-License-Identifier: Apache-2.0
#include "sniffer/file_texts.hpp"

#include <string>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/gzip.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"
#include "support/zip_file.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;

namespace {

constexpr const char* kRows = "t,open,high,low,close\n2024-01-02,1,2,1,2\n";

std::string refusal(const std::filesystem::path& path) {
  try {
    const sniffer::FileTexts texts({path}, core::Stop());
  } catch (const core::Error& error) {
    return core::to_string(error.faults().front());
  }
  return "taken";
}

}  // namespace

TEST_CASE("Packed files are read, and JSON becomes lines of cells") {
  const TempFolder folder;
  const auto zip = write_file(folder / "a.zip", zipped({{"a.csv", kRows}}));
  const auto gzip = write_file(folder / "a.csv.gz", gzipped(kRows));
  const auto json = write_file(folder / "a.json", "[[1704067200000,1,2,1,2]]");
  for (const auto& path : {zip, gzip}) {
    const sniffer::FileTexts texts({path}, core::Stop());
    CHECK(texts.files().texts.front().text == kRows);
    CHECK(texts.files().member.empty());
  }
  const sniffer::FileTexts texts({json}, core::Stop());
  CHECK(texts.files().texts.front().json);
}

TEST_CASE("Of a zip the only table is taken; of several the members are told") {
  const TempFolder folder;
  const auto one = write_file(folder / "1.zip", zipped({{"readme.txt", "x"}, {"a.csv", kRows}}));
  CHECK(sniffer::FileTexts({one}, core::Stop()).files().member == "*.csv");
  const auto two = write_file(folder / "2.zip", zipped({{"b.csv", kRows}, {"a.csv", kRows}}));
  const sniffer::FileTexts texts({two}, core::Stop());
  CHECK(texts.files().members == std::vector<std::string>{"a.csv", "b.csv"});
}

TEST_CASE("A folder stands for its tables, of which a few are opened") {
  const TempFolder folder;
  for (int i = 10; i < 30; ++i) {
    write_file(folder / (std::to_string(i) + ".csv"), kRows);
  }
  write_file(folder / "README.md", "x");
  write_file(folder / ".hidden.csv", "x");
  const sniffer::FileTexts texts({folder.path()}, core::Stop());
  CHECK(texts.files().paths.size() == 20);
  REQUIRE(texts.files().texts.size() == 8);
  CHECK(texts.files().texts.back().path.ends_with("29.csv"));
}

TEST_CASE("The date of a file's name is known with its text") {
  const TempFolder folder;
  const auto path = write_file(folder / "20131007_trade.csv", kRows);
  const sniffer::FileTexts texts({path}, core::Stop());
  CHECK(texts.files().texts.front().date == 15'985 * core::kDay);
}

TEST_CASE("What cannot be read is refused with its place") {
  const TempFolder folder;
  CHECK(contains(refusal(folder / "none.csv"), "none.csv"));
  CHECK(contains(refusal(write_file(folder / "empty.csv", "")), "is empty"));
  CHECK(contains(refusal(write_file(folder / "a.json", "{\"a\": {\"b\": 1}}")), "a.json:1:1: "));
  const std::string whole = zipped({{"a.csv", kRows}});
  CHECK(contains(refusal(write_file(folder / "cut.zip", whole.substr(0, whole.size() / 2))),
                 "cut.zip"));
  CHECK(contains(refusal(write_file(folder / "secret.zip", zipped({{"a.csv", kRows}}, "word"))),
                 "encrypted"));
  std::filesystem::create_directory(folder / "bare");
  CHECK(contains(refusal(folder / "bare"), "no file in this folder"));
}
