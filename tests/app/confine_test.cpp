// SPDX-License-Identifier: Apache-2.0
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/preload.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

// Of the kernel: 4 holds TCP, 6 signals (docs.kernel.org/userspace-api/landlock.html).
long landlock_version() {
  constexpr long kCreateRuleset = 444;
  return ::syscall(kCreateRuleset, nullptr, std::size_t{0}, 1u);
}

// A way out that the plug-in `escaping` tries, and where to.
struct Escape {
  const char* name;
  std::string to;
  long since = 3;  // the version of Landlock that holds it
};

// A folder of a stranger's, `theirs`, with a market and its config; beside it a file of ours.
class TwoFolders {
 public:
  TwoFolders() {
    run_program("synth " + (folder_ / "theirs").string() + " --symbols 1 --bars 400 --quiet");
    fs::create_directory(folder_ / "ours");
    const fs::path bars = *bars_of(theirs());
    fs::copy_file(bars, ours() / "secret.csv");
    fs::create_symlink(ours() / "secret.csv", theirs() / "link.csv");
    symbol_ = bars.stem().string();
  }

  fs::path theirs() const { return folder_ / "theirs"; }

  fs::path ours() const { return folder_ / "ours"; }

  Finished run(const std::string& more) const {
    return run_program("run " + (theirs() / "market.yaml").string() + " --quiet --confine " +
                       theirs().string() + " --set output.dir=" + (theirs() / "out").string() +
                       " " + more);
  }

  // Whoever starts the program has left the secret open as 7, a file of theirs as 8, and the
  // secret's folder as 9.
  Finished escape(const Escape& way, bool confined) const {
    const std::string eight = (theirs() / "eight").string();
    const std::string was = way.to == "7" ? secret() : way.to == "8" ? eight : ours().string();
    return run_command("ESCAPE_TO=" + way.to + " ESCAPE_WAS=" + was +
                       " BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR
                       "/tests/fixtures " BAROMETER_BINARY_DIR "/barometer run " +
                       (theirs() / "market.yaml").string() + " --quiet --threads 1" +
                       (confined ? " --confine " + theirs().string() : "") + " --out " +
                       (theirs() / "never").string() +
                       " --set strategy.plugin=escaping --set strategy.params.way=" + way.name +
                       " 7<" + secret() + " 8>" + eight + " 9<" + ours().string());
  }

  std::string secret() const { return (ours() / "secret.csv").string(); }

  std::size_t entries_of_ours() const {
    const fs::directory_iterator all(ours());
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

 private:
  static std::optional<fs::path> bars_of(const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".csv") {
        return entry.path();
      }
    }
    return std::nullopt;
  }

  TempFolder folder_;
  std::string symbol_;
};

bool is_missing(const Finished& finished) {
  const bool missing = finished.output.find("this kernel cannot confine") != std::string::npos;
  if (missing) {
    CHECK(finished.exit_code == 2);  // refuses to run
    WARN("skipped: this kernel has no Landlock that suffices");
  }
  return missing;
}

bool is_refused(const Finished& finished, const Escape& way) {
  const auto said = [&](const char* words) {
    return finished.output.find(std::string(way.name) + ": " + words) != std::string::npos;
  };
  return said("Permission denied") || said("Operation not permitted") ||
         said("Bad file descriptor") || said("Invalid cross-device link");
}

}  // namespace

TEST_CASE("a config that keeps to its folder runs as it does without") {
  const TwoFolders folders;
  const Finished finished = folders.run("");
  if (is_missing(finished)) {
    return;
  }
  INFO(finished.output);
  CHECK(finished.exit_code == 0);
  CHECK(fs::exists(folders.theirs() / "out"));
}

TEST_CASE("a confined run is recorded in its folder") {
  const TempFolder folder;
  fs::copy_file("configs/quickstart.yaml", folder / "mine.yaml");
  const Finished run =
      run_program("run " + (folder / "mine.yaml").string() +
                  " --set data.synthetic.bars=1500 --set output.dir=" + (folder / "runs").string() +
                  " --confine " + folder.path().string());
  INFO(run.output);
  if (run.exit_code == 2 && run.output.find("cannot confine") != std::string::npos) {
    return;  // this kernel cannot
  }
  CHECK(run.exit_code == 0);
  CHECK(run.output.find("Recorded     run 1") != std::string::npos);
}

