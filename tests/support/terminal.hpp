// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "support/process.hpp"

// Programs as a person at a terminal sees them.

namespace barometer_test {

// The first line of `typed`, which is taken off it.
inline void type_line(int terminal, std::string_view& typed) {
  const std::string_view line = typed.substr(0, typed.find('\n') + 1);
  if (::write(terminal, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error("cannot type on a pseudo-terminal");
  }
  typed.remove_prefix(line.size());
}

// Everything that a shell command writes to a terminal of so many columns, bytes as they arrive.
// Of the variables that terminals heed only TERM is set. Each line of `typed` is typed when the
// program has asked: when it waits behind ": ".
inline Finished run_on_terminal(const std::string& command, unsigned short columns,
                                std::string_view typed = "") {
  winsize size{};
  size.ws_col = columns;
  size.ws_row = 50;
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) {
    throw std::runtime_error("cannot open a pseudo-terminal");
  }
  if (child == 0) {
    ::unsetenv("COLUMNS");
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "xterm", 1);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  Finished finished;
  char buffer[4096];
  for (ssize_t size_read = 0; (size_read = ::read(terminal, buffer, sizeof buffer)) != 0;) {
    if (size_read > 0) {
      finished.output.append(buffer, static_cast<std::size_t>(size_read));
      if (finished.output.ends_with(": ")) {
        type_line(terminal, typed);
      }
    } else if (errno != EINTR) {
      break;  // EIO: the other end has gone
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(terminal);
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

// What stays on the screen: without control sequences, and of what a carriage return has begun
// anew only the last.
inline std::string screen_text(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes.substr(i).starts_with("\r\n")) {
      continue;
    }
    if (bytes[i] == '\r') {
      text.erase(text.rfind('\n') + 1);
    } else if (bytes.substr(i).starts_with("\x1b[")) {
      i = std::min(bytes.find_first_of("ABCDHJKm", i), bytes.size());
    } else {
      text += bytes[i];
    }
  }
  return text;
}

}  // namespace barometer_test
