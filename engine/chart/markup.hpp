// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::chart {

// The text as data of SVG or HTML, in an element or an attribute: what would begin markup is
// written as an entity. Control characters stay: core::printable() takes those.
std::string with_entities(std::string_view text);

}  // namespace barometer::chart
