// SPDX-License-Identifier: Apache-2.0
#include "app/supervised_child.hpp"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <ctime>

#include "app/interrupt.hpp"
#include "core/named_memory.hpp"

namespace barometer::app {

namespace {

constexpr int kSecondsToEnd = 3;  // of a child whose parent is gone

ChildPage* page_of_child = nullptr;
timer_t end_timer;

// 1 + this thread's place, -1 where it has called no plug-in: a plug-in's own thread, say.
int place_number() {
  const plugin::ThreadPlace* place = plugin::place_of_thread;
  return place == nullptr ? -1 : 1 + static_cast<int>(place - page_of_child->calls.places.data());
}

// The signal comes again and does what it does.
void raise_again(int signal) {
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

extern "C" void on_death(int signal) {
  page_of_child->died_at = place_number();
  raise_again(signal);
}

// Memory that is there and may not be written was written where it lies in listed memory. Who dies
// is told first: the list lies where a plug-in may have written, too.
extern "C" void on_segfault(int signal, siginfo_t* info, void*) {
  page_of_child->died_at = place_number();
  if (info->si_code == SEGV_ACCERR) {
    core::PlainText text(page_of_child->wrote_to.data(), page_of_child->wrote_to.size());
    core::describe_memory(info->si_addr, text);
  }
  raise_again(signal);
}

// Nobody may come who removes the claim of a plug-in that never returns; one in which something has
// been written stays until the work notices.
extern "C" void on_orphaned(int) {
  for (const std::atomic<plugin::TextId>& claim : page_of_child->calls.hidden_folders) {
    if (claim != 0) {
      ::rmdir(page_of_child->calls.texts.data() + claim);
    }
  }
  itimerspec end{};
  end.it_value.tv_sec = kSecondsToEnd;
  ::timer_settime(end_timer, 0, &end, nullptr);
  std::raise(SIGTERM);
}

// Of a plug-in: nothing else may call exit() before the work is done.
void on_exit_call(int code, void*) {
  if (page_of_child->done == 0) {
    page_of_child->died_at = place_number();
    page_of_child->exits = 1;
    ::_exit(code);  // other threads are still at work on what exit() would take away
  }
}

void tell_of_segfaults() {
  struct sigaction told {};

  told.sa_sigaction = on_segfault;
  told.sa_flags = SA_SIGINFO;
  ::sigaction(SIGSEGV, &told, nullptr);
}

// Sanitizers have handlers of their own for these.
void tell_who_dies() {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    struct sigaction now {};

    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) {
      signal == SIGSEGV ? tell_of_segfaults() : static_cast<void>(std::signal(signal, on_death));
    }
  }
  ::on_exit(on_exit_call, nullptr);
}

// In a child of this process, made by fork() in a plug-in: what it would tell goes nowhere.
void leave_page() {
  ::mmap(page_of_child, sizeof(ChildPage), PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
}

// A plug-in that never returns notices no signal, so a timer ends it.
void end_with(pid_t parent) {
  const int orphaned = SIGRTMAX - 1;
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  if (::timer_create(CLOCK_MONOTONIC, &event, &end_timer) == 0) {
    std::signal(orphaned, on_orphaned);
    ::prctl(PR_SET_PDEATHSIG, orphaned);
  } else {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  }
  if (::getppid() != parent) {
    ::_exit(1);  // it ended before the system knew that its child wants to know
  }
}

}  // namespace

int run_supervised(ChildPage& page, pid_t parent, const std::function<int()>& work) {
  page_of_child = &page;
  end_with(parent);
  plugin::tell_calls_in(page.calls);
  tell_who_dies();
  ::pthread_atfork(nullptr, nullptr, leave_page);
  catch_interrupts(&page.interrupts);
  const int code = work();
  page.code = code;
  page.done = 1;
  return code;
}

}  // namespace barometer::app