TEST_CASE("a config reads nothing outside its folder") {
  const TwoFolders folders;
  if (is_missing(folders.run(""))) {
    return;
  }
  const std::string up = (folders.theirs() / "../ours/secret.csv").string();
  for (const std::string& path : {folders.secret(), up, (folders.theirs() / "link.csv").string(),
                                  std::string("/etc/passwd")}) {
    const Finished finished = folders.run("--set data.path=" + path);
    INFO(path << ": " << finished.output);
    CHECK(finished.exit_code == 2);
    CHECK(finished.output.find("Permission denied") != std::string::npos);
  }
  // Without the option the same config reads it.
  CHECK(run_program("check " + (folders.theirs() / "market.yaml").string() +
                    " --quiet --set data.path=" + folders.secret())
            .exit_code == 0);
}

TEST_CASE("a config writes nothing outside its folder") {
  const TwoFolders folders;
  if (is_missing(folders.run(""))) {
    return;
  }
  fs::create_directory_symlink(folders.ours(), folders.theirs() / "away");
  for (const fs::path& folder : {folders.ours(), folders.ours() / "new",
                                 folders.theirs() / "../ours", folders.theirs() / "away"}) {
    const Finished finished = folders.run("--set output.dir=" + folder.string());
    INFO(folder << ": " << finished.output);
    CHECK(finished.exit_code == 5);
    CHECK(finished.output.find("Permission denied") != std::string::npos);
    CHECK(folders.entries_of_ours() == 1);
  }
}

// What a plug-in finds of the place outside, as the system says it: "Permission denied".
TEST_CASE("a plug-in of a stranger gets out by no way") {
  const TwoFolders folders;
  if (is_missing(folders.run(""))) {
    return;
  }
  const std::string secret = folders.secret();
  const std::string up = (folders.theirs() / "../ours").string();
  const std::array tries{Escape{"read", secret},     Escape{"read", up + "/secret.csv"},
                         Escape{"list", up},         Escape{"write", up + "/new"},
                         Escape{"append", secret},   Escape{"truncate", secret},
                         Escape{"remove", secret},   Escape{"rename", secret},
                         Escape{"link", secret},     Escape{"make_folder", up + "/new"},
                         Escape{"in_child", secret}, Escape{"execute", "/usr/bin/true"},
                         Escape{"from_fd", "7"},     Escape{"into_fd", "8"},
                         Escape{"in_fd", "9"},       Escape{"trace", ""},
                         Escape{"connect", "4", 4},  Escape{"listen", "0", 4},
                         Escape{"signal", "0", 6}};
  for (const Escape& way : tries) {
    const Finished finished = folders.escape(way, true);
    INFO(way.name << " " << way.to << ": " << finished.output);
    CHECK((is_refused(finished, way) || landlock_version() < way.since));
    CHECK(folders.entries_of_ours() == 1);
    CHECK(read_file(secret).size() > 1000);
  }
}

// That the ways are such, and nothing else refuses them.
TEST_CASE("without the option the same plug-in gets out") {
  for (const Escape& way :
       {Escape{"read", ""}, Escape{"append", ""}, Escape{"from_fd", "7"}, Escape{"into_fd", "8"},
        Escape{"in_fd", "9"}, Escape{"in_child", ""}, Escape{"execute", "/usr/bin/true"},
        Escape{"listen", "0"}, Escape{"signal", "0"}}) {
    const TwoFolders folders;
    const Escape whole{way.name, way.to.empty() ? folders.secret() : way.to};
    const Finished finished = folders.escape(whole, false);
    INFO(way.name << ": " << finished.output);
    CHECK(finished.output.find(std::string(way.name) + ": done") != std::string::npos);
  }
}

TEST_CASE("the folder has to be one") {
  const TwoFolders folders;
  const Finished finished = run_program("run x.yaml --confine " + folders.secret());
  CHECK(finished.exit_code == 2);
  CHECK(finished.output.find("barometer: --confine: ") == 0);
}

TEST_CASE("a kernel that cannot confine is no reason to run without") {
  const TwoFolders folders;
  const std::string config = (folders.theirs() / "market.yaml").string();
  const Finished finished = run_program(
      "run " + config + " --confine " + folders.theirs().string() + " --out " +
          (folders.theirs() / "run").string(),
      "BAROMETER_FAIL=landlock BAROMETER_FAIL_AT=1 BAROMETER_FAIL_WITH=" + std::to_string(ENOSYS) +
          preload(BAROMETER_BINARY_DIR "/tests/app/failing_calls.so"));
  INFO(finished.output);
  CHECK(finished.exit_code == 2);
  CHECK(finished.output.starts_with("barometer: --confine: this kernel cannot confine a process"));
  CHECK_FALSE(fs::exists(folders.theirs() / "run"));
}
