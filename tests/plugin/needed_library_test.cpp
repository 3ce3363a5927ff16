// SPDX-License-Identifier: Apache-2.0
#include "plugin/needed_library.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;
using plugin::NeedyLibrary;

namespace {

// LD_LIBRARY_PATH for the scope.
class LibraryPath {
 public:
  explicit LibraryPath(const std::string& folders) {
    ::setenv("LD_LIBRARY_PATH", folders.c_str(), 1);
  }

  ~LibraryPath() {
    if (before_.empty()) {
      ::unsetenv("LD_LIBRARY_PATH");
    } else {
      ::setenv("LD_LIBRARY_PATH", before_.c_str(), 1);
    }
  }

  LibraryPath(const LibraryPath&) = delete;
  LibraryPath& operator=(const LibraryPath&) = delete;

 private:
  static std::string now() {
    const char* folders = std::getenv("LD_LIBRARY_PATH");
    return folders == nullptr ? "" : folders;
  }

  std::string before_ = now();
};

// Folders a, b and c, with lib.so in those of `with`.
class Folders {
 public:
  explicit Folders(const std::string& with) {
    for (const char name : {'a', 'b', 'c'}) {
      fs::create_directory(path(name));
      if (with.find(name) != std::string::npos) {
        fs::copy_file(fixture("does_nothing"), path(name) / "lib.so");
      }
    }
  }

  fs::path path(char name) const { return fs::canonical(folder_.path()) / std::string(1, name); }

  std::string text(char name) const { return path(name).string(); }

  // The folder in which it is found; '-': none.
  char found(const std::vector<NeedyLibrary>& chain, const std::string& name = "lib.so") const {
    const auto file = plugin::find_needed(name, chain);
    return file ? file->parent_path().filename().string().front() : '-';
  }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("a library says what it needs, where to look for it and its own name") {
  const fs::path file = fixture("has_companion");
  const NeedyLibrary plugin = plugin::needy_library(file, "/somewhere/else.so");
  CHECK(plugin.folder == "/somewhere");
  CHECK(std::find(plugin.needs.begin(), plugin.needs.end(), "libcompanion.so") !=
        plugin.needs.end());
  CHECK((plugin.runpath ? plugin.runpath : plugin.rpath) == "$ORIGIN/companion");
  const fs::path companion = file.parent_path() / "companion" / "libcompanion.so";
  CHECK(plugin::needy_library(companion, companion).soname == "libcompanion.so");
  const fs::path nameless = file.parent_path() / "nameless_companion" / "libcompanion.so";
  CHECK(plugin::needy_library(nameless, nameless).soname.empty());
}

TEST_CASE("RPATH of all that led to it, LD_LIBRARY_PATH, RUNPATH: in this order") {
  const Folders all("abc");
  const LibraryPath path(all.text('b'));
  NeedyLibrary first{.folder = "/none", .rpath = all.text('a')};
  NeedyLibrary last{.folder = "/none", .rpath = all.text('c')};
  CHECK(all.found({first}) == 'a');
  CHECK(all.found({first, last}) == 'c');
  last.rpath.reset();
  CHECK(all.found({first, last}) == 'a');
  last.runpath = all.text('c');
  CHECK(all.found({first, last}) == 'b');
  first.runpath = "/none";  // makes its RPATH void
  last.runpath.reset();
  CHECK(all.found({first, last}) == 'b');
  const Folders some("c");
  const LibraryPath none("/none;/nor-here");
  CHECK(some.found({{.folder = "/none", .runpath = "/none:" + some.text('c')}}) == 'c');
  CHECK(some.found({{.folder = "/none", .runpath = some.text('a')}}) == '-');
  // RUNPATH is of what the library itself needs.
  CHECK(some.found({{.folder = "/none", .runpath = some.text('c')}, {.folder = "/none"}}) == '-');
}

TEST_CASE("$ORIGIN is the library's own folder, a name with a slash a path") {
  const Folders folders("b");
  const NeedyLibrary library{.folder = folders.path('a'), .runpath = "$ORIGIN/../b"};
  CHECK(folders.found({library}) == 'b');
  CHECK(folders.found({{.folder = folders.path('a'), .runpath = "${ORIGIN}/../b/"}}) == 'b');
  CHECK(folders.found({library}, folders.text('b') + "/lib.so") == 'b');
  CHECK(folders.found({library}, "$ORIGIN/../b/lib.so") == 'b');
  CHECK(folders.found({library}, "./lib.so") == '-');
}

TEST_CASE("what no folder of these has is where the system's cache says") {
  const auto found = plugin::find_needed("libc.so.6", std::vector{NeedyLibrary{"/none"}});
  CHECK((!found || plugin::is_system_library(*found)));
}

TEST_CASE("what the loader would pass over is passed over") {
  const Folders folders("b");
  std::ofstream(folders.path('a') / "lib.so") << "no library";
  fs::create_directory(folders.path('c') / "lib.so");
  const std::string all = folders.text('c') + ":" + folders.text('a') + ":" + folders.text('b');
  CHECK(folders.found({{.folder = "/none", .runpath = all}}) == 'b');
}

TEST_CASE("the system's libraries lie in folders of root") {
  CHECK(plugin::is_system_library("/usr/lib/x86_64-linux-gnu/libm.so.6"));
  CHECK(plugin::is_system_library("/lib64/libm.so.6"));
  CHECK_FALSE(plugin::is_system_library("/usr/local/lib/libm.so.6"));
  CHECK_FALSE(plugin::is_system_library("/home/ann/usr/lib/libm.so.6"));
  CHECK_FALSE(plugin::is_system_library("/usr/library/libm.so.6"));
}
