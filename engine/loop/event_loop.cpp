// SPDX-License-Identifier: Apache-2.0
#include "loop/event_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/broker_config.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "data/market_data.hpp"

namespace barometer::loop {

namespace {

// Orders that a strategy may send in one step.
constexpr std::size_t kOrdersPerSymbol = 8;
constexpr std::size_t kFewestOrders = 64;

// Only address space is reserved by this; see core/reserved_log.hpp.
constexpr std::size_t kReservedOrders = 1 << 20;

// Orders that may be open at a time.
constexpr std::size_t kOpenPerSymbol = 64;
constexpr std::size_t kFewestOpen = 4'096;

constexpr double kIdentityTolerance = 1e-9;

portfolio::Account account_of(const LoopInput& input) {
  return input.valuations.empty()
             ? portfolio::Account(input.broker.cash, input.market.symbols.size())
             : portfolio::Account(input.broker.cash, input.valuations);
}

}  // namespace

EventLoop::EventLoop(const LoopInput& input)
    : input_(input),
      instruments_(orders::instruments_of(input.broker, input.market)),
      cursor_(input.market),
      account_(account_of(input)),
      store_(instruments_,
             {.expected_orders = kReservedOrders,
              .capacity = std::max(kFewestOpen, kOpenPerSymbol * input.market.symbols.size())},
             input.broker.limit_touch),
      context_{input.broker, cursor_, instruments_, account_, store_},
      costs_(context_, input.cost_rules,
             input.cost_tags != nullptr ? *input.cost_tags : input.tags),
      executor_(context_, costs_, kReservedOrders),
      matching_(context_, costs_, executor_),
      carry_(context_, input.first_step),
      check_(context_, input.risk, input.conditions, input.tags),
      view_(context_, executor_.fills(), input.sources,
            {input.tags, input.strategy.reads(), input.changes}),
      equity_(static_cast<std::size_t>(input.market.timeline.steps() - input.first_step)),
      order_rows_(std::max(kFewestOrders, kOrdersPerSymbol * input.market.symbols.size())),
      order_capacity_(static_cast<std::uint32_t>(order_rows_.size())) {
  out_.orders.data = order_rows_.data();
}

void EventLoop::stop() {
  throw core::Error(core::ErrorKind::interrupted,
                    core::Fault{"", "interrupted; nothing was written", ""});
}

void EventLoop::end() {
  store_.cancel_everything(BM_REASON_DATA_END, cursor_.now());
  if (input_.broker.close_at_end && !equity_.empty()) {
    close_at_end();
  }
  input_.control.steps_done.store(input_.market.timeline.steps(), std::memory_order_relaxed);
}

void EventLoop::close_at_end() {
  equity_before_close_ = value_.equity;
  store_.recycle();
  executor_.close_positions(cursor_.now());
  value_ = account_.value(cursor_.now().time_ns);
  equity_[equity_.size() - 1] = value_;
}

LoopResult EventLoop::take_result() {
  const auto actions = check_.conditions().action_counts();
  return {.orders = store_.take_records(),
          .changes = store_.take_changes(),
          .fills = executor_.take_fills(),
          .equity = std::move(equity_),
          .cash_events = carry_.take_events(),
          .actions = {actions.begin(), actions.end()},
          .risk = check_.limits().actions(),
          .unmeasured_fills = costs_.unmeasured_fills(),
          .unaffordable = executor_.unaffordable(),
          .ambiguous_bars = matching_.ambiguous_bars(),
          .unlisted_orders = check_.unlisted(),
          .warmup_bars = input_.strategy.warmup_bars(),
          .early_orders = input_.strategy.early_orders(),
          .equity_before_close = equity_before_close_,
          .written = input_.strategy.take_output()};
}

void EventLoop::check_identity() const {
  const double error = account_.identity_error();
  if (!(error <= kIdentityTolerance)) {
    throw core::Error(
        core::ErrorKind::defect,
        core::Fault{"",
                    fmt::format("the accounting identity is off by {} at step {} ({})", error,
                                cursor_.now().index, core::format_utc(cursor_.now().time_ns)),
                    "this is a defect of the engine: please report it"});
  }
}

}  // namespace barometer::loop
