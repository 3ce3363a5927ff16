// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::config {

// What a fill that reduces a position closes.
enum class RoundTripRule { fifo, average };

}  // namespace barometer::config
