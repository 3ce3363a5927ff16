// SPDX-License-Identifier: Apache-2.0
#include "app/interrupt.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// How a child process ends in which `action` is called: as waitpid tells.
template <class Action>
int status_of(const Action& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    action();
    ::_exit(app::interrupted() ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("one interrupt sets the flag, and the process lives on") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = status_of([signal] {
      app::catch_interrupts();
      std::raise(signal);
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 1);
  }
  CHECK_FALSE(app::interrupted());
}

TEST_CASE("a second interrupt ends the process at once") {
  const int status = status_of([] {
    app::catch_interrupts();
    std::raise(SIGINT);
    std::raise(SIGINT);
  });
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
}

TEST_CASE("a terminal that hangs up is ignored under nohup") {
  const int status = status_of([] {
    std::signal(SIGHUP, SIG_IGN);
    app::catch_interrupts();
    std::raise(SIGHUP);
  });
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a closed pipe and a limit of files do not end the process") {
  for (const int signal : {SIGPIPE, SIGXFSZ}) {
    const int status = status_of([signal] {
      app::catch_interrupts();
      std::raise(signal);
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
}
