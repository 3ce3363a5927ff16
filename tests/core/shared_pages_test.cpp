// SPDX-License-Identifier: Apache-2.0
#include "core/shared_pages.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/arena.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// How a child ends that does this: a signal, or the number that it gives.
template <class Work>
int ending_of(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGSEGV, SIG_DFL);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

// Whether what a child writes into an arena's second mapping is here then; 2: it was ended.
int child_reaches_this() {
  core::ArenaLayout layout;
  layout.add(64);
  core::Arena arena(layout, core::ArenaPages::two_faced);
  *arena.column(0) = std::byte{1};
  const int ending = ending_of([&arena] {
    *arena.column(0) = std::byte{7};
    return 0;
  });
  return ending == SIGSEGV ? 2 : *arena.shown(0) == std::byte{7} ? 1 : 0;
}

}  // namespace

TEST_CASE("a child that fork() makes writes into an arena of a program only where nobody forbids") {
  CHECK(ending_of([] { return child_reaches_this(); }) == 1);
  CHECK(ending_of([] {
          core::keep_shared_pages_from_children();
          return child_reaches_this();
        }) == 2);
  CHECK_FALSE(core::are_shared_pages_kept());  // of this process
}
