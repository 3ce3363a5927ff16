// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace barometer {

using barometer_test::read_file;
using barometer_test::TempFolder;

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

void write_much(const report::Sink& sink) {
  sink(std::string(100'000, 'x'));
}

// The error that `action` ends with.
template <class Action>
core::Error error_of(Action action) {
  try {
    action();
  } catch (const core::Error& error) {
    return error;
  }
  return core::Error(core::ErrorKind::defect, core::Fault{"", "did not throw", ""});
}

bool says(const core::Error& error, const std::string& text) {
  return std::string(error.what()).find(text) != std::string::npos;
}

// Files of this process may not grow beyond `bytes` while this lives: a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }

  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  sighandler_t handler_;
};

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
  CHECK_THROWS_AS(report::refuse_existing_run(parent.path() / "run"), core::Error);
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

TEST_CASE("what a killed process left behind does not stand in the way") {
  const TempFolder parent;
  fs::create_directory(parent.path() / (".barometer-partial-" + std::to_string(::getpid()) + "-1"));
  write_two_files(parent.path() / "run");
  CHECK(fs::exists(parent.path() / "run" / "a.txt"));
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
  const core::Error error = error_of([&] { report::refuse_existing_run(parent / "run"); });
  CHECK(says(error, (parent / "run").string() + ": exists already; a file is never overwritten"));
}

TEST_CASE("a new file has all of its text and nothing beside it") {
  const TempFolder parent;
  report::write_new_file(parent / "tags.csv", write_much);
  CHECK(read_file((parent / "tags.csv").string()).size() == 100'000);
  CHECK(parent.entries() == 1);
}

TEST_CASE("a new file does not replace another") {
  const TempFolder parent;
  std::ofstream(parent / "tags.csv") << "x";
  const core::Error error =
      error_of([&] { report::write_new_file(parent / "tags.csv", write_much); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(std::string(error.what()) == (parent / "tags.csv").string() +
                                         ": exists already; a file is never overwritten\n"
                                         "    name another file, or move this one away");
  CHECK(read_file((parent / "tags.csv").string()) == "x");
  CHECK(parent.entries() == 1);
}

TEST_CASE("a new file that the disk cannot hold is named as it was asked for") {
  const TempFolder parent;
  const FullDisk disk(10'000);
  const core::Error error =
      error_of([&] { report::write_new_file(parent / "tags.csv", write_much); });
  CHECK(error.kind() == core::ErrorKind::write_failed);
  CHECK(error.faults()[0].where == (parent / "tags.csv").string());
  CHECK(parent.entries() == 0);
}

TEST_CASE("a new file in a folder that takes none is named as it was asked for") {
  if (::geteuid() == 0) {
    WARN("skipped: the superuser may write anywhere");
    return;
  }
  const TempFolder parent;
  fs::permissions(parent.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const core::Error error =
      error_of([&] { report::write_new_file(parent / "tags.csv", write_much); });
  CHECK(error.faults()[0].where == (parent / "tags.csv").string());
  CHECK(says(error, "Permission denied"));
}

TEST_CASE("a new file that is interrupted at any point is named and leaves nothing") {
  for (int point = 1;; ++point) {
    const TempFolder parent;
    int asked = 0;
    const core::Error error = error_of([&] {
      report::write_new_file(parent / "tags.csv", write_much, [&] { return ++asked == point; });
    });
    if (asked < point) {
      CHECK(point > 4);  // beginning, piece, sync, rename
      break;
    }
    CHECK(error.kind() == core::ErrorKind::interrupted);
    CHECK(error.faults()[0].where == (parent / "tags.csv").string());
    CHECK(parent.entries() == 0);
  }
}

}  // namespace barometer
