// SPDX-License-Identifier: Apache-2.0
#include "plugin/elf_check.hpp"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
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

// The bytes of a library that are mapped; what lies behind them is for debuggers and linkers.
std::size_t loaded_bytes(const std::string& library) {
  Elf64_Ehdr header;
  std::memcpy(&header, library.data(), sizeof header);
  std::size_t end = 0;
  for (std::size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, library.data() + header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_type == PT_LOAD) {
      end = std::max<std::size_t>(end, segment.p_offset + segment.p_filesz);
    }
  }
  return end;
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

TEST_CASE("a library for another machine is refused, whatever its layout is") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("does_nothing").string());
  for (const std::size_t at :
       {std::size_t{EI_CLASS}, std::size_t{EI_DATA}, offsetof(Elf64_Ehdr, e_machine)}) {
    std::string other = whole;
    other[at] = static_cast<char>(other[at] ^ 3);
    const auto file = written(folder, "other.so", other);
    CHECK_FALSE(plugin::is_shared_library(file));
    CHECK(plugin::why_not_loadable(file) == "it is no shared library of this kind of machine");
  }
}

// The dynamic loader itself dies of SIGBUS on most of these.
TEST_CASE("a library cut short anywhere is refused or harmless, and never ends the process") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("does_nothing").string());
  const std::size_t loaded = loaded_bytes(whole);
  REQUIRE(loaded > 4096);
  constexpr std::size_t kCuts = 100;
  for (std::size_t cut = 0; cut < kCuts; ++cut) {
    const std::size_t length = whole.size() * cut / kCuts;
    const auto file = written(folder, "cut" + std::to_string(cut) + ".so", whole.substr(0, length));
    const bool refused = error_of([&] { plugin::load_plugin(file); }).has_value();
    CHECK((refused || length >= loaded));
  }
}

TEST_CASE("a library whose headers promise more than the file holds is reported as cut short") {
  const TempFolder folder;
  const std::string whole = read_file(fixture("does_nothing").string());
  for (const std::size_t length : {loaded_bytes(whole) / 2, loaded_bytes(whole) - 1}) {
    const auto why = plugin::why_not_loadable(written(folder, "short.so", whole.substr(0, length)));
    REQUIRE(why);
    CHECK(*why == "it is cut short: build or copy it again");
  }
}
