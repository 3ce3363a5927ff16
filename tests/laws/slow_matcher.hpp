// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer {

// The fills of one symbol once more, written from docs/execution.md the plain way: all orders in
// one list, looked at from the front again and again. Shares nothing with the engine's matching.
// Buying power, costs, ticks, lots and conditions are left out.
class SlowMatcher {
 public:
  struct FillSeen {
    std::size_t bar;
    std::uint64_t id;
    double quantity;
    double raw_price;  // of the middle
    double price;      // of the side that it met
    std::string rule;
  };

  struct OrderSeen {
    std::uint64_t id = 0;  // the strategy's name of it, unique in a run
    bm_order sent{};
    double wanted = 0;  // signed
    double left = 0;
    double filled = 0;
    std::string state = "alive";  // asleep, alive, or how it ended
    bool triggered = false;
    double stop = 0;
    double best = 0;
    std::int32_t day = -1;
    long born_bar = -1;   // bar of the parent's fill
    long since_bar = -1;  // bar in whose course it was activated or triggered
    int since_part = 0;   // 0 open, 1 inside, 2 close
    double since_price = 0;
    bool had_its_share = false;  // of the present bar

    double side() const { return wanted > 0 ? 1 : -1; }
  };

  // Of the market's one symbol.
  SlowMatcher(const config::BrokerConfig& broker, const data::MarketData& market);

  void send(const bm_order& order, std::size_t bar);
  void meet(std::size_t bar);

  const std::vector<FillSeen>& fills() const { return fills_; }

  const std::vector<OrderSeen>& orders() const { return orders_; }

 private:
  using Order = OrderSeen;

  const data::BarRow& bar() const { return data_.bars[now_]; }

  bool is_stop(const Order& o) const;
  bool is_limit(const Order& o) const;
  bool rests(const Order& o) const;

  bool stop_met(const Order& o, double price) const { return o.side() * (price - o.stop) >= 0; }

  // Half of the quoted spread at the open, inside and at the close of the bar; 0 without quotes.
  double half(int part) const;

  // Where the middle is when the order's own limit is met inside the bar.
  double at_limit(const Order& o) const { return o.sent.limit_price - o.side() * half(1); }

  bool limit_met(const Order& o, double price, int part) const;

  double highest(const Order& o) const { return o.wanted > 0 ? bar().high : bar().low; }

  double lowest(const Order& o) const { return o.wanted > 0 ? bar().low : bar().high; }

  bool since(const Order& o, int part) const {
    return o.since_bar == static_cast<long>(now_) && o.since_part == part;
  }

  bool reduces(const Order& o) const;
  std::string rule(const Order& o, const char* how) const;

  void end_what_is_over(bool after);
  void open_part(bool reducing);
  void open_one(Order& o);
  void worst_case(bool reducing);
  void worst_stop(Order& o);
  void worst_children(std::uint64_t parent);
  void worst_limit(Order& o);
  void along_the_way();
  void visit(double price, bool goes_on, bool down, bool at_start);
  bool visit_one(Order& o, double price, bool goes_on, bool down, bool at_start);
  void close_part(bool reducing);
  void trail();
  void fill(Order& o, double price, int part, const std::string& rule);
  void set_free(Order& o, double price, int part);
  void end(Order& o, const std::string& how);

  config::BrokerConfig broker_;
  const data::MarketData& market_;
  const data::SymbolData& data_;
  std::vector<Order> orders_;
  std::vector<FillSeen> fills_;
  std::size_t now_ = 0;
  double volume_ = 0;
  double held_ = 0;
};

}  // namespace barometer
