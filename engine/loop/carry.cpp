// SPDX-License-Identifier: Apache-2.0
#include "loop/carry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace barometer::loop {

namespace {

constexpr double kYear = 365;  // days
constexpr std::size_t kReservedEvents = 1 << 16;
constexpr data::Day kNoSession = std::numeric_limits<data::Day>::min();

bool pays_interest(const config::InterestConfig& interest) {
  return interest.cash != 0 || interest.loan != 0;
}

}  // namespace

Carry::Carry(const config::BrokerConfig& config, const data::MarketData& market,
             std::int64_t first_step, portfolio::Account& account, orders::OrderStore& desk,
             MarketView& view)
    : interest_(config.interest),
      instruments_(orders::instruments_of(config, market)),
      market_(market),
      first_step_(first_step),
      account_(account),
      desk_(desk),
      view_(view),
      overnight_(pays_interest(config.interest)),
      session_(kNoSession),
      next_action_(market.symbols.size(), 0),
      events_(kReservedEvents) {
  for (std::size_t symbol = 0; symbol < instruments_.size(); ++symbol) {
    overnight_ = overnight_ || instruments_[symbol].borrow != 0;
    funding_ = funding_ || instruments_[symbol].funding.rate != 0;
    actions_ = actions_ || !market.symbols[symbol].actions.empty();
  }
}

// A night lies between two session dates; a weekend is three.
void Carry::open_session(orders::Step now, std::span<const core::SymbolIndex> active) {
  data::Day latest = session_;
  for (const core::SymbolIndex symbol : active) {
    const auto bar = static_cast<std::size_t>(view_.bar_count(symbol) - 1);
    latest = std::max(latest, market_.symbols[symbol].calendar[bar].session_date);
  }
  if (overnight_ && session_ != kNoSession && latest > session_ && now.step > first_step_) {
    charge_nights(now, latest - session_);
  }
  session_ = latest;
  if (actions_) {
    for (const core::SymbolIndex symbol : active) {
      act(now, symbol);
    }
  }
}

void Carry::charge_nights(orders::Step now, double nights) {
  charge_interest(now, nights);
  for (core::SymbolIndex symbol = 0; symbol < instruments_.size(); ++symbol) {
    charge_borrow(now, symbol, nights);
  }
}

// Proceeds of shorts are the lender's security and earn nothing; a perpetual binds no cash.
void Carry::charge_interest(orders::Step now, double nights) {
  double balance = account_.cash();
  for (core::SymbolIndex symbol = 0; symbol < instruments_.size(); ++symbol) {
    const double value = account_.position(symbol).value();
    const bool perpetual = instruments_[symbol].funding.rate != 0;
    balance += perpetual ? value : std::min(value, 0.0);
  }
  const double rate = (balance > 0 ? interest_.cash : interest_.loan) * nights / kYear;
  if (const double amount = balance * rate; amount != 0) {
    account_.receive_financing(amount);
    events_.push_back(
        event(portfolio::CashKind::interest, now, portfolio::kWholeAccount, rate, amount));
  }
}

void Carry::charge_borrow(orders::Step now, core::SymbolIndex symbol, double nights) {
  const double value = account_.position(symbol).value();
  const double rate = instruments_[symbol].borrow * nights / kYear;
  if (value < 0 && rate != 0) {
    account_.receive_financing(value * rate);
    events_.push_back(event(portfolio::CashKind::borrow, now, symbol, rate, value * rate));
  }
}

// What happened before the symbol's first bar is in its first price.
void Carry::act(orders::Step now, core::SymbolIndex symbol) {
  const data::SymbolData& data = market_.symbols[symbol];
  const auto bar = static_cast<std::size_t>(view_.bar_count(symbol) - 1);
  std::size_t& next = next_action_[symbol];
  for (;
       next < data.actions.size() && data.actions[next].ex_date <= data.calendar[bar].session_date;
       ++next) {
    const data::CorporateAction& action = data.actions[next];
    if (bar == 0) {
      continue;
    }
    pay_dividend(now, symbol, action.dividend_share * data.bars[bar - 1].close);
    split(now, symbol, action.split);
    pay_dividend(now, symbol, action.dividend);
  }
}

void Carry::pay_dividend(orders::Step now, core::SymbolIndex symbol, double per_unit) {
  const portfolio::Position& position = account_.position(symbol);
  const double amount = position.quantity * per_unit * position.point_value;
  if (amount != 0) {
    account_.receive_income(amount);
    events_.push_back(event(portfolio::CashKind::dividend, now, symbol, per_unit, amount));
  }
}

void Carry::split(orders::Step now, core::SymbolIndex symbol, double ratio) {
  if (ratio == 1) {
    return;
  }
  desk_.split(symbol, ratio);
  account_.split(symbol, ratio);
  view_.show_symbol(symbol, account_.position(symbol),
                    desk_.working_quantity(symbol, account_.position(symbol).quantity));
  if (account_.position(symbol).quantity != 0) {
    events_.push_back(event(portfolio::CashKind::split, now, symbol, ratio, 0));
  }
}

// Times of funding lie in the step's interval, its close included; the position and the close are
// those of the step.
void Carry::fund(orders::Step now) {
  if (now.step <= first_step_) {
    return;
  }
  const core::Timestamp before = market_.timeline.time(now.step - 1);
  for (core::SymbolIndex symbol = 0; symbol < instruments_.size(); ++symbol) {
    const config::FundingConfig& funding = instruments_[symbol].funding;
    const std::int64_t times =
        data::floor_divide(now.time_ns, funding.every) - data::floor_divide(before, funding.every);
    const double rate = funding.rate * static_cast<double>(times);
    const double amount = -account_.position(symbol).value() * rate;
    if (amount != 0) {
      account_.receive_financing(amount);
      events_.push_back(event(portfolio::CashKind::funding, now, symbol, rate, amount));
    }
  }
}

portfolio::CashEvent Carry::event(portfolio::CashKind kind, orders::Step now,
                                  core::SymbolIndex symbol, double rate, double amount) const {
  portfolio::CashEvent event;
  event.kind = kind;
  event.symbol = symbol;
  event.step = now.step;
  event.time_ns = now.time_ns;
  event.rate = rate;
  event.amount = amount;
  if (symbol != portfolio::kWholeAccount) {
    event.bar = view_.bar_count(symbol) - 1;
    event.quantity = account_.position(symbol).quantity;
  }
  return event;
}

}  // namespace barometer::loop
