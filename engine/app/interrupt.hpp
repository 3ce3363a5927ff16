// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace barometer::app {

// Ctrl-C and SIGTERM set a flag instead of ending the process, so that nothing is left half
// written; a second one ends it at once.
void catch_interrupts();

// True once interrupted.
const std::atomic<bool>& interrupted();

}  // namespace barometer::app
