// SPDX-License-Identifier: Apache-2.0
#include "report/output_file.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "temporary_folder.hpp"

namespace barometer {

TEST_CASE("pieces are written one after the other") {
  const test::TemporaryFolder folder;
  OutputFile file(folder.path() / "a", "shown");
  file.write("one ");
  file.write("");
  file.write("two");
  file.sync();
  CHECK(test::read_all(folder.path() / "a") == "one two");
}

TEST_CASE("an existing file is not written over") {
  const test::TemporaryFolder folder;
  const OutputFile first(folder.path() / "a", "shown");
  CHECK_THROWS_AS(OutputFile(folder.path() / "a", "shown"), Error);
}

TEST_CASE("a failure names the path that the user knows, the reason and a way out") {
  try {
    throw_write_failed("runs/mine/fills.csv", "could not be written", ENOSPC);
    FAIL("did not throw");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::write_failed);
    CHECK(std::string(error.what()) ==
          "runs/mine/fills.csv: could not be written: No space left on device\n"
          "    free some space or choose another folder with --out");
  }
}

}  // namespace barometer
