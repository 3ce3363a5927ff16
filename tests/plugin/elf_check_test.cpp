// SPDX-License-Identifier: Apache-2.0
#include "plugin/elf_check.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::filesystem::path written(const TempFolder& folder, const std::string& name,
                              const std::string& bytes) {
  const std::filesystem::path file = folder / name;
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

}  // namespace

TEST_CASE("a whole library passes") {
  CHECK_FALSE(plugin::why_not_loadable(fixture("does_nothing")));
}

TEST_CASE("a text file is no library") {
  const TempFolder folder;
  CHECK(plugin::why_not_loadable(written(folder, "text.so", "hello, this is text\n")) ==
        "it is no shared library of this kind of machine");
  CHECK(plugin::why_not_loadable(written(folder, "empty.so", "")));
}

// The dynamic loader itself dies of SIGBUS on most of these.
TEST_CASE("a library cut short anywhere is refused or harmless, and never ends the process") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("does_nothing").string());
  REQUIRE(whole.size() > 4096);
  std::size_t refused = 0;
  constexpr std::size_t kCuts = 100;
  for (std::size_t cut = 0; cut < kCuts; ++cut) {
    const auto file = written(folder, "cut" + std::to_string(cut) + ".so",
                              whole.substr(0, whole.size() * cut / kCuts));
    refused += error_of([&] { plugin::load_plugin(file); }) ? 1 : 0;
  }
  CHECK(refused > kCuts / 2);
}

TEST_CASE("a library whose headers promise more than the file holds is said to be cut short") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("does_nothing").string());
  const auto why =
      plugin::why_not_loadable(written(folder, "half.so", whole.substr(0, whole.size() / 2)));
  REQUIRE(why);
  CHECK(*why == "it is cut short: build or copy it again");
}
