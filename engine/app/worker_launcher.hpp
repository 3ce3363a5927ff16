// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "app/child_watch.hpp"
#include "plugin/descriptor.hpp"

namespace barometer::app {

// One worker process, as whoever asked for it holds it.
struct LaunchedWorker {
  plugin::Descriptor socket;  // the other end is the worker's
  plugin::Descriptor death;   // read_death() of it
};

// How a worker ended that did not end by itself.
struct WorkerDeath {
  EndedBy by = EndedBy::itself;
  std::string text;  // which plug-in was called, with what, and what happened; on one line
};

// Makes worker processes that share with this one everything that is loaded when the launcher is
// made: a process that is a copy of this one from before it had threads copies itself, so that
// worker processes can be made at any time, whatever threads there are by then. Each has a second
// process that watches it as supervise() does. All of them end with this object, and with this
// process.
class WorkerLauncher {
 public:
  // `work` is called in each worker, with its end of the socket. REQUIRES: no thread but this one
  // has been started. Throws std::system_error, and Error{plugin_failed}
  // where a plug-in has started a thread.
  explicit WorkerLauncher(std::function<void(plugin::Descriptor socket)> work);
  ~WorkerLauncher();
  WorkerLauncher(const WorkerLauncher&) = delete;
  WorkerLauncher& operator=(const WorkerLauncher&) = delete;

  // Not from two threads at once. Throws std::system_error.
  LaunchedWorker launch();

 private:
  plugin::Descriptor control_;
  pid_t launcher_ = -1;
};

// Waits until the worker has ended; nothing in `text` where it ended as it should.
WorkerDeath read_death(const plugin::Descriptor& death);

}  // namespace barometer::app
