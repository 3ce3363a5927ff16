// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "core/error.hpp"
#include "report/failed_write.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace barometer {

using barometer_test::read_file;
using barometer_test::TempFolder;
using test::error_of;
using test::FullDisk;
using test::says;

namespace {

namespace fs = std::filesystem;

void write_two_files(const fs::path& target, const report::Cancelled& cancelled = {}) {
  report::RunFolder folder(target, cancelled);
  folder.write("a.txt", [](const report::Sink& sink) {
    sink("one ");
    sink("two");
  });
  folder.write("b.txt", [](const report::Sink& sink) { sink(std::string(100'000, 'x')); });
  folder.publish();
}

}  // namespace

TEST_CASE("a published folder has every file whole and nothing else beside it") {
  const TempFolder parent;
  write_two_files(parent.path() / "run");
  CHECK(read_file((parent.path() / "run" / "a.txt").string()) == "one two");
  CHECK(read_file((parent.path() / "run" / "b.txt").string()).size() == 100'000);
  CHECK(parent.entries() == 1);
}

TEST_CASE("missing parents are made and a trailing slash means nothing") {
  const TempFolder parent;
  write_two_files(parent.path() / "x" / "y" / "run/");
  CHECK(fs::exists(parent.path() / "x" / "y" / "run" / "a.txt"));
}

TEST_CASE("an existing target is refused before anything is written") {
  const TempFolder parent;
  fs::create_directory(parent.path() / "run");
  const core::Error error = error_of([&] { write_two_files(parent.path() / "run"); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, (parent.path() / "run").string() + ": exists already"));
  CHECK(parent.entries() == 1);
  CHECK(fs::is_empty(parent.path() / "run"));
}

TEST_CASE("a dangling link is an existing target too") {
  const TempFolder parent;
  fs::create_symlink("nowhere", parent.path() / "run");
  CHECK_THROWS_AS(report::RunFolder(parent.path() / "run"), core::Error);
}

TEST_CASE("a target that appears while files are written is not replaced") {
  const TempFolder parent;
  const fs::path target = parent.path() / "run";
  const core::Error error = error_of([&] {
    report::RunFolder folder(target);
    fs::create_directory(target);
    folder.publish();
  });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, target.string()));
  CHECK(parent.entries() == 1);
}

TEST_CASE("a full disk leaves nothing and names the file") {
  const TempFolder parent;
  const FullDisk disk(10'000);
  const core::Error error = error_of([&] { write_two_files(parent.path() / "run"); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, (parent.path() / "run" / "b.txt").string() + ": could not be written"));
  CHECK(parent.entries() == 0);
}

TEST_CASE("a folder that may not be written to is named") {
  if (::geteuid() == 0) {
    WARN("skipped: the superuser may write anywhere");
    return;
  }
  const TempFolder parent;
  fs::permissions(parent.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const core::Error error = error_of([&] { write_two_files(parent.path() / "run"); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, (parent.path() / "run").string()));
  CHECK(says(error, "Permission denied"));
}

TEST_CASE("a parent that is a file is named") {
  const TempFolder parent;
  std::ofstream(parent.path() / "file") << "x";
  const core::Error error = error_of([&] { write_two_files(parent.path() / "file" / "run"); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, (parent.path() / "file").string()));
}

TEST_CASE("a folder that was never published leaves nothing") {
  const TempFolder parent;
  {
    report::RunFolder folder(parent.path() / "run");
    folder.write("a.txt", [](const report::Sink& sink) { sink("one"); });
  }
  CHECK(parent.entries() == 0);
}

TEST_CASE("an interruption at any point leaves nothing") {
  for (int point = 1;; ++point) {
    const TempFolder parent;
    int asked = 0;
    const core::Error error =
        error_of([&] { write_two_files(parent.path() / "run", [&] { return ++asked == point; }); });
    if (asked < point) {
      CHECK(point > 8);  // both files' beginning, pieces and sync; folder sync and rename
      break;
    }
    CHECK(error.kind() == core::ErrorKind::interrupted);
    CHECK(parent.entries() == 0);
  }
}

TEST_CASE("a process killed at any point leaves no target") {
  for (int point = 1;; ++point) {
    const TempFolder parent;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      int asked = 0;
      write_two_files(parent.path() / "run", [&] {
        if (++asked == point) {
          ::raise(SIGKILL);
        }
        return false;
      });
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) {
      CHECK(fs::exists(parent.path() / "run" / "b.txt"));
      CHECK(point > 8);
      break;
    }
    CHECK_FALSE(fs::exists(parent.path() / "run"));
    for (const fs::directory_entry& left : fs::directory_iterator(parent.path())) {
      CHECK(left.path().filename().string().starts_with(".barometer-partial-"));
    }
  }
}

TEST_CASE("the next free name is taken where the first is, or is about to be") {
  const TempFolder parent;
  write_two_files(parent / "run");
  report::RunFolder second(parent / "run", {}, report::IfTaken::next_free);
  report::RunFolder third(parent / "run", {}, report::IfTaken::next_free);
  CHECK(second.target() == parent / "run-2");
  CHECK(third.target() == parent / "run-3");
  third.publish();
  second.publish();
  CHECK(fs::is_directory(parent / "run-2"));
  CHECK(fs::is_directory(parent / "run-3"));
}

TEST_CASE("a folder that another is about to make is refused by that") {
  const TempFolder parent;
  const report::RunFolder first(parent / "run");
  const core::Error error = error_of([&] { report::RunFolder(parent / "run"); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(says(error, "is being written already, by another process"));
}

TEST_CASE("a name as long as names can be is no obstacle") {
  const TempFolder parent;
  const std::string name(255, 'r');
  write_two_files(parent.path() / name);
  CHECK(fs::exists(parent.path() / name / "a.txt"));
}

TEST_CASE("a run that would replace a file reports that files are not overwritten") {
  const TempFolder parent;
  std::ofstream(parent / "run") << "x";
  const core::Error error = error_of([&] { report::RunFolder(parent / "run"); });
  CHECK(says(error, (parent / "run").string() + ": exists already; a file is never overwritten"));
}

}  // namespace barometer
