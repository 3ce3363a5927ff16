// SPDX-License-Identifier: Apache-2.0
#include "data/source_text.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "csv_fixture.hpp"
#include "gzip.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

std::string refusal_of(const std::filesystem::path& path) {
  try {
    return "taken: " + std::string(data::SourceText(path).view());
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
  CHECK(data::SourceText(write_file(folder / "a.csv", text)).view() == text);
  CHECK(data::SourceText(write_file(folder / "a.csv.gz", gzipped(text))).view() == text);
  CHECK(data::SourceText(write_file(folder / "packed.csv", gzipped(text))).view() == text);
}

TEST_CASE("several gzip members are one text") {
  const TempFolder folder;
  CHECK(data::SourceText(write_file(folder / "a.csv.gz", gzipped("a,b\n") + gzipped("1,2\n")))
            .view() == "a,b\n1,2\n");
}

TEST_CASE("the hash is that of the file's bytes") {
  const TempFolder folder;
  const auto path = write_file(folder / "a.csv.gz", gzipped("a,b\n"));
  CHECK(data::SourceText(path).hash() == core::hash_file(path));
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
