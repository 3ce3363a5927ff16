// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>
#include <sys/resource.h>

#include <string>

#include "core/error.hpp"

// A disk that is full, and what a write on it says.

namespace barometer::test {

// The error that `action` ends with.
template <class Action>
core::Error error_of(Action action) {
  try {
    action();
  } catch (const core::Error& error) {
    return error;
  }
  return core::Error(core::ErrorKind::defect, core::Fault{"", "did not throw", ""});
}

inline bool says(const core::Error& error, const std::string& text) {
  return std::string(error.what()).find(text) != std::string::npos;
}

// Files of this process may not grow beyond `bytes` while this lives: a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }

  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  sighandler_t handler_;
};

}  // namespace barometer::test
