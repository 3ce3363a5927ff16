// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace barometer::app {

// Ctrl-C, SIGTERM and a terminal that hangs up set a flag instead of ending the process, so that
// nothing is left half written; a second one ends it at once. Under nohup a terminal that hangs up
// stays ignored. Output that nobody reads any more (SIGPIPE) and files that may not grow (SIGXFSZ)
// are errors of the write, which names them.
// Each that is noticed is counted in `noticed` too, which outlives the process's last one.
void catch_interrupts(std::atomic<int>* noticed = nullptr);

// True once interrupted.
const std::atomic<bool>& interrupted();

}  // namespace barometer::app
