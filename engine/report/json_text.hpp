// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/style.hpp"

namespace barometer::report {

// JSON for people and programs: two blanks of indent, but a list or object that fits on a line of
// `columns` stays on one; one line feed at the end. Bytes that are not UTF-8 become U+FFFD;
// what no terminal or page should be sent (core/safe_text.hpp) is escaped, and read back as it was.
std::string to_text(const nlohmann::ordered_json& json, std::size_t columns = kFileColumns);

}  // namespace barometer::report
