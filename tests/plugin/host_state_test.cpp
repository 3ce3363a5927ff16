// SPDX-License-Identifier: Apache-2.0
#include "plugin/host_state.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// In a child, since all of it is the process's. Returns the first thing that is wrong; 0: nothing.
template <class Checks>
int in_child(const Checks& checks) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(checks());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

void change_everything() {
  (void)!::chdir("/");
  ::umask(0777);
  std::setlocale(LC_ALL, "C.UTF-8");
  std::signal(SIGTERM, SIG_IGN);
  sigset_t all;
  ::sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, nullptr);
  ::setenv("BAROMETER_TEST_MINE", "theirs", 1);
  ::setenv("BAROMETER_TEST_THEIRS", "1", 1);
  ::close(0);
  ::dup2(::open("/dev/null", O_WRONLY), 1);
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = 16;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

// What is not as it was before change_everything(), as a number.
int still_changed(const std::filesystem::path& folder, rlim_t files, const struct stat& out) {
  struct sigaction handler {};

  ::sigaction(SIGTERM, nullptr, &handler);
  sigset_t held;
  ::sigprocmask(SIG_BLOCK, nullptr, &held);
  rlimit now{};
  ::getrlimit(RLIMIT_NOFILE, &now);

  struct stat status {};

  const bool good[] = {std::filesystem::current_path() == folder,
                       ::umask(0) == 0027,
                       std::string(std::setlocale(LC_ALL, nullptr)) == "C",
                       handler.sa_handler == SIG_DFL,
                       ::sigismember(&held, SIGTERM) == 0,
                       std::string(std::getenv("BAROMETER_TEST_MINE")) == "mine",
                       std::getenv("BAROMETER_TEST_THEIRS") == nullptr,
                       ::fcntl(0, F_GETFD) >= 0,
                       ::fstat(1, &status) == 0 && status.st_ino == out.st_ino,
                       now.rlim_cur == files};
  for (std::size_t i = 0; i < std::size(good); ++i) {
    if (!good[i]) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

}  // namespace

TEST_CASE("what a plug-in changed of the process is put back, and told") {
  CHECK(in_child([] {
          ::umask(0027);
          std::signal(SIGTERM, SIG_DFL);  // the test's own framework has one
          ::setenv("BAROMETER_TEST_MINE", "mine", 1);
          std::setlocale(LC_ALL, "C");
          rlimit files{};
          ::getrlimit(RLIMIT_NOFILE, &files);
          struct stat out {};
          ::fstat(1, &out);
          plugin::keep_host_state();
          const std::filesystem::path folder = std::filesystem::current_path();
          change_everything();
          plugin::restore_host_state("somebody");
          if (plugin::host_changes().size() != 1 ||
              plugin::host_changes()[0] !=
                  "somebody changed resource limits, the working folder, umask, the locale, signal "
                  "handlers, the signals that are held back, the environment, standard input, "
                  "output or error; put back") {
            return 100;
          }
          return still_changed(folder, files.rlim_cur, out);
        }) == 0);
}

TEST_CASE("nothing is told where nothing was changed, and nothing kept that was not taken") {
  CHECK(in_child([] {
          plugin::keep_host_state();
          plugin::restore_host_state("nobody");
          return static_cast<int>(plugin::host_changes().size());
        }) == 0);
  CHECK(in_child([] {
          ::umask(0);
          plugin::restore_host_state("nobody");
          return ::umask(0) == 0 && plugin::host_changes().empty() ? 0 : 1;
        }) == 0);
}

TEST_CASE("a child that fork() makes of a program knows that it is not the program") {
  CHECK(in_child([] {
          const bool before = plugin::is_copied_process();
          plugin::keep_host_state();
          const bool itself = plugin::is_copied_process();
          const int copy = in_child([] {
            int death_signal = 0;
            ::prctl(PR_GET_PDEATHSIG, &death_signal);
            try {
              plugin::refuse_copied_process();
              return 1;
            } catch (const core::Error& error) {
              return error.kind() == core::ErrorKind::plugin_failed && death_signal == SIGKILL ? 0
                                                                                               : 2;
            }
          });
          plugin::refuse_copied_process();
          return before || itself ? 100 : copy;
        }) == 0);
}
