// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/data_config.hpp"

namespace barometer::data {

struct SourceFile {
  std::string symbol;
  std::filesystem::path path;
};

// The file of every symbol that the config names, in its order; or, where it names none, of every
// symbol that the path template fits, sorted by bytes. A path without {symbol} is the file of the
// one symbol named. Where X is missing and X.gz is there, that
// one. Throws Error{bad_input} at the config's places: no such folder, no such file (with the
// nearest name that is there), a symbol twice, a symbol that would leave its folder.
std::vector<SourceFile> find_source_files(const config::DataConfig& config);

}  // namespace barometer::data
