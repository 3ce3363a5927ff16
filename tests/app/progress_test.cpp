// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <pty.h>
#include <unistd.h>

#include <chrono>

#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

// Standard error is a terminal as long as this lives; what was written to it can be read.
class ErrorTerminal {
 public:
  ErrorTerminal() : kept_(::dup(STDERR_FILENO)) {
    int terminal = -1;
    REQUIRE(::openpty(&reader_, &terminal, nullptr, nullptr, nullptr) == 0);
    ::dup2(terminal, STDERR_FILENO);
    ::close(terminal);
  }

  ~ErrorTerminal() {
    restore();
    ::close(reader_);
  }

  ErrorTerminal(const ErrorTerminal&) = delete;
  ErrorTerminal& operator=(const ErrorTerminal&) = delete;

  // All that was written; standard error is what it was before.
  std::string text() {
    restore();
    std::string all;
    char buffer[512];
    for (ssize_t size = 0; (size = ::read(reader_, buffer, sizeof buffer)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(size));
    }
    return all;
  }

 private:
  void restore() {
    if (kept_ >= 0) {
      ::dup2(kept_, STDERR_FILENO);
      ::close(kept_);
      kept_ = -1;
    }
  }

  int kept_;
  int reader_ = -1;
};

void work(std::chrono::milliseconds time, bool enabled) {
  const app::ProgressBar bar(
      "running", [] { return 0.5; }, enabled);
  std::this_thread::sleep_for(time);
}

}  // namespace

TEST_CASE("work of over a second is shown on a terminal and wiped when it ends") {
  ErrorTerminal terminal;
  CHECK(app::person_watches());
  work(std::chrono::milliseconds(1300), true);
  const std::string text = terminal.text();
  CHECK(contains(text, "running  [===============               ]  50 %"));
  CHECK(text.ends_with("\r\x1b[K"));
}

TEST_CASE("short work and work that is not to be shown draw nothing") {
  ErrorTerminal terminal;
  work(std::chrono::milliseconds(10), true);
  work(std::chrono::milliseconds(1300), false);
  CHECK(terminal.text().empty());
}
