// SPDX-License-Identifier: Apache-2.0
#include "app/supervise.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "app/child_page.hpp"
#include "app/child_watch.hpp"
#include "app/death_text.hpp"
#include "app/exit_code.hpp"
#include "app/perform.hpp"
#include "app/supervised_child.hpp"

namespace barometer::app {

namespace {

int failed(const char* what) {
  const int error = errno;
  return report_error(ExitCode::no_resources,
                      fmt::format("a process of its own for plug-ins could not be made: {}: {}; "
                                  "--no-supervise needs none",
                                  what, std::generic_category().message(error)));
}

int told(const Ending& ending, const ChildPage& page, pid_t child) {
  if (as_said(ending, page)) {
    return page.code;
  }
  remove_hidden_folders(page, child);
  const Death death = describe_death(ending, page);
  if (::isatty(STDERR_FILENO) == 1) {
    static_cast<void>(!::write(STDERR_FILENO, "\r\x1b[K", 4));  // a progress bar may be left there
  }
  return report_error(death.code, death.text);
}

}  // namespace

int supervise(const std::function<int()>& work) {
  ChildPage* page = new_child_page();
  if (page == nullptr) {
    return failed("mmap");
  }
  const WatchedSignals signals;
  std::fflush(nullptr);  // else both would write what is buffered
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) {
    return failed("fork");
  }
  if (child == 0) {
    signals.give_back();
    return run_supervised(*page, parent, work);
  }
  return told(watch_child(child, *page, signals), *page, child);
}

}  // namespace barometer::app
