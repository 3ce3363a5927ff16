// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace barometer::risk {

// How often each rule closed a symbol, or cut or rejected an order; those that never did are left
// out.
using RiskActions = std::vector<std::pair<bm_order_reason, std::int64_t>>;

}  // namespace barometer::risk
