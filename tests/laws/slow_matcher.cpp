// SPDX-License-Identifier: Apache-2.0
#include "laws/slow_matcher.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

#include <barometer/abi/bars.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace barometer {

namespace {

constexpr const char* kTypes[] = {"market", "market_on_close", "limit",
                                  "stop",   "stop_limit",      "trailing_stop"};

}  // namespace

bool SlowMatcher::is_stop(const Order& o) const {
  return o.sent.type == BM_ORDER_STOP || o.sent.type == BM_ORDER_TRAILING_STOP ||
         (o.sent.type == BM_ORDER_STOP_LIMIT && !o.triggered);
}

bool SlowMatcher::is_limit(const Order& o) const {
  return o.sent.type == BM_ORDER_LIMIT || (o.sent.type == BM_ORDER_STOP_LIMIT && o.triggered);
}

bool SlowMatcher::rests(const Order& o) const {
  return o.state == "alive" && (is_limit(o) || (is_stop(o) && !o.triggered));
}

double SlowMatcher::half(int part) const {
  if (broker_.slippage_parts.spread == config::SpreadCost::none) {
    return 0;
  }
  const auto& [open, close] = data_.spreads[now_];
  return (part == 0 ? open : part == 1 ? std::max(open, close) : close) / 2;
}

bool SlowMatcher::limit_met(const Order& o, double price, int part) const {
  const double better = o.side() * (o.sent.limit_price - price) - half(part);
  return broker_.limit_touch == config::LimitTouch::through ? better > 0 : better >= 0;
}

bool SlowMatcher::reduces(const Order& o) const {
  return held_ * o.left < 0 && std::fabs(o.left) <= std::fabs(held_);
}

std::string SlowMatcher::rule(const Order& o, const char* how) const {
  return std::string(kTypes[o.sent.type]) + "." + how;
}

SlowMatcher::SlowMatcher(const config::BrokerConfig& broker, const data::MarketData& market)
    : broker_(broker), market_(market), data_(market.symbols[0]) {}

void SlowMatcher::send(const bm_order& sent, std::size_t at_bar) {
  const auto named = [&](std::uint64_t id) {
    return std::find_if(orders_.begin(), orders_.end(), [id](const Order& o) {
      return o.id == id && (o.state == "alive" || o.state == "asleep");
    });
  };
  if (sent.action != BM_ORDER_SUBMIT) {
    const auto found = named(sent.client_order_id);
    if (found != orders_.end() && sent.action == BM_ORDER_CANCEL) {
      end(*found, "by_strategy");
    } else if (found != orders_.end()) {
      found->sent.limit_price =
          std::isnan(sent.limit_price) ? found->sent.limit_price : sent.limit_price;
      found->stop = std::isnan(sent.stop_price) ? found->stop : sent.stop_price;
    }
    return;
  }
  Order o;
  o.id = sent.client_order_id;
  o.sent = sent;
  o.wanted = o.left = sent.side * sent.amount;
  o.stop = sent.stop_price;
  o.best = data_.bars[at_bar].close;
  if (sent.parent != 0) {
    o.state = named(sent.parent) == orders_.end() ? "no_such_order" : "asleep";
  } else if (sent.type == BM_ORDER_TRAILING_STOP) {
    o.stop = o.best + o.side() * sent.trail;
  }
  orders_.push_back(o);
}

void SlowMatcher::meet(std::size_t at_bar) {
  now_ = at_bar;
  volume_ = broker_.participation ? *broker_.participation * bar().volume
                                  : std::numeric_limits<double>::infinity();
  for (Order& o : orders_) {
    o.had_its_share = false;
  }
  end_what_is_over(false);
  for (const bool reducing : {true, false}) {
    open_part(reducing);
  }
  if (broker_.intrabar == config::Intrabar::pessimistic) {
    worst_case(true);
    worst_case(false);
  } else {
    along_the_way();
  }
  for (const bool reducing : {true, false}) {
    close_part(reducing);
  }
  end_what_is_over(true);
  trail();
}

void SlowMatcher::end_what_is_over(bool after) {
  const bm_calendar_row& calendar = market_.calendar[now_];
  for (Order& o : orders_) {
    const bool alive = o.state == "alive";
    if (!alive && o.state != "asleep") {
      continue;
    }
    const bool whole_bar = o.born_bar != static_cast<long>(now_);
    const core::Timestamp time = bar().close_time_ns;
    if (o.sent.time_in_force == BM_GTD &&
        (after ? o.sent.expiry_ns <= time : o.sent.expiry_ns < time)) {
      end(o, "expired");
    } else if (alive && o.sent.time_in_force == BM_DAY) {
      const bool other_day = o.day >= 0 && o.day != calendar.session_date;
      o.day = after ? calendar.session_date : o.day;
      if (after ? time >= calendar.session_close_ns : other_day) {
        end(o, "expired");
      }
    } else if (alive && after && whole_bar && o.sent.time_in_force == BM_IOC) {
      end(o, "ioc");
    } else if (alive && after && whole_bar && o.sent.time_in_force == BM_FOK) {
      end(o, "fok");
    }
  }
}

