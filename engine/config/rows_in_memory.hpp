// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/data_config.hpp"

namespace barometer::config {

// The overrides that put rows in memory in place of the data of a config: of its `data` group they
// keep the bar's size, the venues, the period, resampling and the clock of times; what says where
// bars are read goes. A stamp is its bar's open where the config does not say, as tables have it by
// custom. None where it says `source: table` already.
std::vector<std::string> overrides_for_rows(const DataConfig& data);

}  // namespace barometer::config
