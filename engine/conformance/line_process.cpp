// SPDX-License-Identifier: Apache-2.0
#include "conformance/line_process.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <vector>

#include "core/error.hpp"

namespace barometer::conformance {

namespace {

constexpr int kPatienceMs = 100;  // between looks at whether the user interrupted

}  // namespace

LineProcess::LineProcess(const LawProgram& program, const TriedBefore& before)
    : deadline_(program.deadline) {
  std::vector<std::string> words = program.arguments;
  const std::vector<std::string> more = words_of(before);
  words.insert(words.end(), more.begin(), more.end());
  const std::array handed{core::HandedDescriptor{pipe_.writing(), kLineDescriptor},
                          core::HandedDescriptor{STDERR_FILENO, STDOUT_FILENO}};
  child_ = core::spawn(program.program, words, handed);
  pipe_.close_writing();
}

LineProcess::~LineProcess() {
  end();
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
    pollfd ready{pipe_.reading(), POLLIN, 0};
    if (::poll(&ready, 1, kPatienceMs) > 0 && !pipe_.read_some(text_)) {
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
    status = core::wait_for_child(child_);
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
