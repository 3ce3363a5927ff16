// SPDX-License-Identifier: Apache-2.0
#include "plugin/trusted_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;

namespace {

constexpr uid_t kSomebodyElse = 65'534;

// A loadable plug-in in a folder of its own.
fs::path copied_plugin(const TempFolder& folder, const std::string& into) {
  const fs::path home = folder / into;
  fs::create_directory(home);
  fs::copy_file(fixture("does_nothing"), home / "does_nothing.so");
  return fs::canonical(home / "does_nothing.so");
}

bool refused_with(const fs::path& file, const std::string& words) {
  const auto error = error_of([&file] { plugin::load_plugin(file); });
  return error && error->kind() == core::ErrorKind::plugin_failed && says(*error, words);
}

}  // namespace

TEST_CASE("a file and folder of one's own are trusted") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "good");
  CHECK_FALSE(error_of([&file] { plugin::load_plugin(file); }));
}

TEST_CASE("a file that anyone may write is not loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "open_file");
  REQUIRE(::chmod(file.c_str(), 0666) == 0);
  CHECK(refused_with(file, "its file may be written by anyone (chmod o-w)"));
}

TEST_CASE("a file in a folder that anyone may write is not loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "open_folder");
  REQUIRE(::chmod(file.parent_path().c_str(), 0777) == 0);
  CHECK(refused_with(file, "its folder may be written by anyone (chmod o-w)"));
}

// Only root can give files away; without root there is nothing to test with.
TEST_CASE("what belongs to somebody else is not loaded") {
  if (::geteuid() != 0) {
    WARN("not root: cannot make a file of somebody else");
    return;
  }
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "foreign");
  REQUIRE(::chown(file.c_str(), kSomebodyElse, kSomebodyElse) == 0);
  CHECK(refused_with(file, "its file belongs to neither root nor the present user"));
  REQUIRE(::chown(file.c_str(), 0, 0) == 0);
  REQUIRE(::chown(file.parent_path().c_str(), kSomebodyElse, kSomebodyElse) == 0);
  CHECK(refused_with(file, "its folder belongs to neither root nor the present user"));
}

TEST_CASE("what is no regular file is not trusted") {
  const TempFolder folder;
  const int opened = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(opened >= 0);
  CHECK(plugin::why_untrusted(opened, opened) == "it is no regular file");
  ::close(opened);
}

TEST_CASE("a symlink in a good folder does not make a bad place good") {
  const TempFolder folder;
  const fs::path bad = copied_plugin(folder, "bad");
  REQUIRE(::chmod(bad.parent_path().c_str(), 0777) == 0);
  fs::create_directory(folder / "good");
  const fs::path link = folder / "good" / "innocent.so";
  fs::create_symlink(bad, link);
  CHECK(refused_with(link, "its folder may be written by anyone"));
  CHECK(refused_with(link, bad.string()));
}

TEST_CASE("a symlink to a good place is followed, and the place is what gets loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "real");
  fs::create_symlink(file, folder / "link.so");
  CHECK(plugin::load_plugin(folder / "link.so").path == file);
}
