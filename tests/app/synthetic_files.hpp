// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/barometer_program.hpp"

namespace barometer_test {

// A market of two symbols with enough bars for every tag to be known.
class SyntheticFiles {
 public:
  SyntheticFiles() {
    made_ =
        run_program("synth " + (folder_ / "market").string() + " --symbols 2 --bars 1500 --seed 7");
  }

  const Finished& made() const { return made_; }

  std::string config() const { return (folder_ / "market" / "market.yaml").string(); }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  Finished made_;
};

}  // namespace barometer_test
