// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace barometer::page {

// Every number, word and null below these members of `json`, with its path as the key, to be
// opened. Lists are left out.
std::string json_table(std::string_view caption, const nlohmann::ordered_json& json,
                       std::initializer_list<std::string_view> members);

}  // namespace barometer::page
