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

// The bars of the symbol that have closed up to a step.
std::size_t bars_until(const data::MarketData& market, core::SymbolIndex symbol,
                       std::int64_t step) {
  const auto& bars = market.symbols[symbol].bars;
  const core::Timestamp cut = market.timeline.time(step);
  return static_cast<std::size_t>(
      std::upper_bound(bars.begin(), bars.end(), cut,
                       [](core::Timestamp t, const auto& bar) { return t < bar.close_time_ns; }) -
      bars.begin());
}

// Any NaN is as unknown as any other.
bool same(float a, float b) {
  return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) || (a != a && b != b);
}

// The tags as they are and as they would have been, up to the cut.
class TagComparison {
 public:
  TagComparison(const regime::TagView& whole, const regime::TagView& other,
                const data::MarketData& market, std::int64_t cut_step, const ComparedAs& as)
      : whole_(whole), other_(other), market_(market), cut_step_(cut_step), as_(as) {}

  std::string first_difference(ComparedCounts& compared) const {
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      const std::size_t bars = bars_until(market_, s, cut_step_);
      for (std::size_t d = 0; d < whole_.dimensions().size(); ++d) {
        if (!whole_.wanted(d) || !other_.wanted(d)) {
          continue;
        }
        if (std::string text = difference(s, d, bars); !text.empty()) {
          return text;
        }
        compared.tags += static_cast<std::int64_t>(bars);
      }
    }
    return "";
  }

 private:
  std::string difference(core::SymbolIndex symbol, std::size_t dimension, std::size_t bars) const {
    return whole_.category(symbol, dimension).empty() ? scalar_difference(symbol, dimension, bars)
                                                      : label_difference(symbol, dimension, bars);
  }

  std::string scalar_difference(core::SymbolIndex symbol, std::size_t dimension,
                                std::size_t bars) const {
    const auto mine = whole_.scalar(symbol, dimension).first(bars);
    const auto other = other_.scalar(symbol, dimension);
    for (std::size_t bar = 0; bar < mine.size(); ++bar) {
      if (!same(mine[bar], other[bar])) {
        return tag_text(symbol, dimension, bar, "", fmt::format("{}", mine[bar]),
                        fmt::format("{}", other[bar]));
      }
    }
    return "";
  }

  std::string label_difference(core::SymbolIndex symbol, std::size_t dimension,
                               std::size_t bars) const {
    const auto mine = whole_.category(symbol, dimension).first(bars);
    const auto other = other_.category(symbol, dimension);
    for (std::size_t bar = 0; bar < mine.size(); ++bar) {
      if (mine[bar] != other[bar]) {
        return tag_text(symbol, dimension, bar, "", label(dimension, mine[bar]),
                        label(dimension, other[bar]));
      }
    }
    return onset_difference(symbol, dimension, bars);
  }

  // Where the label, the same in both, changes.
  std::string onset_difference(core::SymbolIndex symbol, std::size_t dimension,
                               std::size_t bars) const {
    const auto labels = whole_.category(symbol, dimension);
    const auto mine = whole_.onset(symbol, dimension);
    const auto other = other_.onset(symbol, dimension);
    for (std::size_t bar = 1; bar < bars && !mine.empty() && !other.empty(); ++bar) {
      if (labels[bar] != labels[bar - 1] && mine[bar] != other[bar]) {
        return tag_text(symbol, dimension, bar, "the onset of ", fmt::format("bar {}", mine[bar]),
                        fmt::format("bar {}", other[bar]));
      }
    }
    return "";
  }

  std::string label(std::size_t dimension, std::int8_t id) const {
    const auto& labels = whole_.dimensions()[dimension].labels;
    return id < 0 ? "unknown" : labels[static_cast<std::size_t>(id)];
  }

  std::string tag_text(core::SymbolIndex symbol, std::size_t dimension, std::size_t bar,
                       const char* of, const std::string& with, const std::string& without) const {
    return fmt::format("{}tag '{}' of {} at bar {} ({}) is {} {}, {} {}{}", of,
                       whole_.dimensions()[dimension].name, market_.symbols[symbol].name, bar,
                       core::format_utc(market_.symbols[symbol].bars[bar].close_time_ns), with,
                       as_.whole, without, as_.other,
                       as_.taggers.empty() ? std::string()
                                           : fmt::format(" (tagger '{}')", as_.taggers[dimension]));
  }

  const regime::TagView& whole_;
  const regime::TagView& other_;
  const data::MarketData& market_;
  std::int64_t cut_step_;
  const ComparedAs& as_;
};

