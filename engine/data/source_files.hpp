// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "data/left_out.hpp"
#include "files/path_pattern.hpp"

namespace barometer::data {

// The file of a symbol, or the files that its data are spread over.
struct SourceFile {
  std::string symbol;
  std::vector<files::FoundFile> parts;  // sorted by path; at least one

  // For messages: the path, with how many more there are.
  std::string name() const;
};

struct SourceFiles {
  std::vector<SourceFile> files;
  std::vector<LeftOut> left_out;  // without a file, under data.missing: skip
};

// The files of every symbol that the config names, in its order; or, where it names none, of every
// symbol that the path template fits, sorted by bytes; without those that data.exclude lists. A
// path without {symbol} is the file of the one symbol named, or a zip whose members' names have it
// (data.member). Where X is missing and X.gz is there, that one. Takes time in proportion to the
// number of symbols and of files in the folder. Throws Error{bad_input} at the config's places: no
// such folder, no such file (with the nearest name that is there), a symbol twice, a symbol that
// would leave its folder, an unknown one to leave out.
SourceFiles find_source_files(const config::DataConfig& config);

// The files that the rows of all symbols lie in (data.columns.symbol). Throws as above.
SourceFile files_of_rows(const config::DataConfig& config);

// The symbols that the config names, or all, of `known`, which rows of `file` have. Throws as
// above.
SourceFiles symbols_of_rows(const config::DataConfig& config, const SourceFile& file,
                            const std::vector<std::string>& known);

// The file itself, or its gzipped twin, X.gz. A relative path starts in `folder`, and stays
// relative.
std::optional<std::filesystem::path> existing_file(const std::filesystem::path& path,
                                                   const std::filesystem::path& folder);

// From the root and without dots, as messages name a place. A relative path starts in `folder`.
std::string whole_path(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace barometer::data
