// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include <barometer/backtest/api/control.hpp>
#include <functional>
#include <optional>
#include <utility>

namespace barometer::python {

// Calls `work(control)` on a thread of its own without the interpreter's lock, while this thread
// lets other threads of the interpreter run, looks for signals (Ctrl-C stops the work and is raised
// here) and tells `progress` the share that is done, a float 0..1. Raises what `work` throws.
// `threads` is what work may use, 0 as the config says; after a fork it is 1, since the threads of
// the parent are not there.
void watch(const std::function<void(const backtest::Control&)>& work, int threads,
           const nanobind::object& progress);

// The same for work that returns a value.
template <class Work>
auto watched(int threads, const nanobind::object& progress, const Work& work) {
  std::optional<decltype(work(backtest::Control{}))> result;
  watch([&](const backtest::Control& control) { result.emplace(work(control)); }, threads,
        progress);
  return std::move(*result);
}

// What a call may use of `threads`: 1 in the child of a fork.
int allowed_threads(int threads);

// From now on this process is the child of a fork.
void after_fork();

}  // namespace barometer::python
