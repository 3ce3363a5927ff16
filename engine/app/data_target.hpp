// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "config/data_config.hpp"

namespace barometer::app {

// How the data of a config are read (a file that ends in .yaml or .yml), or those of a file of
// prices, sniffed. Throws Error{bad_input}: faults of the config, what sniffer::sniff() refuses,
// and with each question that the file leaves open.
config::DataConfig data_of(const std::filesystem::path& target);

}  // namespace barometer::app
