// SPDX-License-Identifier: Apache-2.0
#include "report/standard_output.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;

namespace {

// In a child whose standard output is `file`: whether all that was printed has arrived.
bool arrives(const std::string& file, const std::string& text) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(::open(file.c_str(), O_WRONLY | O_CREAT, 0666), STDOUT_FILENO);
    int code = 0;
    try {
      report::print(text);
      report::finish_printing();
    } catch (const core::Error& error) {
      code = error.kind() == core::ErrorKind::write_failed ? 1 : 2;
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) < 2);
  return WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("what is printed is text, whatever was in it") {
  const barometer_test::TempFolder folder;
  const std::string file = (folder / "out").string();
  CHECK(arrives(file,
                "a\x1b[2Jb\n\xFF"
                "c\x1b[31m\n"));
  CHECK(barometer_test::read_file(file) == "a[2Jb\n\uFFFDc[31m\n");
}

TEST_CASE("what does not arrive is told at the end, not before") {
  CHECK_FALSE(arrives("/dev/full", "short"));
  CHECK_FALSE(arrives("/dev/full", std::string(1'000'000, 'x')));
}
