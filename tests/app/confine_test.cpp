// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <fstream>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/preload.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

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
