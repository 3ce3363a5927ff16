// SPDX-License-Identifier: Apache-2.0
#include "plugin/host_state.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>

#include "core/error.hpp"
#include "core/shared_pages.hpp"

extern char** environ;

namespace barometer::plugin {

namespace {

constexpr int kSignals = 32;      // the older ones; others have no handler unless somebody asks
constexpr int kFirstCopy = 1000;  // descriptors that hardly anybody closes by number

// One thing that can be changed: false where it is as it was, after it has been put back.
class WorkingFolder {
 public:
  WorkingFolder() : folder_(::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC)), known_(here(mine_)) {}

  bool restored() const {
    struct stat now {};

    if (!known_ || (here(now) && now.st_dev == mine_.st_dev && now.st_ino == mine_.st_ino)) {
      return false;
    }
    return ::fchdir(folder_) == 0;
  }

  static constexpr const char* kName = "the working folder";

 private:
  static bool here(struct stat& status) { return ::stat(".", &status) == 0; }

  int folder_;

  struct stat mine_ {};

  bool known_;
};

class Umask {
 public:
  Umask() : mine_(::umask(0)) { ::umask(mine_); }

  bool restored() const { return ::umask(mine_) != mine_; }

  static constexpr const char* kName = "umask";

 private:
  mode_t mine_;
};

class Locale {
 public:
  bool restored() const {
    return mine_ != std::setlocale(LC_ALL, nullptr) && std::setlocale(LC_ALL, mine_.c_str());
  }

  static constexpr const char* kName = "the locale";

 private:
  std::string mine_ = std::setlocale(LC_ALL, nullptr);
};

class Handlers {
 public:
  Handlers() {
    for (int signal = 1; signal < kSignals; ++signal) {
      ::sigaction(signal, nullptr, &mine_[static_cast<std::size_t>(signal)]);
    }
  }

  bool restored() const {
    bool changed = false;
    for (int signal = 1; signal < kSignals; ++signal) {
      const struct sigaction& mine = mine_[static_cast<std::size_t>(signal)];

      struct sigaction now {};

      if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler != mine.sa_handler) {
        ::sigaction(signal, &mine, nullptr);
        changed = true;
      }
    }
    return changed;
  }

  static constexpr const char* kName = "signal handlers";

 private:
  std::array<struct sigaction, kSignals> mine_{};
};

class HeldSignals {
 public:
  HeldSignals() { ::pthread_sigmask(SIG_SETMASK, nullptr, &mine_); }

  bool restored() const {
    sigset_t now;
    ::pthread_sigmask(SIG_SETMASK, &mine_, &now);
    for (int signal = 1; signal < kSignals; ++signal) {
      if (::sigismember(&now, signal) != ::sigismember(&mine_, signal)) {
        return true;
      }
    }
    return false;
  }

  static constexpr const char* kName = "the signals that are held back";

 private:
  sigset_t mine_;
};

class Environment {
 public:
  bool restored() const {
    if (all() == mine_) {
      return false;
    }
    ::clearenv();
    for (const std::string& entry : mine_) {
      const std::size_t end = entry.find('=');
      if (end != std::string::npos) {
        ::setenv(entry.substr(0, end).c_str(), entry.c_str() + end + 1, 1);
      }
    }
    return true;
  }

  static constexpr const char* kName = "the environment";

 private:
  static std::vector<std::string> all() {
    std::vector<std::string> entries;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
      entries.emplace_back(*entry);
    }
    std::ranges::sort(entries);
    return entries;
  }

  std::vector<std::string> mine_ = all();
};

// Standard input, output and error, where they were open.
class Descriptors {
 public:
  Descriptors() {
    for (int i = 0; i < 3; ++i) {
      Kept& kept = kept_[static_cast<std::size_t>(i)];
      if (::fstat(i, &kept.status) == 0) {
        kept.copy = ::fcntl(i, F_DUPFD_CLOEXEC, kFirstCopy);
        kept.copy = kept.copy >= 0 ? kept.copy : ::fcntl(i, F_DUPFD_CLOEXEC, 3);  // a low limit
      }
    }
  }

