// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <span>
#include <string>
#include <vector>

namespace barometer::plugin {

// Everything that is wrong with a declared table of parameters.
std::vector<std::string> param_table_faults(std::span<const bm_param_spec> specs);

}  // namespace barometer::plugin
