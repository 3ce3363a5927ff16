// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "support/loop_harness.hpp"

namespace barometer {

// Random orders of every kind on random bars of one symbol, all prices on a grid of 1/4 so that
// touches and ties are common. What is sent depends on nothing but the seed: no order is sized by
// the account, and the account can carry all of them.
struct OrderPlan {
  struct Send {
    std::int64_t step = 0;
    bm_order order{};
  };

  data::MarketData market;
  config::BrokerConfig broker;
  std::vector<Send> sends;  // each with a client_id of its own
};

OrderPlan random_plan(std::uint64_t seed);

// The same with a quoted spread that fills pay, whose halves are on the grid too.
OrderPlan quoted_plan(std::uint64_t seed);

loop::LoopResult play(
    const OrderPlan& plan, const std::function<void(bm_order&)>& edit = [](bm_order&) {});

}  // namespace barometer
