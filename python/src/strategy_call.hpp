// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "errors.hpp"
#include "strategy_maker.hpp"
#include "watched_call.hpp"

namespace barometer::python {

// watched() for work that makes many runs of a plan, whose strategy may be of Python: it then runs
// on the work's threads, each taking the interpreter's lock. An error of the engine is raised with
// the first exception of the strategy as its cause; those of runs whose failure is a result are
// forgotten.
template <class Work>
auto watched_runs(const backtest::Plan& plan, const backtest::Market& market, int threads,
                  const nanobind::object& progress, const Work& work) {
  StrategyMaker* const maker = maker_of(plan);
  if (maker != nullptr) {
    maker->set_market(market);
    maker->take_failure();
  }
  try {
    auto result = watched(threads, progress, work);
    if (maker != nullptr) {
      maker->take_failure();
    }
    return result;
  } catch (const core::Error& error) {
    const std::exception_ptr cause = maker != nullptr ? maker->take_failure() : nullptr;
    if (cause != nullptr) {
      raise_from(error, cause);
    }
    throw;
  }
}

}  // namespace barometer::python
