// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "data/left_out.hpp"

namespace barometer::data {

struct SourceFile {
  std::string symbol;
  std::filesystem::path path;
};

struct SourceFiles {
  std::vector<SourceFile> files;
  std::vector<LeftOut> left_out;  // without a file, under data.missing: skip
};

// The file of every symbol that the config names, in its order; or, where it names none, of every
// symbol that the path template fits, sorted by bytes; without those that data.exclude lists. A
// path without {symbol} is the file of the one symbol named. Where X is missing and X.gz is there,
// that one. Takes time in proportion to the number of symbols and of files in the folder. Throws
// Error{bad_input} at the config's places: no such folder, no such file (with the nearest name that
// is there), a symbol twice, a symbol that would leave its folder, an unknown one to leave out.
SourceFiles find_source_files(const config::DataConfig& config);

// The file itself, or its gzipped twin, X.gz. A relative path starts in `folder`, and stays
// relative.
std::optional<std::filesystem::path> existing_file(const std::filesystem::path& path,
                                                   const std::filesystem::path& folder);

// From the root and without dots, as messages name a place. A relative path starts in `folder`.
std::string whole_path(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace barometer::data