// Orders and fills as they are and as they would have been, up to the cut.
class LogComparison {
 public:
  LogComparison(const BacktestResult& whole, const BacktestResult& other,
                const data::MarketData& market, std::int64_t cut_step, ComparedCounts& compared,
                const ComparedAs& as)
      : whole_(whole),
        other_(other),
        market_(market),
        cut_step_(cut_step),
        compared_(compared),
        as_(as) {}

  std::string first_difference() {
    std::string text = order_difference();
    return text.empty() ? fill_difference() : text;
  }

 private:
  // Orders made up to the cut; what became of them later is the future's business.
  std::string order_difference() {
    std::string text =
        log_difference("order", whole_.loop.orders, other_.loop.orders, compared_.orders);
    return text.empty() || as_.strategy.empty()
               ? text
               : fmt::format("{} (strategy '{}')", text, as_.strategy);
  }

  // What was known of an order when it was made: its fill may size it later.
  static double units(const orders::OrderRecord& order) {
    return std::isnan(order.estimate) ? order.quantity : order.estimate;
  }

  // A quantity that is no number is rejected in both.
  static bool same_number(double a, double b) { return a == b || (a != a && b != b); }

  static bool same(const orders::OrderRecord& a, const orders::OrderRecord& b) {
    return a.symbol == b.symbol && a.type == b.type && a.step == b.step &&
           a.client_order_id == b.client_order_id && same_number(units(a), units(b));
  }

  std::string text(std::span<const orders::OrderRecord> orders, std::size_t i) const {
    if (i >= orders.size()) {
      return "none";
    }
    return fmt::format("{} {} at {}{}", units(orders[i]), name(orders[i].symbol),
                       core::format_utc(orders[i].time_ns), bar(orders[i]));
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
        return fmt::format("{} {}: {} {}, {} {}", what, i + 1, text(mine, i), as_.whole,
                           text(theirs, i), as_.other);
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

  std::string bar(const orders::OrderRecord& order) const {
    return order.symbol < market_.symbols.size()
               ? fmt::format(
                     " (bar {})",
                     static_cast<std::int64_t>(bars_until(market_, order.symbol, order.step)) - 1)
               : "";
  }

  std::string name(core::SymbolIndex symbol) const {
    return symbol < market_.symbols.size() ? market_.symbols[symbol].name : "an unknown symbol";
  }

  const BacktestResult& whole_;
  const BacktestResult& other_;
  const data::MarketData& market_;
  std::int64_t cut_step_;
  ComparedCounts& compared_;
  const ComparedAs& as_;
};

}  // namespace

std::string first_tag_difference(const regime::TagView& whole, const regime::TagView& other,
                                 const data::MarketData& market, std::int64_t cut_step,
                                 ComparedCounts& compared, const ComparedAs& as) {
  return TagComparison(whole, other, market, cut_step, as).first_difference(compared);
}

std::string first_difference(const BacktestResult& whole, const BacktestResult& other,
                             const data::MarketData& market, std::int64_t cut_step,
                             ComparedCounts& compared, const ComparedAs& as) {
  std::string text = first_tag_difference(whole.tags, other.tags, market, cut_step, compared, as);
  return text.empty()
             ? LogComparison(whole, other, market, cut_step, compared, as).first_difference()
             : text;
}

}  // namespace barometer::backtest
