// SPDX-License-Identifier: Apache-2.0
#include "plugin/load_needed.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "fixtures/fixture_run.hpp"
#include "plugin/library.hpp"
#include "plugin/loader_cache.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;

namespace {

// A plug-in in a folder, with the libraries that it needs in another folder beside it. No two have
// the same bytes, as a process has one library of each.
class WithCompanion {
 public:
  WithCompanion() {
    fs::create_directory(folder_ / "companion");
    const fs::path from = fixture("has_companion");
    static int number = 0;
    std::ofstream(folder_ / "plugin.so", std::ios::binary)
        << read_file(from.string()) << std::to_string(++number);
    for (const char* name : {"libcompanion.so", "libdeeper.so"}) {
      fs::copy_file(from.parent_path() / "companion" / name, companion() / name);
    }
  }

  fs::path companion() const { return fs::canonical(folder_ / "companion"); }

  fs::path plugin() const { return fs::canonical(folder_ / "plugin.so"); }

  void take_other_companion() const { take("other_companion", "libcompanion.so"); }

  // Instead of the library that it has under this name, the one in this folder of the fixtures.
  void take(const std::string& from, const std::string& name) const {
    fs::copy_file(fixture("has_companion").parent_path() / from / name, companion() / name,
                  fs::copy_options::overwrite_existing);
  }

  // From now on the plug-in needs this library instead of its companion.
  void need(const std::string& name) const {
    std::string bytes = read_file(plugin().string());
    const std::string before("libcompanion.so");
    const std::size_t at = bytes.find(before + '\0');
    REQUIRE((at != bytes.npos && name.size() <= before.size()));
    bytes.replace(at, before.size(), name + std::string(before.size() - name.size(), '\0'));
    std::ofstream(plugin(), std::ios::binary) << bytes;
  }

 private:
  TempFolder folder_;
};

bool is_mapped(const std::string& name) {
  return read_file("/proc/self/maps").find(name) != std::string::npos;
}

// What work() says, done in a process of its own, in which no companion is loaded yet.
template <class Work>
std::string in_child(const Work& work) {
  const TempFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    ::unsetenv("COMPANION_LOADED");
    std::ofstream(folder / "said") << work();
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  return read_file((folder / "said").string());
}

// The number that the companion leaves, behind it the error.
std::string loaded(const fs::path& file) {
  const auto error = error_of([&file] { plugin::load_plugin(file); });
  const char* number = std::getenv("COMPANION_LOADED");
  return std::string(number == nullptr ? "" : number) + (error ? error->what() : "");
}

std::string loaded_in_child(const WithCompanion& with) {
  return in_child([&with] { return loaded(with.plugin()); });
}

// That the plug-in is refused for the file `where` with these words, before that is loaded.
void check_refused(const WithCompanion& with, const fs::path& where, const std::string& words) {
  const std::string said = loaded_in_child(with);
  INFO(said);
  CHECK(said.starts_with(where.string() + ": plug-in rejected: "));
  CHECK(said.find(words) != std::string::npos);
  CHECK(said.find("it is needed by " + with.plugin().string()) != std::string::npos);
}

// In a process of its own, that it ends.
class Swapper {
 public:
  Swapper(const fs::path& good, const fs::path& bad, const fs::path& name) : child_(::fork()) {
    for (bool turn = false; child_ == 0; turn = !turn) {
      const std::string next = name.string() + ".next";
      ::link(turn ? good.c_str() : bad.c_str(), next.c_str());
      ::rename(next.c_str(), name.c_str());
    }
  }

  ~Swapper() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }

  Swapper(const Swapper&) = delete;
  Swapper& operator=(const Swapper&) = delete;

 private:
  pid_t child_;
};

}  // namespace

TEST_CASE("what a plug-in needs beside itself is loaded from private copies, and what that needs") {
  const WithCompanion with;
  CHECK(loaded_in_child(with) == "42");
  CHECK(in_child([&with] {
          std::string said = loaded(with.plugin());
          said += is_mapped("/memfd:libcompanion.so") ? " copied" : "";
          said += is_mapped("/memfd:libdeeper.so") ? " copied" : "";
          return said + (is_mapped(with.companion().string()) ? " itself" : "");
        }) == "42 copied copied");
}

TEST_CASE("a library that is needed is trusted by the plug-in's own rule, at any depth") {
  for (const char* name : {"libcompanion.so", "libdeeper.so"}) {
    const WithCompanion with;
    const fs::path file = with.companion() / name;
    REQUIRE(::chmod(file.c_str(), 0666) == 0);
    check_refused(with, file, "mode 0666) may be written by anyone: chmod go-w " + file.string());
  }
  const WithCompanion with;
  REQUIRE(::chmod(with.companion().c_str(), 0777) == 0);
  check_refused(with, with.companion() / "libcompanion.so",
                "may be written by anyone: chmod go-w " + with.companion().string());
}

