// SPDX-License-Identifier: Apache-2.0
#include "profiler/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/error.hpp"

extern char** environ;

namespace barometer::profiler {

namespace {

constexpr int kPatienceMs = 200;  // between looks at whether the user interrupted

// The reading end here, the writing end for the child.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe");
    }
  }

  ~Pipe() {
    close_end(0);
    close_end(1);
  }

  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reading() const { return ends_[0]; }

  int writing() const { return ends_[1]; }

  void close_writing() { close_end(1); }

  // False at the end.
  bool read_some(std::string& text) {
    std::array<char, 65536> buffer;
    const ssize_t size = ::read(reading(), buffer.data(), buffer.size());
    text.append(buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0));
    return size > 0 || (size < 0 && errno == EINTR);
  }

 private:
  void close_end(std::size_t end) {
    if (ends_[end] >= 0) {
      ::close(ends_[end]);
      ends_[end] = -1;
    }
  }

  std::array<int, 2> ends_{-1, -1};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) {
    list.push_back(text.data());
  }
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment(std::size_t padding) {
  const std::string mine = std::string(kPaddingVariable) + "=";
  std::vector<std::string> texts;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!std::string_view(*entry).starts_with(mine)) {
      texts.emplace_back(*entry);
    }
  }
  texts.push_back(mine + std::string(padding, 'x'));
  return texts;
}

pid_t spawn(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            std::size_t padding, const Pipe& output, const Pipe& errors) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment(padding);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, errors.writing(), STDERR_FILENO);
  pid_t child = 0;
  const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr,
                                  pointers(words).data(), pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{program.string(),
                                  "could not be started: " + std::generic_category().message(error),
                                  "name a barometer program"});
  }
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void stop_if_interrupted(pid_t child, const std::atomic<bool>& stop) {
  if (stop) {
    ::kill(child, SIGKILL);
    wait_for(child);
    throw core::Error(core::ErrorKind::interrupted,
                      core::Fault{"", "interrupted; nothing was written", ""});
  }
}

}  // namespace

FinishedProcess run_process(const std::filesystem::path& program,
                            const std::vector<std::string>& arguments, std::size_t padding,
                            const std::atomic<bool>& stop) {
  Pipe output;
  Pipe errors;
  const pid_t child = spawn(program, arguments, padding, output, errors);
  output.close_writing();
  errors.close_writing();
  FinishedProcess finished;
  std::array<pollfd, 2> ends{pollfd{output.reading(), POLLIN, 0},
                             pollfd{errors.reading(), POLLIN, 0}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    ::poll(ends.data(), ends.size(), kPatienceMs);
    stop_if_interrupted(child, stop);
    if (ends[0].revents != 0 && !output.read_some(finished.output)) {
      ends[0].fd = -1;
    }
    if (ends[1].revents != 0 && !errors.read_some(finished.errors)) {
      ends[1].fd = -1;
    }
  }
  finished.exit_code = wait_for(child);
  return finished;
}

}  // namespace barometer::profiler