  bool restored() const {
    bool changed = false;
    for (int i = 0; i < 3; ++i) {
      const Kept& kept = kept_[static_cast<std::size_t>(i)];

      struct stat now {};

      const bool same = ::fstat(i, &now) == 0 && now.st_dev == kept.status.st_dev &&
                        now.st_ino == kept.status.st_ino;
      changed |= kept.copy >= 0 && !same && ::dup2(kept.copy, i) == i;
    }
    return changed;
  }

  static constexpr const char* kName = "standard input, output or error";

 private:
  struct Kept {
    struct stat status {};

    int copy = -1;
  };

  std::array<Kept, 3> kept_;
};

class Limits {
 public:
  Limits() {
    for (int i = 0; i < RLIM_NLIMITS; ++i) {
      ::getrlimit(static_cast<__rlimit_resource>(i), &mine_[static_cast<std::size_t>(i)]);
    }
  }

  bool restored() const {
    bool changed = false;
    for (int i = 0; i < RLIM_NLIMITS; ++i) {
      const auto limit = static_cast<__rlimit_resource>(i);
      rlimit mine = mine_[static_cast<std::size_t>(i)];
      rlimit now{};
      if (::getrlimit(limit, &now) == 0 &&
          (now.rlim_cur != mine.rlim_cur || now.rlim_max != mine.rlim_max)) {
        changed = true;
        if (::setrlimit(limit, &mine) != 0) {  // who is not root cannot raise the hard limit again
          mine.rlim_cur = mine.rlim_max = now.rlim_max;
          ::setrlimit(limit, &mine);
        }
      }
    }
    return changed;
  }

  static constexpr const char* kName = "resource limits";

 private:
  std::array<rlimit, RLIM_NLIMITS> mine_{};
};

struct HostState {
  pid_t process = ::getpid();
  Limits limits;  // first: what follows may need them
  WorkingFolder folder;
  Umask umask;
  Locale locale;
  Handlers handlers;
  HeldSignals held;
  Environment environment;
  Descriptors descriptors;
};

std::unique_ptr<const HostState>& state() {
  static std::unique_ptr<const HostState> taken;
  return taken;
}

std::vector<std::string>& changes() {
  static std::vector<std::string> rows;
  return rows;
}

}  // namespace

void keep_host_state() {
  state() = std::make_unique<const HostState>();
  core::keep_shared_pages_from_children();
  // A copy has one thread only, and might wait for others for good. It ends with the thread that
  // made it, as the system has it, and not with the whole process: what a pool's thread forks lives
  // as long as the pool.
  ::pthread_atfork(nullptr, nullptr, [] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

bool is_copied_process() {
  const HostState* host = state().get();
  return host != nullptr && host->process != ::getpid();
}

void refuse_copied_process() {
  if (is_copied_process()) {
    throw core::Error(
        core::ErrorKind::plugin_failed,
        core::Fault{"", "a plug-in called fork() and returned in the child, too",
                    "this second process writes nothing; end the child in the plug-in "
                    "by _exit()"});
  }
}

bool restore_host_state(std::string_view whom) {
  const HostState* host = state().get();
  if (host == nullptr) {
    return false;
  }
  static std::mutex mutex;
  const std::scoped_lock lock(mutex);
  std::vector<const char*> changed;
  const auto restore = [&changed](const auto& part) {
    if (part.restored()) {
      changed.push_back(part.kName);
    }
  };
  restore(host->limits);
  restore(host->folder);
  restore(host->umask);
  restore(host->locale);
  restore(host->handlers);
  restore(host->held);
  restore(host->environment);
  restore(host->descriptors);
  if (!changed.empty()) {
    changes().push_back(fmt::format("{} changed {}; put back", whom, fmt::join(changed, ", ")));
  }
  return !changed.empty();
}

const std::vector<std::string>& host_changes() {
  return changes();
}

}  // namespace barometer::plugin