void SlowMatcher::open_part(bool reducing) {
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    if (orders_[i].state == "alive" && (!reducing || reduces(orders_[i]))) {
      open_one(orders_[i]);
    }
  }
}

void SlowMatcher::open_one(Order& o) {
  const double open = bar().open;
  const bool activated_now = o.since_bar == static_cast<long>(now_);
  if (o.had_its_share || o.sent.type == BM_ORDER_MARKET_ON_CLOSE) {
    return;
  }
  if (o.sent.type == BM_ORDER_MARKET) {
    if (broker_.fill == config::FillRule::next_open && !activated_now) {
      fill(o, open, 0, "market.next_open");
    }
  } else if (is_stop(o) && o.triggered) {
    fill(o, open, 0, rule(o, "carried"));
  } else if (is_stop(o) && stop_met(o, open)) {
    if (o.sent.type != BM_ORDER_STOP_LIMIT) {
      fill(o, open, 0, rule(o, "open"));
      return;
    }
    set_free(o, open, 0);
    if (limit_met(o, open, 0)) {
      fill(o, open, 0, rule(o, "open"));
    }
  } else if (is_limit(o) && !activated_now && limit_met(o, open, 0)) {
    fill(o, open, 0, rule(o, "open"));
  }
}

void SlowMatcher::worst_case(bool reducing) {
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    if (is_stop(orders_[i]) && (!reducing || reduces(orders_[i]))) {
      worst_stop(orders_[i]);
    }
  }
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    if (is_limit(orders_[i]) && (!reducing || reduces(orders_[i]))) {
      worst_limit(orders_[i]);
      worst_children(orders_[i].id);
    }
  }
}

void SlowMatcher::worst_children(std::uint64_t parent) {
  for (Order& o : orders_) {
    if (o.sent.parent == parent && parent != 0 && since(o, 1) && is_stop(o)) {
      worst_stop(o);
      worst_children(o.id);
    }
  }
}

void SlowMatcher::worst_stop(Order& o) {
  if (!rests(o) || o.had_its_share) {
    return;
  }
  const bool beyond = since(o, 1) && stop_met(o, o.since_price);
  if (!beyond && !stop_met(o, highest(o))) {
    return;
  }
  const double price = beyond ? o.since_price : o.stop;
  if (o.sent.type != BM_ORDER_STOP_LIMIT) {
    fill(o, price, 1, rule(o, beyond ? "at_entry" : "price"));
    return;
  }
  set_free(o, price, 1);
  if (o.side() * (o.sent.limit_price - price) >= half(1)) {
    fill(o, price, 1, rule(o, price == at_limit(o) ? "price" : "trigger"));
  } else if (limit_met(o, bar().close, 1)) {
    fill(o, at_limit(o), 1, rule(o, "price"));
  }
}

void SlowMatcher::worst_limit(Order& o) {
  if (!rests(o) || o.had_its_share || since(o, 1)) {
    return;
  }
  for (const Order& other : orders_) {
    const bool same = o.sent.oco_group != 0 && other.sent.oco_group == o.sent.oco_group &&
                      other.sent.parent == o.sent.parent && other.id != o.id;
    const bool reached = other.triggered || stop_met(other, highest(other));
    if (same && other.state == "alive" && is_stop(other) && reached) {
      return;
    }
  }
  if (since(o, 0) && limit_met(o, bar().open, 0)) {
    fill(o, bar().open, 0, rule(o, "open"));
  } else if (limit_met(o, lowest(o), 1)) {
    fill(o, at_limit(o), 1, rule(o, "price"));
  }
}

// Visits every price on the way that means something to somebody, in order.
void SlowMatcher::along_the_way() {
  const data::BarRow& b = bar();
  const bool high_first =
      broker_.intrabar == config::Intrabar::ohlc ||
      (broker_.intrabar == config::Intrabar::nearest_first && b.high - b.open < b.open - b.low);
  const double first = high_first ? b.high : b.low;
  const double second = high_first ? b.low : b.high;
  const double way[] = {b.open, first, second, b.close};
  for (int leg = 0; leg < 3; ++leg) {
    const double from = way[leg], to = way[leg + 1];
    const bool down = to < from;
    std::set<double> prices{from, to};
    for (const Order& o : orders_) {
      for (const double price : {o.stop, at_limit(o)}) {
        if (price >= std::min(from, to) && price <= std::max(from, to)) {
          prices.insert(price);
        }
      }
      // A trailing child's stop comes into being at its parent's fill.
      if (o.state == "asleep" && o.sent.type == BM_ORDER_TRAILING_STOP) {
        for (const double price : std::set<double>(prices)) {
          const double stop = price + o.side() * o.sent.trail;
          if (stop >= std::min(from, to) && stop <= std::max(from, to)) {
            prices.insert(stop);
          }
        }
      }
    }
    std::vector<double> ordered(prices.begin(), prices.end());
    if (down) {
      std::reverse(ordered.begin(), ordered.end());
    }
    for (const double price : ordered) {
      visit(price, price != to, down, leg == 0 && price == b.open);
    }
  }
}

