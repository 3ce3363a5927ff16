// SPDX-License-Identifier: Apache-2.0
#include "loop/fill_executor.hpp"

#include <algorithm>
#include <cmath>

#include "portfolio/buying_power.hpp"

namespace barometer::loop {

FillExecutor::FillExecutor(const config::BrokerConfig& config,
                           std::span<const orders::Instrument> instruments,
                           execution::FillPricing& pricing, portfolio::Account& account,
                           orders::OrderStore& desk, OrderKeeper& keeper, MarketView& view,
                           std::size_t expected_fills)
    : config_(config),
      instruments_(instruments),
      pricing_(pricing),
      account_(account),
      desk_(desk),
      keeper_(keeper),
      view_(view),
      volume_left_(config.participation ? instruments.size() : 0),
      fills_(expected_fills) {}

void FillExecutor::open_bar(core::SymbolIndex symbol, const data::BarRow& bar) {
  volume_left_[symbol] = *config_.participation * bar.volume;
}

void FillExecutor::settle(orders::Step now, orders::Slot slot, const execution::FillPrice& offer) {
  pricing_.pass_to(now.time_ns);
  const orders::WorkingOrder& order = desk_.order(slot);
  const double wanted = this->wanted(order);
  if (!pricing_.may_short(order.symbol) && goes_short(order.symbol, wanted)) {
    keeper_.end(slot, orders::OrderEvent::reject, BM_REASON_SHORT_SELLING, now);
    return;
  }
  const double quantity = available(order.symbol, wanted);
  if (order.time_in_force == BM_FOK && quantity != wanted) {
    keeper_.end(slot, orders::OrderEvent::cancel, BM_REASON_FOK, now);
  } else if (quantity == 0) {
    get_nothing(now, slot, offer);
  } else {
    take_part(now, slot, quantity, offer);
  }
}

// What closes a position but for dust closes it.
double FillExecutor::wanted(const orders::WorkingOrder& order) const {
  const portfolio::Position& position = account_.position(order.symbol);
  return orders::close_whole(position.quantity, order.quantity, position.dust());
}

// Signed units that the bar's volume leaves for it.
double FillExecutor::available(core::SymbolIndex symbol, double quantity) const {
  if (!config_.participation || std::fabs(quantity) <= volume_left_[symbol]) {
    return quantity;
  }
  const double left = std::copysign(volume_left_[symbol], quantity);
  return instruments_[symbol].round_to_lot(left);
}

bool FillExecutor::goes_short(core::SymbolIndex symbol, double quantity) const {
  return quantity < 0 && account_.position(symbol).quantity + quantity < 0;
}

// A stop was reached all the same; its market order waits for volume.
void FillExecutor::get_nothing(orders::Step now, orders::Slot slot,
                               const execution::FillPrice& offer) {
  trigger_if_stop(now, slot, offer);
  desk_.edit(slot).tried_bar = view_.bar_count(desk_.order(slot).symbol) - 1;
}

void FillExecutor::trigger_if_stop(orders::Step now, orders::Slot slot,
                                   const execution::FillPrice& offer) {
  const orders::WorkingOrder& order = desk_.order(slot);
  if (order.is_stop() && order.state == orders::OrderState::working) {
    keeper_.trigger(slot, at(order.symbol, offer), now);
  }
}

void FillExecutor::take_part(orders::Step now, orders::Slot slot, double quantity,
                             const execution::FillPrice& offer) {
  const orders::WorkingOrder& order = desk_.order(slot);
  const double allowed = affordable_part(now, order, quantity, offer);
  const bool cut = allowed != quantity;
  const bool may_be_cut =
      config_.margin == config::OnShortfall::scale && order.time_in_force != BM_FOK;
  if (allowed == 0 || (cut && !may_be_cut)) {
    keeper_.end(slot, orders::OrderEvent::reject, BM_REASON_BUYING_POWER, now);
    return;
  }
  const bool last = cut || allowed == wanted(order);
  if (!last) {
    trigger_if_stop(now, slot, offer);
  }
  book(now, slot, allowed, last, offer);
  if (!last) {
    desk_.edit(slot).tried_bar = view_.bar_count(order.symbol) - 1;
  }
}

double FillExecutor::affordable_part(orders::Step now, const orders::WorkingOrder& order,
                                     double quantity, const execution::FillPrice& offer) const {
  if (portfolio::reduces(account_, order.symbol, quantity)) {
    return quantity;
  }
  const double allowed = pricing_.affordable(terms_of(now, order, quantity, offer));
  return allowed == quantity ? quantity : instruments_[order.symbol].round_to_lot(allowed);
}

// Slippage is for who takes what he gets; a limit order gets its price. One that fills at its own
// price inside a bar has rested in the book.
execution::FillTerms FillExecutor::terms_of(orders::Step now, const orders::WorkingOrder& order,
                                            double quantity,
                                            const execution::FillPrice& offer) const {
  execution::FillTerms terms;
  terms.symbol = order.symbol;
  terms.quantity = quantity;
  terms.raw_price = offer.price;
  terms.bar = view_.bar_count(order.symbol) - 1;
  terms.time_ns = now.time_ns;
  terms.already = std::fabs(order.filled);
  terms.slips = order.type != BM_ORDER_LIMIT && order.type != BM_ORDER_STOP_LIMIT;
  terms.maker =
      !terms.slips && offer.point == orders::PricePoint::intrabar && offer.price == order.limit;
  return terms;
}

BarPoint FillExecutor::at(core::SymbolIndex symbol, const execution::FillPrice& offer) const {
  return {view_.bar_count(symbol) - 1, offer.point, offer.price};
}

void FillExecutor::book(orders::Step now, orders::Slot slot, double quantity, bool last,
                        const execution::FillPrice& offer) {
  const orders::WorkingOrder& order = desk_.order(slot);
  const orders::OrderRecord& record = desk_.record(order.id);
  orders::Fill fill;
  fill.order_id = order.id;
  fill.client_order_id = order.client_order_id;
  fill.symbol = order.symbol;
  fill.price_point = offer.point;
  fill.order_step = record.step;
  fill.order_time_ns = record.time_ns;
  fill.step = now.step;
  fill.time_ns = now.time_ns;
  fill.bar = view_.bar_count(order.symbol) - 1;
  fill.quantity = quantity;
  fill.raw_price = offer.price;
  const execution::FillCost charge = pricing_.charge(terms_of(now, order, quantity, offer));
  fill.price = charge.price;
  fill.commission = charge.commission;
  fill.point_value = account_.position(order.symbol).point_value;
  fill.rule = offer.rule;
  fills_.push_back(fill);
  account_.apply(fill);
  view_.show_fill(fill);
  if (config_.participation) {
    double& left = volume_left_[fill.symbol];
    left = std::max(0.0, left - std::fabs(quantity));
  }
  keeper_.fill(slot, quantity, last, at(fill.symbol, offer), now);
}

}  // namespace barometer::loop
