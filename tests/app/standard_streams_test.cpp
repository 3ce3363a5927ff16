// SPDX-License-Identifier: Apache-2.0
#include "app/standard_streams.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("numbers of closed standard streams are taken, and neither read nor written") {
  const pid_t child = ::fork();
  if (child == 0) {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      ::close(stream);
    }
    app::open_standard_streams();
    char byte = 'x';
    const bool taken = ::open("/dev/null", O_RDONLY) > STDERR_FILENO;
    const bool dead = ::read(STDIN_FILENO, &byte, 1) < 0 && ::write(STDOUT_FILENO, &byte, 1) < 0 &&
                      ::write(STDERR_FILENO, &byte, 1) < 0;
    ::_exit(taken && dead ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}
