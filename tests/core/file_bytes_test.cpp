// SPDX-License-Identifier: Apache-2.0
// That a file is cut while it is read: tests/app/whole_or_absent_test.cpp.
#include "core/file_bytes.hpp"

#include <sys/stat.h>

#include <fstream>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;

namespace {

std::string refusal_of(const std::filesystem::path& path) {
  try {
    return std::string("taken: ") + std::string(core::FileBytes(path).view());
  } catch (const core::Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a file is there with all of its bytes") {
  const barometer_test::TempFolder folder;
  const std::string text(3'000'000, 'x');
  std::ofstream(folder / "a") << text;
  std::ofstream(folder / "empty");
  CHECK(core::FileBytes(folder / "a").view() == text);
  CHECK(core::FileBytes(folder / "empty").view().empty());
}

TEST_CASE("what is no file is refused, without waiting for it") {
  const barometer_test::TempFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  for (const std::filesystem::path& path : {folder / "pipe", folder / "none", folder.path()}) {
    CHECK(refusal_of(path) == path.string() + ":1:1: is not a file");
  }
}

TEST_CASE("the system's own reason is told") {
  const std::string endless = std::string(300, 'x');
  CHECK(refusal_of("/" + endless) == "/" + endless + ":1:1: cannot be read: File name too long");
  CHECK(refusal_of("/proc/self/mem").find("/proc/self/mem:1:1: ") == 0);
}