void SlowMatcher::visit(double price, bool goes_on, bool down, bool at_start) {
  for (std::size_t i = 0; i < orders_.size();) {
    i = visit_one(orders_[i], price, goes_on, down, at_start) ? 0 : i + 1;
  }
}

bool SlowMatcher::visit_one(Order& o, double price, bool goes_on, bool down, bool at_start) {
  if (!rests(o) || o.had_its_share) {
    return false;
  }
  const int part = at_start ? 0 : 1;
  if (is_stop(o)) {
    if (!stop_met(o, price)) {
      return false;
    }
    if (o.sent.type == BM_ORDER_STOP_LIMIT) {
      set_free(o, price, part);
    } else {
      fill(o, price, part, rule(o, at_start ? "open" : price == o.stop ? "price" : "at_entry"));
    }
    return true;
  }
  const bool passes = price == at_limit(o) && goes_on && down == (o.wanted > 0);
  if (!limit_met(o, price, part) && !passes) {
    return false;
  }
  const bool open = at_start && limit_met(o, price, 0);
  const bool exact = price == at_limit(o);
  fill(o, price, open ? 0 : 1,
       rule(o, open          ? "open"
               : exact       ? "price"
               : o.triggered ? "trigger"
                             : "at_entry"));
  return true;
}

void SlowMatcher::close_part(bool reducing) {
  for (Order& o : orders_) {
    const bool market =
        o.sent.type == BM_ORDER_MARKET && broker_.fill == config::FillRule::next_close;
    const bool meets = (market || o.sent.type == BM_ORDER_MARKET_ON_CLOSE) && !o.had_its_share &&
                       o.state == "alive" && !since(o, 2);
    if (meets && (!reducing || reduces(o))) {
      fill(o, bar().close, 2, market ? "market.next_close" : "market_on_close");
    }
  }
}

void SlowMatcher::trail() {
  for (Order& o : orders_) {
    if (o.state != "alive" || o.triggered || o.sent.type != BM_ORDER_TRAILING_STOP) {
      continue;
    }
    const double seen = since(o, 1) || since(o, 2) ? bar().close : lowest(o);
    o.best = o.wanted > 0 ? std::min(o.best, seen) : std::max(o.best, seen);
    const double stop = o.best + o.side() * o.sent.trail;
    o.stop = o.wanted > 0 ? std::min(o.stop, stop) : std::max(o.stop, stop);
  }
}

void SlowMatcher::set_free(Order& o, double price, int part) {
  o.triggered = true;
  o.since_bar = static_cast<long>(now_);
  o.since_part = part;
  o.since_price = price;
}

void SlowMatcher::fill(Order& o, double price, int part, const std::string& how) {
  const double size = std::min(std::fabs(o.left), volume_);
  if (o.sent.time_in_force == BM_FOK && size != std::fabs(o.left)) {
    end(o, "fok");
    return;
  }
  const bool whole = size == std::fabs(o.left);
  if (!whole && is_stop(o)) {
    set_free(o, price, part);
  }
  o.had_its_share = true;
  if (size == 0) {
    return;
  }
  const double quantity = std::copysign(size, o.left);
  volume_ -= size;
  held_ += quantity;
  o.left = whole ? 0 : o.left - quantity;
  o.filled += quantity;
  fills_.push_back({now_, o.id, quantity, price, price + o.side() * half(part), how});
  if (whole) {
    o.state = "filled";
  }
  for (Order& other : orders_) {
    const bool lives = other.state == "alive" || other.state == "asleep";
    const bool sibling = o.sent.oco_group != 0 && other.sent.oco_group == o.sent.oco_group &&
                         other.sent.parent == o.sent.parent && other.id != o.id;
    if (lives && (sibling || (o.sent.parent != 0 && other.id == o.sent.parent))) {
      end(other, "group");
    } else if (lives && other.sent.parent == o.id) {
      if (other.state == "asleep") {
        other.state = "alive";
        other.born_bar = static_cast<long>(now_);
        other.since_bar = static_cast<long>(now_);
        other.since_part = part;
        other.since_price = other.best = price;
        if (other.sent.type == BM_ORDER_TRAILING_STOP) {
          other.stop = price + other.side() * other.sent.trail;
        }
      }
      const double part_of_it =
          std::fabs(other.wanted) == std::fabs(o.wanted)
              ? std::fabs(o.filled)
              : std::fabs(other.wanted) * std::fabs(o.filled) / std::fabs(o.wanted);
      other.left = other.side() * part_of_it - other.filled;
    }
  }
}

void SlowMatcher::end(Order& o, const std::string& how) {
  o.state = how;
  for (Order& other : orders_) {
    if (other.sent.parent == o.id && other.state == "asleep") {
      end(other, "parent");
    }
  }
}

}  // namespace barometer
