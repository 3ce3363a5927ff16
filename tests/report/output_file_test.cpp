// SPDX-License-Identifier: Apache-2.0
#include "report/output_file.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace barometer {

using barometer_test::read_file;
using barometer_test::TempFolder;

TEST_CASE("pieces are written one after the other") {
  const TempFolder folder;
  report::OutputFile file(folder.path() / "a", "shown");
  file.write("one ");
  file.write("");
  file.write("two");
  file.sync();
  CHECK(read_file((folder.path() / "a").string()) == "one two");
}

TEST_CASE("an existing file is not written over") {
  const TempFolder folder;
  const report::OutputFile first(folder.path() / "a", "shown");
  CHECK_THROWS_AS(report::OutputFile(folder.path() / "a", "shown"), core::Error);
}

TEST_CASE("a failure names the path that the user knows, the reason and a way out") {
  try {
    report::throw_write_failed("runs/mine/fills.csv", "could not be written", ENOSPC);
    FAIL("did not throw");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::write_failed);
    CHECK(std::string(error.what()) ==
          "runs/mine/fills.csv: could not be written: No space left on device\n"
          "    free some space or choose another folder with --out");
  }
}

}  // namespace barometer
