// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>

#include "app/run_arguments.hpp"
#include "page/written_run.hpp"

namespace barometer::app {

// Makes a run again from what its folder says: the config of run.json, with the plug-ins and the
// bars that have the hashes of the run. A plug-in that still lies where the run found it, with its
// hash, goes before those that are searched for. Throws Error{bad_input} with everything that is
// gone or has another hash, and where the results are others although inputs are the same:
// Error{plugin_failed} where the same build of the program made the run, else Error{bad_input}.
backtest::Result run_again(const page::WrittenRun& written, const RunArguments& arguments);

}  // namespace barometer::app