TEST_CASE("a library that LD_LIBRARY_PATH leads to is trusted by the same rule") {
  const WithCompanion with;
  const WithCompanion open;
  REQUIRE(::chmod(open.companion().c_str(), 0777) == 0);
  ::setenv("LD_LIBRARY_PATH", open.companion().c_str(), 1);  // it comes before a RUNPATH
  check_refused(with, open.companion() / "libcompanion.so",
                "may be written by anyone: chmod go-w " + open.companion().string());
  ::unsetenv("LD_LIBRARY_PATH");
}

TEST_CASE("a needed library that is not there, or cut short, is named") {
  const WithCompanion with;
  const fs::path file = with.companion() / "libcompanion.so";
  const std::string whole = read_file(file.string());
  fs::remove(file);
  CHECK(loaded_in_child(with).find("it needs libcompanion.so, which cannot be loaded: ") !=
        std::string::npos);
  std::ofstream(file, std::ios::binary) << whole.substr(0, 5000);
  check_refused(with, file, "it is cut short: build or copy it again");
}

TEST_CASE("a library without the name by which it is needed is told what to be linked with") {
  const std::string said = in_child([] { return loaded(fixture("has_nameless_companion")); });
  INFO(said);
  CHECK(said.find("it is needed as 'libcompanion.so', but its soname is missing: link it with "
                  "-Wl,-soname,libcompanion.so") != std::string::npos);
}

TEST_CASE("two plug-ins that need different libraries of one name are not given one of them") {
  const WithCompanion first;
  const WithCompanion second;
  const WithCompanion alike;
  second.take_other_companion();
  CHECK(loaded_in_child(second) == "43");
  const std::string said = in_child([&] {
    std::string texts;
    for (const WithCompanion* with : {&first, &alike, &second}) {
      texts += loaded(with->plugin()) + " ";
    }
    return texts;
  });
  INFO(said);
  CHECK(said.starts_with("42 42 42" + second.companion().string()));
  CHECK(said.find("this process has loaded another library of that name (" +
                  first.companion().string()) != std::string::npos);
}

TEST_CASE("two libraries that need each other are told so") {
  const WithCompanion with;
  with.take("mutual_deeper", "libdeeper.so");
  check_refused(with, with.companion() / "libcompanion.so",
                "it and 'libdeeper.so' need each other, and one of them has to be loaded first: ");
}

TEST_CASE(
    "a needed library that switches the floating-point mode is blamed, and not who needs it") {
  const WithCompanion with;
  with.take("flushing_deeper", "libdeeper.so");
  check_refused(with, with.companion() / "libdeeper.so",
                "loading it switched the floating-point mode (built with -ffast-math?)");
  const WithCompanion next;
  next.take("flushing_deeper", "libdeeper.so");
  const std::string said = in_child([&] {
    loaded(with.plugin());  // leaves that library in the process
    return loaded(next.plugin());
  });
  INFO(said);
  CHECK(said.find("libdeeper.so: plug-in rejected: loading it switched") != std::string::npos);
}

TEST_CASE("a library that is taken along where it is there need not be there") {
  const std::string said = in_child([] { return loaded(fixture("has_auxiliary")); });
  CHECK(said.empty());
}

TEST_CASE("what a library of the system needs is trusted by the same rule") {
  const std::vector<std::pair<std::string, std::string>> all{{"libpanel.so.6", "libncurses.so.6"},
                                                             {"libssl.so.3", "libcrypto.so.3"},
                                                             {"libpng16.so.16", "libz.so.1"}};
  const auto pair = std::ranges::find_if(all, [](const auto& one) {
    return !plugin::cached_libraries(one.first).empty() && !is_mapped(one.second);
  });
  if (pair == all.end()) {
    WARN("this machine has none of the libraries that this test knows");
    return;
  }
  const WithCompanion with;
  with.need(pair->first);
  const TempFolder open;
  const fs::path foreign = fs::canonical(open.path()) / pair->second;
  fs::copy_file(with.companion() / "libcompanion.so", foreign);
  REQUIRE(::chmod(open.path().c_str(), 0777) == 0);
  ::setenv("LD_LIBRARY_PATH", open.path().c_str(), 1);
  check_refused(with, foreign, "may be written by anyone: chmod go-w ");
  ::unsetenv("LD_LIBRARY_PATH");
}

TEST_CASE("a needed library that is swapped between its check and its loading is never loaded") {
  const WithCompanion with;
  const fs::path name = with.companion() / "libcompanion.so";
  const fs::path good = with.companion() / "good";
  const fs::path bad = with.companion() / "bad";
  fs::rename(name, good);
  with.take_other_companion();
  fs::rename(name, bad);
  REQUIRE(::chmod(bad.c_str(), 0666) == 0);
  fs::create_hard_link(good, name);
  const Swapper swapper(good, bad, name);
  int good_ones = 0;
  int refused = 0;
  int tried = 0;
  for (; tried < 200; ++tried) {
    const std::string said = loaded_in_child(with);
    good_ones += said == "42";
    refused += said.starts_with(name.string()) &&
               said.find("may be written by anyone") != std::string::npos;
  }
  CHECK(good_ones + refused == tried);
  CHECK(good_ones > 0);
  CHECK(refused > 0);
}
