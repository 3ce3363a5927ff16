// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace barometer_test {

// Runs the built program, from the repository's root.
inline Finished run_program(const std::string& arguments, const std::string& environment = "") {
  return run_command(environment + " " + BAROMETER_BINARY_DIR + "/barometer " + arguments);
}

inline nlohmann::json run_json(const std::filesystem::path& folder) {
  return nlohmann::json::parse(read_file((folder / "run.json").string()));
}

}  // namespace barometer_test
