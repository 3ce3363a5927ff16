// SPDX-License-Identifier: Apache-2.0
#include "plugin/search.hpp"

#include <fstream>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;

namespace {

fs::path touch(const fs::path& file) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "not looked into";
  return file;
}

}  // namespace

TEST_CASE("a search path is split at colons and empty entries are left out") {
  CHECK(plugin::folders_of_path("") == std::vector<fs::path>{});
  CHECK(plugin::folders_of_path("/a") == std::vector<fs::path>{"/a"});
  CHECK(plugin::folders_of_path("/b::c d:") == std::vector<fs::path>{"/b", "c d"});
}

TEST_CASE("given folders are searched first and in their order, missing ones are left out") {
  const TempFolder folder;
  touch(folder.path() / "a" / "x.so");
  touch(folder.path() / "b" / "x.so");
  const std::vector<fs::path> given{folder / "b", folder / "missing", folder / "a"};
  const std::vector<fs::path> folders = plugin::plugin_folders(given);
  REQUIRE(folders.size() >= 2);
  CHECK(folders[0] == folder / "b");
  CHECK(folders[1] == folder / "a");
}

TEST_CASE("the earlier folder hides the same name in a later one") {
  const TempFolder folder;
  touch(folder.path() / "a" / "x.so");
  touch(folder.path() / "b" / "x.so");
  const std::vector<fs::path> given{folder / "a", folder / "b"};
  CHECK(plugin::find_plugin("x", "", given) == folder.path() / "a" / "x.so");
}

TEST_CASE("plug-ins are listed by file name, other files are not") {
  const TempFolder folder;
  touch(folder / "z.so");
  touch(folder / "y.so");
  touch(folder / "readme.txt");
  const std::vector<fs::path> given{folder.path()};
  const std::vector<fs::path> files = plugin::installed_plugins(given);
  REQUIRE(files.size() >= 2);
  CHECK(files[0] == folder / "y.so");
  CHECK(files[1] == folder / "z.so");
}

TEST_CASE("a text with a slash is a path and not searched for") {
  CHECK(plugin::find_plugin("./my/own.so", "") == "./my/own.so");
}

TEST_CASE("an unknown name is reported with the folders searched and the nearest name") {
  const TempFolder folder;
  touch(folder / "sma_cross.so");
  const std::vector<fs::path> given{folder.path()};
  const auto error = error_of([&] { plugin::find_plugin("sma_cros", "run.yaml:4:11", given); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(says(*error, "run.yaml:4:11: there is no plug-in 'sma_cros'; did you mean 'sma_cross'?"));
  CHECK(says(*error, "searched: " + folder.path().string()));
}
