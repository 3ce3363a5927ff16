// SPDX-License-Identifier: Apache-2.0
#include "files/text_file.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "support/catch.hpp"
#include "support/gzip.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"
#include "support/write_file.hpp"
#include "support/zip_file.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;
using barometer_test::utc;

namespace {

std::string refusal_of(const std::filesystem::path& path) {
  try {
    return "taken: " + std::string(files::TextFile(path).view());
  } catch (const core::Error& error) {
    return error.what();
  }
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += std::to_string(i * 7919) + ",\n";
  }
  return text;
}

}  // namespace

TEST_CASE("plain and packed files give the same text") {
  const TempFolder folder;
  const std::string text = long_text();
  CHECK(files::TextFile(write_file(folder / "a.csv", text)).view() == text);
  CHECK(files::TextFile(write_file(folder / "a.csv.gz", gzipped(text))).view() == text);
  CHECK(files::TextFile(write_file(folder / "packed.csv", gzipped(text))).view() == text);
}

TEST_CASE("several gzip members are one text") {
  const TempFolder folder;
  CHECK(files::TextFile(write_file(folder / "a.csv.gz", gzipped("a,b\n") + gzipped("1,2\n")))
            .view() == "a,b\n1,2\n");
}

TEST_CASE("the hash is that of the file's bytes") {
  const TempFolder folder;
  const auto path = write_file(folder / "a.csv.gz", gzipped("a,b\n"));
  CHECK(files::TextFile(path).hash() == core::hash_file(path));
}

TEST_CASE("missing files, folders and empty files are refused with their path") {
  const TempFolder folder;
  CHECK(contains(refusal_of(folder.path() / "none.csv"), "none.csv:1:1: is not a file"));
  CHECK(contains(refusal_of(folder.path()), "is not a file"));
  CHECK(contains(refusal_of(write_file(folder / "empty.csv", "")), "empty.csv:1:1: is empty"));
}

TEST_CASE("a gzip file cut anywhere is refused") {
  const TempFolder folder;
  const std::string packed = gzipped("timestamp,open\n1,2\n3,4\n5,6\n7,8\n");
  for (std::size_t size = 1; size < packed.size(); ++size) {
    CHECK(contains(refusal_of(write_file(folder / "cut.csv.gz", packed.substr(0, size))),
                   "cut.csv.gz:"));
  }
}

TEST_CASE("a gzip file with any byte changed is refused or gives the same text") {
  const TempFolder folder;
  const std::string text = "timestamp,open\n1,2\n3,4\n5,6\n7,8\n";
  const std::string packed = gzipped(text);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    std::string changed = packed;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    const std::string result = refusal_of(write_file(folder / "changed.csv.gz", changed));
    CHECK((result == "taken: " + text || contains(result, "changed.csv.gz:")));
  }
}

TEST_CASE("a long gzip file cut late says up to which line it is whole") {
  const TempFolder folder;
  const std::string packed = gzipped(long_text());
  const auto path = write_file(folder / "cut.csv.gz", packed.substr(0, packed.size() - 4));
  const std::string result = refusal_of(path);
  const std::size_t line = std::stoul(result.substr(path.string().size() + 1));
  CHECK(line > 10'000);
  CHECK(line <= 20'001);
  CHECK(contains(result, ":1: the gzip data are damaged or cut off in or after this line"));
}

TEST_CASE("the only file of a zip is its text, and of several a pattern says which") {
  const TempFolder folder;
  const auto one = write_file(folder / "one.zip", zipped({{"x/a.csv", "1\n"}}));
  CHECK(files::TextFile(one).view() == "1\n");
  CHECK(files::TextFile(one).texts()[0].name == one.string() + "/x/a.csv");
  const auto many =
      write_file(folder / "es.zip",
                 zipped({{"es_202006.csv", "2\n"}, {"es_202003.csv", "1\n"}, {"readme", ""}}));
  CHECK(contains(refusal_of(many), "has 3 files: 'es_202006.csv', 'es_202003.csv', 'readme'"));
  CHECK(contains(refusal_of(many), "data.member"));
  const files::TextFile all(many, {}, {.pattern = "es_{date}.csv", .date_format = "%Y%m"});
  REQUIRE(all.texts().size() == 2);
  CHECK(all.texts()[0].text == "1\n");
  CHECK(all.texts()[0].date == utc("2020-03-01"));
  CHECK_THROWS_AS(files::TextFile(many, {}, {.pattern = "*.txt"}), core::Error);
  CHECK(files::symbols_of_members(many, {}, {.pattern = "es_{symbol}.csv"}) ==
        std::vector<std::string>{"202003", "202006"});
}

TEST_CASE("a zip without a file and a member pattern for what is no zip are refused") {
  const TempFolder folder;
  CHECK(contains(refusal_of(write_file(folder / "empty.zip", zipped({{"__MACOSX/x", "1"}}))),
                 "no file in it"));
  CHECK_THROWS_AS(files::symbols_of_members(write_file(folder / "a.csv", "1\n"), {}, {}),
                  core::Error);
}
