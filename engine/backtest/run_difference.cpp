// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "core/timestamp.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

namespace {

// The run as it is and as it would have been, up to the cut.
class RunComparison {
 public:
  RunComparison(const BacktestResult& whole, const BacktestResult& other,
                const data::MarketData& market, std::int64_t cut_step, ComparedCounts& compared)
      : whole_(whole), other_(other), market_(market), cut_step_(cut_step), compared_(compared) {}

  // The first difference, in the order in which the engine works.
  std::string first_difference() {
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      for (std::size_t d = 0; d < whole_.tags.dimensions().size(); ++d) {
        if (std::string text = tag_difference(s, d); !text.empty()) {
          return text;
        }
      }
    }
    std::string text = order_difference();
    return text.empty() ? fill_difference() : text;
  }

 private:
  std::size_t past_bars(core::SymbolIndex symbol) const {
    const auto& bars = market_.symbols[symbol].bars;
    const core::Timestamp cut = market_.timeline.time(cut_step_);
    return static_cast<std::size_t>(
        std::upper_bound(bars.begin(), bars.end(), cut,
                         [](core::Timestamp t, const auto& bar) { return t < bar.close_time_ns; }) -
        bars.begin());
  }

  std::string tag_difference(core::SymbolIndex symbol, std::size_t dimension) {
    const std::size_t bars = past_bars(symbol);
    const auto labels = whole_.tags.category(symbol, dimension);
    const auto scalars = whole_.tags.scalar(symbol, dimension);
    for (std::size_t bar = 0; bar < bars && !labels.empty(); ++bar) {
      const std::int8_t other = other_.tags.category(symbol, dimension)[bar];
      if (labels[bar] != other) {
        return tag_text(symbol, dimension, bar, label(dimension, labels[bar]),
                        label(dimension, other));
      }
    }
    for (std::size_t bar = 0; bar < bars && !scalars.empty(); ++bar) {
      const float other = other_.tags.scalar(symbol, dimension)[bar];
      if (!same(scalars[bar], other)) {
        return tag_text(symbol, dimension, bar, fmt::format("{}", scalars[bar]),
                        fmt::format("{}", other));
      }
    }
    compared_.tags += static_cast<std::int64_t>(bars);
    return "";
  }

  // Any NaN is as unknown as any other.
  static bool same(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) || (a != a && b != b);
  }

  std::string label(std::size_t dimension, std::int8_t id) const {
    const auto& labels = whole_.tags.dimensions()[dimension].labels;
    return id < 0 ? "unknown" : labels[static_cast<std::size_t>(id)];
  }

  std::string tag_text(core::SymbolIndex symbol, std::size_t dimension, std::size_t bar,
                       const std::string& with, const std::string& without) const {
    return fmt::format("tag '{}' of {} at bar {} ({}) is {} with the true future, {} without",
                       whole_.tags.dimensions()[dimension].name, market_.symbols[symbol].name, bar,
                       core::format_utc(market_.symbols[symbol].bars[bar].close_time_ns), with,
                       without);
  }

  // Orders made up to the cut; what became of them later is the future's business.
  std::string order_difference() {
    return log_difference("order", whole_.loop.orders, other_.loop.orders, compared_.orders);
  }

  // What was known of an order when it was made: its fill may size it later.
  static double units(const orders::OrderRecord& order) {
    return std::isnan(order.estimate) ? order.quantity : order.estimate;
  }

  static bool same(const orders::OrderRecord& a, const orders::OrderRecord& b) {
    return a.symbol == b.symbol && a.type == b.type && a.step == b.step &&
           a.client_order_id == b.client_order_id && units(a) == units(b);
  }

  std::string text(std::span<const orders::OrderRecord> orders, std::size_t i) const {
    if (i >= orders.size()) {
      return "none";
    }
    return fmt::format("{} {} at {}", units(orders[i]), name(orders[i].symbol),
                       core::format_utc(orders[i].time_ns));
  }

  std::string fill_difference() {
    return log_difference("fill", whole_.loop.fills, other_.loop.fills, compared_.fills);
  }

  // The first entry up to the cut that is not the same in both logs.
  template <class Entry>
  std::string log_difference(const char* what, const core::ReservedLog<Entry>& whole,
                             const core::ReservedLog<Entry>& other, std::int64_t& compared) {
    const auto mine = until_cut(whole);
    const auto theirs = until_cut(other);
    for (std::size_t i = 0; i < std::max(mine.size(), theirs.size()); ++i) {
      if (i >= mine.size() || i >= theirs.size() || !same(mine[i], theirs[i])) {
        return fmt::format("{} {}: {} with the true future, {} without", what, i + 1, text(mine, i),
                           text(theirs, i));
      }
    }
    compared += static_cast<std::int64_t>(mine.size());
    return "";
  }

  template <class Entry>
  std::span<const Entry> until_cut(const core::ReservedLog<Entry>& log) const {
    std::size_t count = 0;
    while (count < log.size() && log[count].step <= cut_step_) {
      ++count;
    }
    return log.view().first(count);
  }

  static bool same(const orders::Fill& a, const orders::Fill& b) {
    return a.order_id == b.order_id && a.symbol == b.symbol && a.step == b.step &&
           a.quantity == b.quantity && a.price == b.price && a.commission == b.commission;
  }

  std::string text(std::span<const orders::Fill> fills, std::size_t i) const {
    if (i >= fills.size()) {
      return "none";
    }
    return fmt::format("{} {} at {} ({})", fills[i].quantity, name(fills[i].symbol), fills[i].price,
                       core::format_utc(fills[i].time_ns));
  }

  std::string name(core::SymbolIndex symbol) const {
    return symbol < market_.symbols.size() ? market_.symbols[symbol].name : "an unknown symbol";
  }

  const BacktestResult& whole_;
  const BacktestResult& other_;
  const data::MarketData& market_;
  std::int64_t cut_step_;
  ComparedCounts& compared_;
};

}  // namespace

std::string first_difference(const BacktestResult& whole, const BacktestResult& other,
                             const data::MarketData& market, std::int64_t cut_step,
                             ComparedCounts& compared) {
  return RunComparison(whole, other, market, cut_step, compared).first_difference();
}

}  // namespace barometer::backtest
