// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace barometer::app {

// Ctrl-C, SIGTERM and a terminal that hangs up set a flag instead of ending the process, so that
// nothing is left half written; a second one ends it at once. Under nohup a terminal that hangs up
// stays ignored. Output that nobody reads any more (SIGPIPE) and files that may not grow (SIGXFSZ)
// are errors of the write, which names them.
void catch_interrupts();

// True once interrupted.
const std::atomic<bool>& interrupted();

}  // namespace barometer::app
