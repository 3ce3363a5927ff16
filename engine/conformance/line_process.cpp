// SPDX-License-Identifier: Apache-2.0
#include "conformance/line_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <vector>

#include "core/error.hpp"

extern char** environ;

namespace barometer::conformance {

namespace {

constexpr int kPatienceMs = 100;  // between looks at whether the user interrupted

[[noreturn]] void throw_system(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

pid_t spawn(const LawProgram& program, std::size_t first_law, int writing) {
  std::vector<std::string> words{program.program.string()};
  words.insert(words.end(), program.arguments.begin(), program.arguments.end());
  words.push_back(std::to_string(first_law));
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, writing, kLineDescriptor);
  ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  pid_t child = -1;
  const int error =
      ::posix_spawn(&child, program.program.c_str(), &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw_system(error, program.program.c_str());
  }
  return child;
}

}  // namespace

LineProcess::LineProcess(const LawProgram& program, std::size_t first_law)
    : deadline_(program.deadline) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw_system(errno, "pipe");
  }
  // dup2() onto itself would leave the end to be closed in the child.
  const int writing = ::fcntl(ends[1], F_DUPFD_CLOEXEC, kLineDescriptor + 1);
  ::close(ends[1]);
  reading_ = ends[0];
  try {
    child_ = spawn(program, first_law, writing);
  } catch (...) {
    ::close(writing);
    ::close(reading_);
    throw;
  }
  ::close(writing);
}

LineProcess::~LineProcess() {
  end();
  ::close(reading_);
}

bool LineProcess::read_some() {
  std::array<char, 4096> buffer;
  const ssize_t size = ::read(reading_, buffer.data(), buffer.size());
  text_.append(buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0));
  return size > 0 || (size < 0 && errno == EINTR);
}

std::optional<std::string> LineProcess::next_line(const std::atomic<bool>& stop) {
  const auto until = std::chrono::steady_clock::now() + deadline_;
  while (true) {
    if (const std::size_t end = text_.find('\n'); end != std::string::npos) {
      std::string line = text_.substr(0, end);
      text_.erase(0, end + 1);
      return line;
    }
    if (stop) {
      end();
      throw core::Error(core::ErrorKind::interrupted,
                        core::Fault{"", "interrupted; nothing was written", ""});
    }
    pollfd ready{reading_, POLLIN, 0};
    if (::poll(&ready, 1, kPatienceMs) > 0 && !read_some()) {
      return std::nullopt;
    }
    if (std::chrono::steady_clock::now() > until) {
      late_ = true;
      return std::nullopt;
    }
  }
}

std::string LineProcess::end() {
  if (child_ < 0) {
    return "";
  }
  // A process that has closed its pipe is dying; one that is late or told all is ended.
  int status = 0;
  pid_t gone = 0;
  for (int looks = 0; looks < 50 && !late_ && gone == 0; ++looks) {
    gone = ::waitpid(child_, &status, WNOHANG);
    if (gone == 0) {
      ::usleep(10'000);
    }
  }
  if (gone == 0) {
    ::kill(child_, SIGKILL);
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  child_ = -1;
  if (late_) {
    return fmt::format("no answer within {} s", deadline_.count());
  }
  return WIFSIGNALED(status)
             ? fmt::format("signal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)))
             : fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace barometer::conformance
