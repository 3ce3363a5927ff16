// SPDX-License-Identifier: Apache-2.0
#include "files/unpack.hpp"

#include <atomic>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/gzip.hpp"
#include "support/text.hpp"
#include "support/zip_file.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

bool any(std::string_view) {
  return true;
}

std::string refusal_of_zip(std::string_view bytes) {
  try {
    files::member_names(bytes, "a.zip");
    return "taken: " + files::unpack_zip(bytes, "a.zip", any).at(0).text;
  } catch (const core::Error& error) {
    return error.what();
  }
}

std::string refusal_of_stream(files::Packing packing, std::string_view bytes) {
  try {
    return "taken: " + files::unpack_stream(packing, bytes, "a.csv.zst");
  } catch (const core::Error& error) {
    return error.what();
  }
}

const std::string kText = "timestamp,open\n1,2\n3,4\n5,6\n7,8\n";

}  // namespace

TEST_CASE("a file's first bytes say how it is packed") {
  CHECK(files::packing_of(kText) == files::Packing::none);
  CHECK(files::packing_of(gzipped(kText)) == files::Packing::gzip);
  CHECK(files::packing_of(zstd_packed(kText)) == files::Packing::zstd);
  CHECK(files::packing_of(zipped({{"a.csv", kText}})) == files::Packing::zip);
}

TEST_CASE("members of a zip are listed and read by name") {
  const std::string zip =
      zipped({{"b.csv", "2"}, {"folder/a.csv", kText}, {"__MACOSX/._b.csv", "x"}});
  CHECK(files::member_names(zip, "a.zip") == std::vector<std::string>{"b.csv", "folder/a.csv"});
  const auto members =
      files::unpack_zip(zip, "a.zip", [](std::string_view name) { return name == "folder/a.csv"; });
  REQUIRE(members.size() == 1);
  CHECK(members[0].text == kText);
}

TEST_CASE("zstd is read, and what is cut off or changed is refused") {
  const std::string packed = zstd_packed(kText);
  CHECK(refusal_of_stream(files::Packing::zstd, packed) == "taken: " + kText);
  for (std::size_t size = 5; size < packed.size(); ++size) {
    CHECK(contains(refusal_of_stream(files::Packing::zstd, packed.substr(0, size)), "a.csv.zst:"));
  }
}

TEST_CASE("a zip cut anywhere or changed at any byte of its data is refused") {
  std::string text;
  for (int i = 0; i < 500; ++i) {
    text += std::to_string(i * 7919) + ",\n";
  }
  const std::string zip = zipped({{"a.csv", text}});
  for (std::size_t size = 4; size < zip.size(); size += 7) {
    CHECK_FALSE(contains(refusal_of_zip(zip.substr(0, size)), "taken: "));
  }
  for (std::size_t i = 60; i < zip.size() - 120; i += 5) {
    std::string changed = zip;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    const std::string result = refusal_of_zip(changed);
    CHECK((result == "taken: " + text || contains(result, "a.zip")));
  }
}

TEST_CASE("encrypted members, office documents and names that leave their folder are refused") {
  CHECK(contains(refusal_of_zip(zipped({{"a.csv", kText}}, "secret")),
                 "a.zip/a.csv:1:1: the member is encrypted"));
  CHECK(contains(refusal_of_zip(zipped({{"[Content_Types].xml", "x"}, {"xl/sheet.xml", "x"}})),
                 "office document"));
  CHECK(contains(refusal_of_zip(zipped({{"../a.csv", kText}})), "leaves its folder"));
}

TEST_CASE("a bomb is refused before it fills the memory") {
  const std::string bomb = gzipped(std::string(files::kSuspectBytes + (std::size_t{1} << 20), '0'));
  const std::string result = refusal_of_stream(files::Packing::gzip, bomb);
  CHECK(contains(result, "unpacks to more than 256 MiB and more than 200 times its packed size"));
}

TEST_CASE("unpacking ends at the user's wish") {
  const std::atomic<bool> stop = true;
  CHECK_THROWS_AS(files::unpack_zip(zipped({{"a.csv", kText}}), "a.zip", any, core::Stop(&stop)),
                  core::Error);
  CHECK_THROWS_AS(
      files::unpack_stream(files::Packing::gzip, gzipped(kText), "a.gz", core::Stop(&stop)),
      core::Error);
}
