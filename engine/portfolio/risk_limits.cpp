// SPDX-License-Identifier: Apache-2.0
#include "portfolio/risk_limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "broker/sizing.hpp"

namespace barometer {

namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();

bool states_something(const RiskConfig& risk) {
  return risk.max_weight || risk.max_gross || risk.max_net || risk.max_drawdown ||
         risk.max_daily_loss || risk.orders_per_step;
}

}  // namespace

RiskLimits::RiskLimits(const RiskConfig& risk, const BrokerConfig& broker, std::size_t symbols)
    : risk_(risk),
      maintenance_(broker.maintenance_margin),
      leverage_(broker.leverage),
      active_(states_something(risk) || broker.maintenance_margin > 0),
      peak_(broker.cash),
      session_base_(broker.cash),
      last_equity_(broker.cash),
      session_(std::numeric_limits<Day>::min()),
      liquidated_(symbols, 0),
      by_size_(symbols),
      plans_(symbols) {
  std::iota(by_size_.begin(), by_size_.end(), SymbolIndex{0});
}

void RiskLimits::judge(const Account& account, const EquityPoint& now, Day date) {
  taken_ = 0;
  equity_ = std::max(now.equity, 0.0);
  judge_stops(now.equity, date);
  judge_margin(account, now);
}

void RiskLimits::judge_stops(double equity, Day date) {
  if (date > session_) {
    session_ = date;
    session_base_ = last_equity_;
    broken_day_ = false;
  }
  last_equity_ = equity;
  peak_ = std::max(peak_, equity);
  broken_drawdown_ =
      broken_drawdown_ || (risk_.max_drawdown && equity <= (1 - *risk_.max_drawdown) * peak_);
  broken_day_ = broken_day_ ||
                (risk_.max_daily_loss && equity <= (1 - *risk_.max_daily_loss) * session_base_);
}

// The largest positions go first, among equals in config order, until what is left is within the
// initial margin again.
void RiskLimits::judge_margin(const Account& account, const EquityPoint& now) {
  liquidating_ = maintenance_ > 0 && now.equity < maintenance_ * now.gross;
  if (!liquidating_) {
    return;
  }
  std::fill(liquidated_.begin(), liquidated_.end(), std::uint8_t{0});
  const auto size = [&account](SymbolIndex s) { return std::fabs(account.position(s).value()); };
  std::sort(by_size_.begin(), by_size_.end(), [&size](SymbolIndex a, SymbolIndex b) {
    return size(a) != size(b) ? size(a) > size(b) : a < b;
  });
  double left = now.gross;
  for (const SymbolIndex symbol : by_size_) {
    if (left <= leverage_ * std::max(now.equity, 0.0)) {
      break;
    }
    liquidated_[symbol] = 1;
    left -= size(symbol);
  }
}

void RiskLimits::plan(SymbolIndex symbol, const Reach& reach, double unit_value) {
  Plan& plan = plans_[symbol];
  const Plan before = plan;
  plan = {reach, unit_value};
  gross_ += plan.gross() - before.gross();
  least_ += reach.least * unit_value - before.reach.least * before.unit_value;
  most_ += reach.most * unit_value - before.reach.most * before.unit_value;
}

bm_reject_reason RiskLimits::closes(SymbolIndex symbol) const {
  if (liquidating_ && liquidated_[symbol] != 0) {
    return BM_REJECT_LIQUIDATION;
  }
  if (broken_drawdown_) {
    return BM_REJECT_MAX_DRAWDOWN;
  }
  return broken_day_ ? BM_REJECT_MAX_DAILY_LOSS : BM_REJECT_NONE;
}

RiskLimits::Cut RiskLimits::cut(SymbolIndex symbol, double quantity) const {
  const double closing = closing_part(plans_[symbol].reach.sure, quantity);
  const double opening = quantity - closing;
  if (opening == 0) {
    return {quantity, BM_REJECT_NONE};
  }
  const double side = opening > 0 ? 1 : -1;
  const Cut room = room_for(symbol, side);
  // Rounding must not cut what just fits.
  if (std::fabs(opening) <= room.quantity * (1 + 1e-9)) {
    return {quantity, BM_REJECT_NONE};
  }
  return {closing + side * std::max(room.quantity, 0.0), room.reason};
}

RiskLimits::Cut RiskLimits::room_for(SymbolIndex symbol, double side) const {
  const Plan& plan = plans_[symbol];
  const double value = plan.unit_value;
  const double end = side > 0 ? plan.reach.most : plan.reach.least;
  const double kept = std::max(side * end, 0.0);  // opened on that side already
  const double others_gross = gross_ - plan.gross();
  const double others_net = (side > 0 ? most_ : least_) - end * value;
  const auto units = [&](const std::optional<double>& limit, double used) {
    return limit ? (*limit * equity_ - used) / value - kept : kUnlimited;
  };
  const Cut rooms[] = {{liquidating_ ? 0 : kUnlimited, BM_REJECT_LIQUIDATION},
                       {units(risk_.max_weight, 0), BM_REJECT_MAX_WEIGHT},
                       {units(risk_.max_gross, others_gross), BM_REJECT_MAX_GROSS},
                       {units(risk_.max_net, side * others_net), BM_REJECT_MAX_NET}};
  return *std::min_element(std::begin(rooms), std::end(rooms),
                           [](const Cut& a, const Cut& b) { return a.quantity < b.quantity; });
}

RiskActions RiskLimits::actions() const {
  RiskActions acted;
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    if (actions_[reason] > 0) {
      acted.emplace_back(static_cast<bm_reject_reason>(reason), actions_[reason]);
    }
  }
  return acted;
}

}  // namespace barometer
