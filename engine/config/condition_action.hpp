// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::config {

// What a `when:` line does while its condition holds.
enum class ConditionAction { flatten, block_entries, scale };

}  // namespace barometer::config
