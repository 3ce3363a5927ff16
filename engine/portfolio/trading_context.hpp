// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"

namespace barometer::config {
struct BrokerConfig;
}  // namespace barometer::config

namespace barometer::data {
class MarketCursor;
}  // namespace barometer::data

namespace barometer::portfolio {

// What everybody on an order's path works on: where the market stands, what is held, and what is
// ordered. All of it outlives whoever is handed this.
struct TradingContext {
  const config::BrokerConfig& config;
  const data::MarketCursor& cursor;
  std::span<const orders::Instrument> instruments;  // one per symbol
  Account& account;
  orders::OrderStore& store;

  const Position& position(core::SymbolIndex symbol) const { return account.position(symbol); }
};

}  // namespace barometer::portfolio
