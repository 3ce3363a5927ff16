// SPDX-License-Identifier: Apache-2.0
#include "risk/risk_limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "config/broker_config.hpp"
#include "orders/sizing.hpp"

namespace barometer::risk {

namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();

bool states_something(const config::RiskConfig& risk) {
  return risk.max_weight || risk.max_gross || risk.max_net || risk.max_drawdown ||
         risk.max_daily_loss || risk.orders_per_step;
}

}  // namespace

RiskLimits::RiskLimits(const config::RiskConfig& risk, const config::BrokerConfig& broker,
                       std::size_t symbols, std::span<const orders::Instrument> instruments)
    : risk_(risk),
      maintenance_(broker.maintenance_margin),
      leverage_(broker.leverage),
      to_boundary_(broker.liquidation == config::Liquidation::to_boundary),
      instruments_(instruments),
      active_(states_something(risk) || broker.maintenance_margin > 0),
      peak_(broker.cash),
      session_base_(broker.cash),
      last_equity_(broker.cash),
      session_(std::numeric_limits<core::Day>::min()),
      liquidated_(symbols, 0),
      liquidated_units_(symbols, 0),
      by_size_(symbols),
      plans_(symbols) {
  std::iota(by_size_.begin(), by_size_.end(), core::SymbolIndex{0});
}

void RiskLimits::judge(const portfolio::Account& account, const portfolio::EquityPoint& now,
                       core::Day date) {
  taken_ = 0;
  equity_ = std::max(now.equity, 0.0);
  judge_stops(now.equity, date);
  judge_margin(account, now);
}

void RiskLimits::judge_stops(double equity, core::Day date) {
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
// initial margin again; to the boundary, only as much of the last one as that takes.
void RiskLimits::judge_margin(const portfolio::Account& account,
                              const portfolio::EquityPoint& now) {
  liquidating_ = maintenance_ > 0 && now.equity < maintenance_ * now.gross;
  if (!liquidating_) {
    return;
  }
  std::fill(liquidated_.begin(), liquidated_.end(), std::uint8_t{0});
  const auto size = [&account](core::SymbolIndex s) {
    return std::fabs(account.position(s).value());
  };
  std::sort(by_size_.begin(), by_size_.end(), [&size](core::SymbolIndex a, core::SymbolIndex b) {
    return size(a) != size(b) ? size(a) > size(b) : a < b;
  });
  const double bound = leverage_ * std::max(now.equity, 0.0);
  double left = now.gross;
  for (const core::SymbolIndex symbol : by_size_) {
    if (left <= bound) {
      break;
    }
    liquidated_[symbol] = 1;
    liquidated_units_[symbol] = liquidated_units(account.position(symbol), symbol, left - bound);
    left -= size(symbol);
  }
}

// Closing costs are not in it: what they and a gap at the next open take is judged at its close.
double RiskLimits::liquidated_units(const portfolio::Position& position, core::SymbolIndex symbol,
                                    double excess) const {
  const double held = std::fabs(position.quantity);
  const double unit_value = std::fabs(position.mark * position.point_value);
  if (!to_boundary_ || !(excess < held * unit_value)) {
    return held;
  }
  const double wanted = excess / unit_value;
  const double units = instruments_.empty() ? wanted : instruments_[symbol].lot.up(wanted);
  return held - units > position.dust() ? units : held;
}

void RiskLimits::plan(core::SymbolIndex symbol, const orders::ExposureRange& range,
                      double unit_value) {
  Plan& plan = plans_[symbol];
  const Plan before = plan;
  plan = {range, unit_value};
  gross_ += plan.gross() - before.gross();
  net_min_ += range.min * unit_value - before.range.min * before.unit_value;
  net_max_ += range.max * unit_value - before.range.max * before.unit_value;
}

bm_order_reason RiskLimits::closes(core::SymbolIndex symbol) const {
  if (liquidating_ && liquidated_[symbol] != 0) {
    return BM_REASON_LIQUIDATION;
  }
  if (broken_drawdown_) {
    return BM_REASON_MAX_DRAWDOWN;
  }
  return broken_day_ ? BM_REASON_MAX_DAILY_LOSS : BM_REASON_NONE;
}

double RiskLimits::closed_units(const portfolio::Position& position,
                                core::SymbolIndex symbol) const {
  const bool whole = broken_drawdown_ || broken_day_ || liquidated_[symbol] == 0;
  return whole ? position.quantity : std::copysign(liquidated_units_[symbol], position.quantity);
}

RiskLimits::Cut RiskLimits::cut(core::SymbolIndex symbol, double quantity) const {
  const double closing = orders::closing_part(plans_[symbol].range.committed, quantity);
  const double opening = quantity - closing;
  if (opening == 0) {
    return {quantity, BM_REASON_NONE};
  }
  const double side = opening > 0 ? 1 : -1;
  const Cut room = room_for(symbol, side);
  // Rounding must not cut what just fits.
  if (std::fabs(opening) <= room.quantity * (1 + 1e-9)) {
    return {quantity, BM_REASON_NONE};
  }
  return {closing + side * std::max(room.quantity, 0.0), room.reason};
}

RiskLimits::Cut RiskLimits::room_for(core::SymbolIndex symbol, double side) const {
  const Plan& plan = plans_[symbol];
  const double value = plan.unit_value;
  const double end = side > 0 ? plan.range.max : plan.range.min;
  const double kept = std::max(side * end, 0.0);  // opened on that side already
  const double others_gross = gross_ - plan.gross();
  const double others_net = (side > 0 ? net_max_ : net_min_) - end * value;
  const auto units = [&](const std::optional<double>& limit, double used) {
    return limit ? (*limit * equity_ - used) / value - kept : kUnlimited;
  };
  const Cut rooms[] = {{liquidating_ ? 0 : kUnlimited, BM_REASON_LIQUIDATION},
                       {units(risk_.max_weight, 0), BM_REASON_MAX_WEIGHT},
                       {units(risk_.max_gross, others_gross), BM_REASON_MAX_GROSS},
                       {units(risk_.max_net, side * others_net), BM_REASON_MAX_NET}};
  return *std::min_element(std::begin(rooms), std::end(rooms),
                           [](const Cut& a, const Cut& b) { return a.quantity < b.quantity; });
}

RiskActions RiskLimits::actions() const {
  RiskActions acted;
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    if (actions_[reason] > 0) {
      acted.emplace_back(static_cast<bm_order_reason>(reason), actions_[reason]);
    }
  }
  return acted;
}

}  // namespace barometer::risk
