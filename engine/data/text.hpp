// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text.hpp"

namespace barometer::data {

// Cells are cut and quoted all over the room.
using core::shown;
using core::trimmed;

}  // namespace barometer::data
