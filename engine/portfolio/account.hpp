// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "data/split_ratio.hpp"
#include "orders/dust.hpp"
#include "portfolio/equity_curve.hpp"
#include "portfolio/valuation.hpp"

namespace barometer::orders {
struct Fill;
}  // namespace barometer::orders

namespace barometer::portfolio {

struct Position {
  double quantity = 0;       // signed units
  double average_price = 0;  // of the open position, quote currency; 0 when flat
  double mark = 0;           // price it is valued at, quote currency; 0 before the first bar
  double point_value =
      1;               // account currency for one unit at a price of 1: contract multiplier x rate
  double largest = 0;  // units: its size where that was largest since it was flat

  // Account currency.
  double value() const { return quantity * mark * point_value; }

  // A rest of no more units than this counts as nothing.
  double dust() const { return orders::kDust * largest; }
};

// Cash and positions, marked step by step. Cash is in account currency; what is bought in another
// is changed at the rate of that moment.
//
// Identity (checked every step where BAROMETER_CHECKED is 1):
//   cash + sum quantity x mark x point value = starting cash + sum of PnL - sum of costs,
// to 1e-9 relative; PnL has price changes, changes of rates and dividends.
class Account {
 public:
  // All symbols quoted in the account's currency, one unit of the underlying each.
  Account(double cash, std::size_t symbols);

  Account(double cash, std::span<const Valuation> valuations);

  // Moves cash and position by a fill and values the symbol at the fill's raw price, so that
  // slippage shows as a cost at once.
  void apply(const orders::Fill& fill);

  // Values the symbol's position at `price`, and what the symbol is the rate of.
  void mark(core::SymbolIndex symbol, double price) {
    Position& position = positions_[symbol];
    if (position.quantity != 0) {
      pnl_ += position.quantity * (price - position.mark) * position.point_value;
      touch(symbol);
    }
    position.mark = price;
    if (is_rate_[symbol] != 0) {
      convert(symbol, price);
    }
  }

  // Account currency, > 0 received. Income counts as PnL, the other as a (negative) cost.
  void receive_income(double amount);
  void receive_financing(double amount);

  // `ratio` units for one at prices divided by it: worth the same.
  void split(core::SymbolIndex symbol, const data::SplitRatio& ratio);

  // The account at the present marks. Symbols are summed in blocks of kBlock in config order, and
  // blocks in order, so that sums are the same every time. What is not held is worth 0, which
  // changes no sum, and is passed over; what has not moved since is not summed again: among N
  // symbols a fill costs the sum of what a block holds and of N / kBlock blocks.
  EquityPoint value(core::Timestamp time_ns) const {
    if (moved_) {
      sum();
    }
    return {time_ns, cash_, cash_ + net_, gross_, net_};
  }

  double cash() const { return cash_; }

  const Position& position(core::SymbolIndex symbol) const { return positions_[symbol]; }

  std::size_t symbol_count() const { return positions_.size(); }

  // |equity - (starting cash + PnL - costs)| relative to the larger of equity and gross.
  double identity_error() const;

 private:
  static constexpr std::size_t kBlock = 128;  // symbols

  static constexpr std::size_t kWord = 64;  // symbols

  // Sums of a block's positions, account currency.
  struct Block {
    std::array<std::uint64_t, kBlock / kWord> held{};  // a bit for each symbol
    double net = 0;
    double gross = 0;
    bool moved = false;  // since it was summed
  };

  static void move(Position& position, double quantity, double price);
  void note_held(std::size_t symbol);
  void sum() const;
  void sum_block(std::size_t block) const;

  void touch(std::size_t symbol) { blocks_[symbol / kBlock].moved = moved_ = true; }

  void convert(core::SymbolIndex symbol, double price);

  double start_;
  double cash_;
  double costs_ = 0;  // commission, slippage and financing paid
  double pnl_ = 0;    // sum over marks of quantity x change of price x point value, and income
  std::vector<Position> positions_;
  mutable std::vector<Block> blocks_;  // of positions
  mutable double net_ = 0;             // of all blocks
  mutable double gross_ = 0;           // likewise
  mutable bool moved_ = false;         // some block has
  std::vector<Valuation> valuations_;
  std::vector<std::uint8_t> is_rate_;  // per symbol: 1 where it is the rate of some
};

}  // namespace barometer::portfolio
