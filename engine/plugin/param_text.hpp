// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <string>

namespace barometer::plugin {

// What parameters and their values are called in messages, listings and results.

// Whether its value is a list.
bool is_list(const bm_param_spec& spec);

// "a whole number from 1 to 100000, in bars", "a list of 1 to 5 values, each a number from 0".
std::string expectation(const bm_param_spec& spec);

// The same of one item of a list.
std::string item_expectation(const bm_param_spec& spec);

// A value as the YAML would write it, "[20, 50]" of a list, "by plug-in" where it is not set.
std::string value_text(const bm_param_spec& spec, const bm_param_value& value);

}  // namespace barometer::plugin
