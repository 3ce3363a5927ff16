// SPDX-License-Identifier: Apache-2.0
#include "loop/event_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "core/error.hpp"
#include "core/timestamp.hpp"

namespace barometer::loop {

namespace {

// Orders that a strategy may send in one step.
constexpr std::size_t kOrdersPerSymbol = 8;
constexpr std::size_t kFewestOrders = 64;

// Only address space is reserved by this; see core/reserved_log.hpp.
constexpr std::size_t kReservedOrders = 1 << 20;

// Orders that may live at a time.
constexpr std::size_t kLivingPerSymbol = 64;
constexpr std::size_t kFewestLiving = 4'096;

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
      account_(account_of(input)),
      desk_(input.market.symbols.size(), kReservedOrders,
            std::max(kFewestLiving, kLivingPerSymbol * input.market.symbols.size())),
      view_(input.sources, input.tags, input.strategy.reads()),
      pricing_(input.broker, input.market, input.cost_rules, input.tags, account_),
      keeper_(instruments_, account_, desk_, view_),
      settlement_(input.broker, instruments_, pricing_, account_, desk_, keeper_, view_,
                  kReservedOrders),
      matching_({input_.broker, input.market, view_, account_, desk_, keeper_, settlement_}),
      holding_(input.broker, input.market, input.first_step, account_, desk_, view_),
      limits_(input.risk, input.broker, input.market.symbols.size()),
      gate_({input_.broker, input.market, instruments_, input.conditions, limits_, input.tags,
             account_, desk_, keeper_, view_}),
      equity_(static_cast<std::size_t>(input.market.timeline.steps() - input.first_step)),
      order_rows_(std::max(kFewestOrders, kOrdersPerSymbol * input.market.symbols.size())) {
  out_.orders.data = order_rows_.data();
}

void EventLoop::begin(std::int64_t step) {
  if (input_.control.stop.load(std::memory_order_relaxed)) {
    throw core::Error(core::ErrorKind::interrupted,
                      core::Fault{"", "interrupted; nothing was written", ""});
  }
  input_.control.steps_done.store(step, std::memory_order_relaxed);
  now_ = {step, input_.market.timeline.time(step)};
  active_ = input_.market.timeline.active(step);
  view_.show_bars(active_);
  desk_.recycle();
}

void EventLoop::meet_bars() {
  holding_.before_bars(now_, active_);
  matching_.meet_bars(now_, active_);
}

void EventLoop::mark() {
  for (const core::SymbolIndex symbol : active_) {
    const auto bar = static_cast<std::size_t>(view_.bar_count(symbol) - 1);
    account_.mark(symbol, input_.market.symbols[symbol].bars[bar].close);
  }
  holding_.after_mark(now_);
  value_ = account_.value(now_.time_ns);
}

void EventLoop::tag() {
  if (input_.tagger != nullptr) {
    input_.tagger->tag(active_);
  }
  if (input_.changes != nullptr && !input_.changes->empty()) {
    view_.show_changes(now_, active_, *input_.changes);
  }
}

void EventLoop::ask_strategy() {
  const bool warming_up = now_.step < input_.first_step;
  out_.orders.count = out_.orders.overflowed = 0;
  out_.texts.overflowed = out_.series.overflowed = 0;  // nobody asks for them: their capacity is 0
  out_.orders.capacity = warming_up ? 0 : static_cast<std::uint32_t>(order_rows_.size());
  input_.strategy.on_step(view_.at(now_, active_, value_, desk_, warming_up), out_);
  view_.forget();
}

void EventLoop::take_orders() {
  if (now_.step < input_.first_step) {
    return;
  }
  if (limits_.active()) {
    gate_.enforce_limits(now_, session_date(), value_);
  }
  gate_.take(now_, active_, {out_.orders.data, out_.orders.count}, value_.equity);
  gate_.refuse_unseen(now_, out_.orders.overflowed, out_.orders.capacity);
  if (input_.broker.fill == config::FillRule::same_close) {
    matching_.meet_own_close(now_, active_);
    value_ = account_.value(now_.time_ns);
  }
  equity_.push_back(value_);
  if constexpr (BAROMETER_CHECKED != 0) {
    check_identity();
  }
}

// The latest of the step's symbols, so that a day begins with the first that trades in it.
data::Day EventLoop::session_date() const {
  data::Day date = std::numeric_limits<data::Day>::min();
  for (const core::SymbolIndex symbol : active_) {
    const auto bar = static_cast<std::size_t>(view_.bar_count(symbol) - 1);
    date = std::max(date, input_.market.symbols[symbol].calendar[bar].session_date);
  }
  return date;
}

void EventLoop::end() {
  matching_.end_of_data(now_);
  if (input_.broker.close_at_end && !equity_.empty()) {
    close_at_end();
  }
  input_.control.steps_done.store(input_.market.timeline.steps(), std::memory_order_relaxed);
}

void EventLoop::close_at_end() {
  equity_before_close_ = value_.equity;
  matching_.close_positions(now_);
  value_ = account_.value(now_.time_ns);
  equity_[equity_.size() - 1] = value_;
}

LoopResult EventLoop::take_result() {
  const auto actions = gate_.action_counts();
  return {desk_.take_orders(),
          settlement_.take_fills(),
          std::move(equity_),
          {actions.begin(), actions.end()},
          pricing_.unmeasured_fills(),
          holding_.take_events(),
          limits_.actions(),
          desk_.take_changes(),
          matching_.ambiguous_bars(),
          equity_before_close_,
          gate_.unlisted()};
}

void EventLoop::check_identity() const {
  const double error = account_.identity_error();
  if (!(error <= kIdentityTolerance)) {
    throw core::Error(
        core::ErrorKind::defect,
        core::Fault{"",
                    fmt::format("the accounting identity is off by {} at step {} ({})", error,
                                now_.step, core::format_utc(now_.time_ns)),
                    "this is a defect of the engine: please report it"});
  }
}

}  // namespace barometer::loop
