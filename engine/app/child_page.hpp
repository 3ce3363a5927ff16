// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>

#include "plugin/call_page.hpp"

namespace barometer::app {

// What a supervised child and the process that waits for it share; all zero at first.
struct ChildPage {
  std::atomic<int> done;        // 1: the work has ended, with `code`
  std::atomic<int> code;        // exit code of the work
  std::atomic<int> exits;       // 1: somebody called exit() before that
  std::atomic<int> interrupts;  // that the child has noticed
  // 1 + the place of the thread that a signal or exit() came from, -1: it has none, 0: nobody could
  // say, as where a stack overflowed.
  std::atomic<int> died_at;
  // What a segmentation fault met that can be read and not written, with why not; else empty.
  std::array<char, 256> wrote_to;
  plugin::CallPage calls;
};

// All zero, in memory that children share; only what is used takes memory. NULL where the system
// has none, with errno.
ChildPage* new_child_page();

}  // namespace barometer::app
