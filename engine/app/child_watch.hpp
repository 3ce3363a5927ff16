// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>

#include "app/child_page.hpp"

namespace barometer::app {

// The signals that a process which waits for a child looks at itself: they are held back as long as
// this object lives. A hang-up that was ignored before stays ignored (nohup).
class WatchedSignals {
 public:
  WatchedSignals();
  ~WatchedSignals();
  WatchedSignals(const WatchedSignals&) = delete;
  WatchedSignals& operator=(const WatchedSignals&) = delete;

  // For the child: as they were.
  void give_back() const;

  const sigset_t& set() const { return set_; }

 private:
  sigset_t set_;
  sigset_t before_;
};

enum class EndedBy { itself, deadline, interrupt, other_program };

// How a child ended.
struct Ending {
  EndedBy by = EndedBy::itself;  // whoever ended it
  int code = 0;                  // exit code, of a child that exited
  int signal = 0;                // that ended it; 0: it exited
  int asked = 0;                 // interrupts that it was to end by
  std::string program;           // EndedBy::other_program: its name
};

// Waits for the child and ends it when one call takes longer than the page's deadline, when it has
// become another program, or when it does not answer an interrupt.
Ending watch_child(pid_t child, const ChildPage& page, const WatchedSignals& signals);

}  // namespace barometer::app
