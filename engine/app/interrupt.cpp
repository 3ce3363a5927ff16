// SPDX-License-Identifier: Apache-2.0
#include "app/interrupt.hpp"

#include <csignal>

namespace barometer::app {

namespace {

std::atomic<bool> flag{false};
std::atomic<int>* count = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free);  // else a handler must not touch it

// A watched socket (worker_channel.hpp) signals bytes, too, that come or that it takes again: only
// its end is an interrupt.
extern "C" void on_signal(int signal, siginfo_t* info, void*) {
  if (info->si_code == POLL_IN || info->si_code == POLL_OUT) {
    return;
  }
  if (flag.exchange(true, std::memory_order_relaxed)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  if (count != nullptr) {
    ++*count;
  }
}

void catch_signal(int signal) {
  struct sigaction action {};

  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_RESTART;  // as signal() has it
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void catch_interrupts(std::atomic<int>* noticed) {
  count = noticed;
  catch_signal(SIGINT);
  catch_signal(SIGTERM);

  struct sigaction before {};

  ::sigaction(SIGHUP, nullptr, &before);
  if (before.sa_handler != SIG_IGN) {  // else under nohup
    catch_signal(SIGHUP);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

const std::atomic<bool>& interrupted() {
  return flag;
}

}  // namespace barometer::app
