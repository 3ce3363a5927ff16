// SPDX-License-Identifier: Apache-2.0
#include "report/standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "core/error.hpp"
#include "core/safe_text.hpp"
#include "plugin/host_state.hpp"
#include "report/folded.hpp"
#include "report/terminal.hpp"

namespace barometer::report {

namespace {

int failure = 0;  // errno of the first failure; 0: none

}  // namespace

void print(std::string_view text) {
  plugin::refuse_copied_process();
  const std::string clean = core::printable_lines(text, style_of_output().colour);
  if (failure == 0 && std::fwrite(clean.data(), 1, clean.size(), stdout) != clean.size()) {
    failure = errno;
  }
}

void print_folded(std::string_view text) {
  print(folded(text, style_of_output().width));
}

void print_error(std::string_view text) {
  const std::string printable = core::printable_lines(text);
  // Editors and scripts take messages from pipes line by line.
  const bool watched = ::isatty(STDERR_FILENO) == 1;
  const std::string clean = watched ? folded(printable, style_of_errors().width) : printable;
  std::string_view rest = clean;
  while (!rest.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      return;
    }
    rest.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
  }
}

void finish_printing() {
  if (failure == 0 && std::fflush(stdout) != 0) {
    failure = errno;
  }
  if (failure != 0) {
    throw core::Error(
        core::ErrorKind::write_failed,
        core::Fault{"standard output",
                    "could not be written in full: " + std::generic_category().message(failure),
                    ""});
  }
}

}  // namespace barometer::report
