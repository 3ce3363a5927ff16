// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace barometer::app {

// True when standard error is a terminal that a person watches.
bool person_watches();

// A bar on standard error for work that takes over a second: "running  [=====     ]  52 %  about 40
// s left". Drawn by a thread of its own that only reads, and wiped when the work is done. Nothing
// at all happens where nobody watches.
class ProgressBar {
 public:
  // `fraction` gives 0..1 and is called from the drawing thread.
  ProgressBar(std::string label, std::function<double()> fraction, bool enabled);

 private:
  std::jthread drawer_;
};

}  // namespace barometer::app
