// SPDX-License-Identifier: Apache-2.0
#include "app/interrupt.hpp"

#include <csignal>

namespace barometer::app {

namespace {

std::atomic<bool> flag{false};
std::atomic<int>* count = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free);  // else a handler must not touch it

extern "C" void on_signal(int signal) {
  if (flag.exchange(true, std::memory_order_relaxed)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  if (count != nullptr) {
    ++*count;
  }
}

}  // namespace

void catch_interrupts(std::atomic<int>* noticed) {
  count = noticed;
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) {  // under nohup
    std::signal(SIGHUP, SIG_IGN);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

const std::atomic<bool>& interrupted() {
  return flag;
}

}  // namespace barometer::app
