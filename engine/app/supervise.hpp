// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace barometer::app {

// Runs `work` in a child of this process and returns its exit code, so that whatever a plug-in does
// to its process has a name: this process has no plug-in, waits, passes on signals, and when the
// child does not end as it said it would, prints which plug-in was called, with symbol, bar and
// time, removes what was half written and returns ExitCode::plugin_failed. The child ends with
// this process. REQUIRES: no thread but this one has been started.
int supervise(const std::function<int()>& work);

}  // namespace barometer::app
