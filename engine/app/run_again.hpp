// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/run_arguments.hpp"
#include "core/error.hpp"
#include "page/written_run.hpp"

namespace barometer::app {

// What a run was made with cannot be read any more as it was: then its page can still be made of
// its folder (page/written_page.hpp).
class InputsGone : public core::Error {
 public:
  // `why`: what is gone, as a part of a sentence.
  InputsGone(std::vector<core::Fault> faults, std::string why)
      : core::Error(core::ErrorKind::bad_input, std::move(faults)), why_(std::move(why)) {}

  const std::string& why() const { return why_; }

 private:
  std::string why_;
};

// Makes a run again from what its folder says: the config of run.json, with the plug-ins and the
// bars that have the hashes of the run. A plug-in that still lies where the run found it, with its
// hash, goes before those that are searched for. Throws InputsGone with everything that is gone or
// has another hash, and where the results are others although inputs are the same:
// Error{plugin_failed} where the same build of the program made the run, else Error{bad_input}.
backtest::Result run_again(const page::WrittenRun& written, const RunArguments& arguments);

}  // namespace barometer::app
