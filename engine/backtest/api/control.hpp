// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>

namespace barometer::backtest {

// How a caller bounds, stops and watches one call of the library. The library keeps nothing of it
// when the call has returned.
struct Control {
  int threads = 0;  // 0: what `run.threads` of the config says, or else all cores

  // Once it is true, the call throws Error{interrupted} soon afterwards. NULL: nothing stops the
  // call. A signal handler may set it, which it may not do with a std::stop_source.
  const std::atomic<bool>* stop = nullptr;

  // Receives the share of the work that is done, 0..1. It is called from any thread, but never from
  // two threads at once; it must not throw. It may be empty.
  std::function<void(double share)> progress = {};
};

}  // namespace barometer::backtest
