// SPDX-License-Identifier: Apache-2.0
#include "report/claimed_folder.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

namespace fs = std::filesystem;

// A process that claims `target` and then is killed.
void claim_and_die(const fs::path& target) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto claim = report::ClaimedFolder::claim(target);
    std::ofstream(claim->path() / "half") << "x";
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
}

}  // namespace

TEST_CASE("a name is claimed once, and free again when the claim ends") {
  const TempFolder parent;
  auto claim = report::ClaimedFolder::claim(parent / "run");
  REQUIRE(claim != nullptr);
  CHECK(claim->path().filename().string().starts_with(".barometer-partial-"));
  CHECK(report::ClaimedFolder::claim(parent / "run") == nullptr);
  CHECK(report::ClaimedFolder::claim(parent / "run", true) == nullptr);
  CHECK(report::ClaimedFolder::claim(parent / "other") != nullptr);
  claim.reset();
  CHECK(report::ClaimedFolder::claim(parent / "run") != nullptr);
  CHECK(parent.entries() == 0);
}

TEST_CASE("what is there already cannot be claimed, only replaced") {
  const TempFolder parent;
  std::ofstream(parent / "file") << "x";
  CHECK(report::ClaimedFolder::claim(parent / "file") == nullptr);
  CHECK(report::ClaimedFolder::claim(parent / "file", true) != nullptr);
}

TEST_CASE("a dead process's claim is removed by the next, a living one's is not") {
  const TempFolder parent;
  claim_and_die(parent / "run");
  claim_and_die(parent / "other");
  CHECK(parent.entries() == 1);  // the second removed what the first left
  const auto claim = report::ClaimedFolder::claim(parent / "run");
  REQUIRE(claim != nullptr);
  CHECK(parent.entries() == 1);
  const auto third = report::ClaimedFolder::claim(parent / "third");
  CHECK(fs::exists(claim->path()));
}

TEST_CASE("what only looks like a claim stays") {
  const TempFolder parent;
  for (const char* name :
       {".barometer-partial-", ".barometer-partial-12-1", ".barometer-partial-x"}) {
    fs::create_directory(parent / name);
  }
  fs::create_directory(parent / "kept");
  fs::create_directory_symlink("kept", parent / ".barometer-partial-12-0123456789abcdef");
  CHECK(report::ClaimedFolder::claim(parent / "run") != nullptr);
  CHECK(parent.entries() == 5);
}

TEST_CASE("parents that were made for a claim go with it, or stay with what was written") {
  const TempFolder parent;
  const fs::path target = parent / "a";
  report::ClaimedFolder::claim(target / "b" / "run");
  CHECK(parent.entries() == 0);
  auto claim = report::ClaimedFolder::claim(target / "b" / "run");
  claim->keep_parents(target / "b" / "run");
  claim.reset();
  CHECK(fs::is_directory(target / "b"));
  CHECK(fs::is_empty(target / "b"));
}

TEST_CASE("a name that cannot be made is an error, not one that is taken") {
  const TempFolder parent;
  CHECK_THROWS_AS(report::ClaimedFolder::claim(parent / std::string(300, 'x')), core::Error);
  CHECK_THROWS_AS(report::ClaimedFolder::claim("/proc/nobody/run"), core::Error);
  CHECK(parent.entries() == 0);
}
