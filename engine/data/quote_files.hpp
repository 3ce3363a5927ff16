// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "config/data_config.hpp"
#include "data/source_files.hpp"

namespace barometer::data {

// The files of the ask, one for each of `bids.files`, which are those of the bid. `ask` says where
// they lie, as find_source_files() is told. A symbol that one side alone has is a fault at the path
// of the other; under data.missing: skip it is left out of both. Throws as find_source_files().
std::vector<SourceFile> find_ask_files(const config::DataConfig& config,
                                       const config::DataConfig& ask, SourceFiles& bids);

}  // namespace barometer::data
