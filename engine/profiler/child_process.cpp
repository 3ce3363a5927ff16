// SPDX-License-Identifier: Apache-2.0
#include "profiler/child_process.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <system_error>

#include "core/error.hpp"
#include "core/spawn.hpp"

namespace barometer::profiler {

namespace {

constexpr int kPatienceMs = 200;  // between looks at whether the user interrupted

std::vector<std::string> environment(std::size_t padding) {
  const std::string mine = std::string(kPaddingVariable) + "=";
  std::vector<std::string> texts = core::this_environment();
  std::erase_if(texts, [&mine](const std::string& text) { return text.starts_with(mine); });
  texts.push_back(mine + std::string(padding, 'x'));
  return texts;
}

pid_t start(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            std::size_t padding, const core::ChildPipe& output, const core::ChildPipe& errors) {
  const std::array handed{core::HandedDescriptor{output.writing(), STDOUT_FILENO},
                          core::HandedDescriptor{errors.writing(), STDERR_FILENO}};
  try {
    return core::spawn(program, arguments, handed, environment(padding));
  } catch (const std::system_error& error) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{program.string(), "could not be started: " + error.code().message(),
                    "name a barometer program"});
  }
}

void stop_if_interrupted(pid_t child, const std::atomic<bool>& stop) {
  if (stop) {
    ::kill(child, SIGKILL);
    core::wait_for_child(child);
    throw core::Error(core::ErrorKind::interrupted,
                      core::Fault{"", "interrupted; nothing was written", ""});
  }
}

}  // namespace

FinishedProcess run_process(const std::filesystem::path& program,
                            const std::vector<std::string>& arguments, std::size_t padding,
                            const std::atomic<bool>& stop) {
  core::ChildPipe output;
  core::ChildPipe errors;
  const pid_t child = start(program, arguments, padding, output, errors);
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
  const int status = core::wait_for_child(child);
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

}  // namespace barometer::profiler
