// SPDX-License-Identifier: Apache-2.0
#include "execution/carry.hpp"

#include <barometer/abi/bars.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include "config/broker_config.hpp"
#include "core/floor_division.hpp"
#include "data/bar_row.hpp"
#include "data/market_cursor.hpp"
#include "orders/view_units.hpp"

namespace barometer::execution {

namespace {

constexpr double kYear = 365;  // days
constexpr std::size_t kReservedEvents = 1 << 16;
constexpr core::Day kNoSession = std::numeric_limits<core::Day>::min();

bool pays_interest(const config::InterestConfig& interest) {
  return interest.cash != 0 || interest.loan != 0;
}

}  // namespace

Carry::Carry(const portfolio::TradingContext& context, std::int64_t first_step)
    : context_(context),
      first_step_(first_step),
      overnight_(pays_interest(context.config.interest)),
      session_(kNoSession),
      next_action_(context.instruments.size(), 0),
      units_(context.instruments.size()),
      events_(kReservedEvents) {
  for (core::SymbolIndex symbol = 0; symbol < context.instruments.size(); ++symbol) {
    const orders::Instrument& instrument = context.instruments[symbol];
    overnight_ = overnight_ || instrument.borrow != 0;
    funding_ = funding_ || instrument.funding.rate != 0;
    actions_ = actions_ || !context.cursor.symbol(symbol).actions.empty();
  }
}

// A night lies between two session dates; a weekend is three.
void Carry::open_session(const data::Step& now) {
  const core::Day latest = std::max(session_, context_.cursor.session_date());
  if (overnight_ && session_ != kNoSession && latest > session_ && now.index > first_step_) {
    charge_nights(now, latest - session_);
  }
  session_ = latest;
  if (actions_) {
    for (const core::SymbolIndex symbol : now.active) {
      apply_actions(now, symbol);
    }
  }
}

void Carry::charge_nights(const data::Step& now, double nights) {
  charge_interest(now, nights);
  for (core::SymbolIndex symbol = 0; symbol < context_.instruments.size(); ++symbol) {
    charge_borrow(now, symbol, nights);
  }
}

// Proceeds of shorts are the lender's security and earn nothing; a perpetual binds no cash.
void Carry::charge_interest(const data::Step& now, double nights) {
  double balance = context_.account.cash();
  for (core::SymbolIndex symbol = 0; symbol < context_.instruments.size(); ++symbol) {
    const double value = context_.position(symbol).value();
    const bool perpetual = context_.instruments[symbol].funding.rate != 0;
    balance += perpetual ? value : std::min(value, 0.0);
  }
  const double rate =
      (balance > 0 ? context_.config.interest.cash : context_.config.interest.loan) * nights /
      kYear;
  if (const double amount = balance * rate; amount != 0) {
    context_.account.receive_financing(amount);
    events_.push_back(
        event(portfolio::CashKind::interest, now, portfolio::kWholeAccount, rate, amount));
  }
}

void Carry::charge_borrow(const data::Step& now, core::SymbolIndex symbol, double nights) {
  const double value = context_.position(symbol).value();
  const double rate = context_.instruments[symbol].borrow * nights / kYear;
  if (value < 0 && rate != 0) {
    context_.account.receive_financing(value * rate);
    events_.push_back(event(portfolio::CashKind::borrow, now, symbol, rate, value * rate));
  }
}

// What happened before the symbol's first bar is in its first price.
void Carry::apply_actions(const data::Step& now, core::SymbolIndex symbol) {
  const data::SymbolData& data = context_.cursor.symbol(symbol);
  const std::int64_t bar = context_.cursor.index(symbol);
  std::size_t& next = next_action_[symbol];
  for (; next < data.actions.size() && data.actions[next].bar <= bar; ++next) {
    const data::CorporateAction& action = data.actions[next];
    if (bar == 0) {
      continue;
    }
    const double last = data.bars[static_cast<std::size_t>(bar - 1)].close;
    pay_dividend(now, symbol, action.dividend_share * last);
    split(now, symbol, action.split);
    pay_dividend(now, symbol, action.dividend);
  }
}

void Carry::pay_dividend(const data::Step& now, core::SymbolIndex symbol, double per_unit) {
  const portfolio::Position& position = context_.position(symbol);
  const double amount = position.quantity * per_unit * position.point_value;
  if (amount != 0) {
    context_.account.receive_income(amount);
    events_.push_back(event(portfolio::CashKind::dividend, now, symbol, per_unit, amount));
  }
}

void Carry::split(const data::Step& now, core::SymbolIndex symbol, const data::SplitRatio& ratio) {
  if (ratio == data::SplitRatio()) {
    return;
  }
  const orders::ViewUnits before(units_[symbol]);
  units_[symbol] *= ratio;
  context_.store.split(symbol, before, orders::ViewUnits(units_[symbol]), now);
  context_.account.split(symbol, ratio);
  if (context_.position(symbol).quantity != 0) {
    events_.push_back(event(portfolio::CashKind::split, now, symbol, ratio.value(), 0));
  }
}

// Times of funding lie in the step's interval, its close included; the position and the close are
// those of the step.
void Carry::fund(const data::Step& now) {
  if (now.index <= first_step_) {
    return;
  }
  const core::Timestamp before = context_.cursor.previous_time_ns();
  for (core::SymbolIndex symbol = 0; symbol < context_.instruments.size(); ++symbol) {
    const config::FundingConfig& funding = context_.instruments[symbol].funding;
    const std::int64_t intervals =
        core::floor_divide(now.time_ns, funding.every) - core::floor_divide(before, funding.every);
    const double rate = funding.rate * static_cast<double>(intervals);
    const double amount = -context_.position(symbol).value() * rate;
    if (amount != 0) {
      context_.account.receive_financing(amount);
      events_.push_back(event(portfolio::CashKind::funding, now, symbol, rate, amount));
    }
  }
}

portfolio::CashEvent Carry::event(portfolio::CashKind kind, const data::Step& now,
                                  core::SymbolIndex symbol, double rate, double amount) const {
  portfolio::CashEvent event;
  event.kind = kind;
  event.symbol = symbol;
  event.step = now.index;
  event.time_ns = now.time_ns;
  event.rate = rate;
  event.amount = amount;
  if (symbol != portfolio::kWholeAccount) {
    event.bar = context_.cursor.index(symbol);
    event.quantity = context_.position(symbol).quantity;
  }
  return event;
}

}  // namespace barometer::execution
