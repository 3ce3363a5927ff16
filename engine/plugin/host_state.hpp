// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// What a program has of its process and a plug-in may change for all of it: the working folder, the
// mask of new files, locale, signal handlers and the signals held back, environment, standard
// input, output and error, resource limits.

namespace barometer::plugin {

// Takes the state as the program's own, once, before the first plug-in is loaded. Nothing is kept
// where this is not called: in a program that uses the library the process is not ours.
void keep_host_state();

// Puts back what is no longer as it was taken, after calls of `whom` in this thread; a row of
// host_changes() says what it was. Whether there was anything.
bool restore_host_state(std::string_view whom);

// "path: strategy 'x' changed the working folder, umask; put back".
const std::vector<std::string>& host_changes();

// Whether this process is a child that fork() has made of the one that called keep_host_state(), as
// when a plug-in calls it and returns in the child: a second host of the same run. It ends with the
// first, at the latest.
bool is_copied_process();

// Throws Error{plugin_failed} in such a process. To be called before anything is written or
// printed.
void refuse_copied_process();

}  // namespace barometer::plugin
