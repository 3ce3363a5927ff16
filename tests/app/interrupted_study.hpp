// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "app/barometer_program.hpp"

namespace barometer_test {

// Runs the program and sends it a signal when the store in the folder's `runs` has grown: however
// slow the machine is, some trials are done by then, and not all.
inline Finished interrupted_once_rows_are_there(const std::string& arguments,
                                                const TempFolder& folder,
                                                const std::string& signal = "TERM") {
  const std::string wal = (folder / "runs/barometer.db-wal").string();
  return run_command("sh -c '" + std::string(BAROMETER_BINARY_DIR) + "/barometer " + arguments +
                     " & p=$!; n=0; while [ $n -lt 600 ] && [ $(stat -c %s " + wal +
                     " 2>/dev/null || echo 0) -lt 100000 ]; do sleep 0.1; n=$((n + 1)); done; "
                     "kill -" +
                     signal + " $p; wait $p'");
}

}  // namespace barometer_test
