// SPDX-License-Identifier: Apache-2.0
#include "report/new_file.hpp"

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

void write_much(const report::Sink& sink) {
  sink(std::string(100'000, 'x'));
}

void write_new_file(const fs::path& target, const std::function<void(const report::Sink&)>& body,
                    const report::Cancelled& cancelled = {}) {
  report::NewFile(target, cancelled).write(body);
}

}  // namespace

TEST_CASE("a new file has all of its text and nothing beside it") {
  const TempFolder parent;
  write_new_file(parent / "tags.csv", write_much);
  CHECK(read_file((parent / "tags.csv").string()).size() == 100'000);
  CHECK(parent.entries() == 1);
}

TEST_CASE("a new file does not replace another") {
  const TempFolder parent;
  std::ofstream(parent / "tags.csv") << "x";
  const core::Error error = error_of([&] { write_new_file(parent / "tags.csv", write_much); });
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
  const core::Error error = error_of([&] { write_new_file(parent / "tags.csv", write_much); });
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
  const core::Error error = error_of([&] { write_new_file(parent / "tags.csv", write_much); });
  CHECK(error.faults()[0].where == (parent / "tags.csv").string());
  CHECK(says(error, "Permission denied"));
}

TEST_CASE("a new file that is interrupted at any point is named and leaves nothing") {
  for (int point = 1;; ++point) {
    const TempFolder parent;
    int asked = 0;
    const core::Error error = error_of(
        [&] { write_new_file(parent / "tags.csv", write_much, [&] { return ++asked == point; }); });
    if (asked < point) {
      CHECK(point > 4);  // beginning, piece, sync, rename
      break;
    }
    CHECK(error.kind() == core::ErrorKind::interrupted);
    CHECK(error.faults()[0].where == (parent / "tags.csv").string());
    CHECK(parent.entries() == 0);
  }
}

TEST_CASE("a file that is replaced has the new text, or still the old one") {
  const TempFolder parent;
  std::ofstream(parent / "kept") << "old";
  report::NewFile interrupted(
      parent / "kept", [] { return true; }, report::IfTaken::replace);
  CHECK_THROWS_AS(interrupted.write(write_much), core::Error);
  CHECK(read_file((parent / "kept").string()) == "old");
  CHECK_THROWS_AS(report::NewFile(parent / "kept", {}, report::IfTaken::replace), core::Error);
}

TEST_CASE("a file replaces another in one step") {
  const TempFolder parent;
  std::ofstream(parent / "kept") << "old";
  report::NewFile(parent / "kept", {}, report::IfTaken::replace).write(write_much);
  CHECK(read_file((parent / "kept").string()).size() == 100'000);
  CHECK(parent.entries() == 1);
}

TEST_CASE("the number of a free name comes before the extension") {
  const TempFolder parent;
  std::ofstream(parent / "a.b.svg") << "x";
  CHECK(report::NewFile(parent / "a.b.svg", {}, report::IfTaken::next_free).target() ==
        parent / "a.b-2.svg");
}

}  // namespace barometer
