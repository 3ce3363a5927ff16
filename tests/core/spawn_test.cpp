// SPDX-License-Identifier: Apache-2.0
#include "core/spawn.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <system_error>

#include "support/catch.hpp"

using namespace barometer::core;

namespace {

// What a shell script writes to descriptor 3.
std::string said(const std::string& script, const std::vector<std::string>& environment = {}) {
  ChildPipe pipe;
  const HandedDescriptor handed[] = {{pipe.writing(), 3}};
  const pid_t child = spawn("/bin/sh", {"-c", script}, handed, environment);
  pipe.close_writing();
  std::string text;
  while (pipe.read_some(text)) {
  }
  CHECK(wait_for_child(child) == 0);
  return text;
}

}  // namespace

TEST_CASE("a child writes to the descriptor that it was handed, in the environment it was given") {
  CHECK(said("echo hello >&3") == "hello\n");
  CHECK(said("printf %s \"$GIVEN\" >&3", {"GIVEN=a b"}) == "a b");
  CHECK(said("printf %s \"$GIVEN\" >&3") == "");
  CHECK(said("head -c 200000 /dev/zero >&3", this_environment()).size() == 200'000);
}

TEST_CASE("what a child was not handed is not open there") {
  const ChildPipe other;
  const std::string test = "test -e /proc/self/fd/" + std::to_string(other.writing()) +
                           " && echo open >&3 || echo closed >&3";
  CHECK(said(test) == "closed\n");
}

TEST_CASE("each of two pipes has the descriptors that its child knows to itself") {
  ChildPipe output;
  ChildPipe errors;
  const HandedDescriptor handed[] = {{output.writing(), 1}, {errors.writing(), 2}};
  const pid_t child = spawn("/bin/sh", {"-c", "echo out; echo err >&2; exit 7"}, handed);
  output.close_writing();
  errors.close_writing();
  std::string out;
  std::string err;
  while (output.read_some(out)) {
  }
  while (errors.read_some(err)) {
  }
  const int status = wait_for_child(child);
  CHECK(out == "out\n");
  CHECK(err == "err\n");
  CHECK(WEXITSTATUS(status) == 7);
}

TEST_CASE("a program that is not there is an error of the system that names it") {
  try {
    spawn("/no/such/program", {}, {});
    FAIL("it was started");
  } catch (const std::system_error& error) {
    CHECK(error.code() == std::errc::no_such_file_or_directory);
    CHECK(std::string(error.what()).find("/no/such/program") != std::string::npos);
  }
}

TEST_CASE("the environment of this process is there in full") {
  ::setenv("BAROMETER_TEST_SPAWN", "1=2", 1);
  const auto all = this_environment();
  CHECK(std::find(all.begin(), all.end(), "BAROMETER_TEST_SPAWN=1=2") != all.end());
  ::unsetenv("BAROMETER_TEST_SPAWN");
}
