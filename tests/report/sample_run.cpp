// SPDX-License-Identifier: Apache-2.0
#include "sample_run.hpp"
#include "config/run_config.hpp"
#include "data/build_market.hpp"
#include "regime/tag_columns.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include "data/symbol_input.hpp"

namespace barometer::test {

namespace {

constexpr core::Timestamp kStart = 1'640'995'200 * core::kSecond;  // 2022-01-01

void walk(data::SymbolInput& symbol, std::mt19937_64& random) {
  std::normal_distribution<double> move(0.0, 0.01);
  double price = 100;
  for (data::BarRow& bar : symbol.bars) {
    bar.open = price * std::exp(move(random) / 4);
    bar.close = bar.open * std::exp(move(random));
    bar.high = std::max(bar.open, bar.close) * 1.001;
    bar.low = std::min(bar.open, bar.close) * 0.999;
    price = bar.close;
  }
}

orders::OrderRecord order_of(const orders::Fill& fill, bool rejected) {
  orders::OrderRecord order;
  order.id = fill.order_id;
  order.symbol = fill.symbol;
  order.status = rejected ? BM_ORDER_REJECTED : BM_ORDER_FILLED;
  order.reason = rejected ? BM_REASON_BUYING_POWER : BM_REASON_NONE;
  order.step = fill.order_step;
  order.time_ns = fill.order_time_ns;
  order.end_step = fill.step;
  order.end_time_ns = fill.time_ns;
  order.quantity = fill.quantity;
  order.filled = rejected ? 0 : fill.quantity;
  return order;
}

}  // namespace

data::SymbolInput flat_symbol(const std::string& name, std::int64_t bars,
                              core::Timestamp first_close) {
  data::SymbolInput symbol;
  symbol.name = name;
  symbol.source = "made for a test";
  symbol.source_hash = "00";
  symbol.report.bars = bars;
  for (std::int64_t i = 0; i < bars; ++i) {
    symbol.bars.push_back({first_close + i * core::kHour, 100, 100, 100, 100, 1});
  }
  return symbol;
}

data::MarketData market_of(std::vector<data::SymbolInput> symbols, core::Duration bar) {
  data::MarketData market = data::build_market(std::move(symbols));
  std::ranges::transform(
      market.timeline.times(), market.calendar.begin(), [bar](core::Timestamp close) {
        bm_calendar_row row{};
        row.session_date = static_cast<std::int32_t>((close - bar / 2) / core::kDay);
        return row;
      });
  market.bar = bar;
  market.venue = "24x7";
  market.session_days_per_year = 365;
  market.hash = "0123456789abcdef0123456789abcdef";
  return market;
}

orders::Fill fill_of(const data::MarketData& market, core::SymbolIndex symbol, std::int64_t bar,
                     double quantity, double raw_price, double price, double commission) {
  const auto at = static_cast<std::size_t>(bar);
  const core::Rows<data::BarRow>& bars = market.symbols[symbol].bars;
  orders::Fill fill;
  fill.order_id = 1;
  fill.symbol = symbol;
  fill.bar = bar;
  fill.time_ns = bars[at].close_time_ns;
  fill.order_time_ns = at > 0 ? bars[at - 1].close_time_ns : bars[at].close_time_ns;
  fill.step = market.timeline.steps_until(fill.time_ns) - 1;
  fill.order_step = market.timeline.steps_until(fill.order_time_ns) - 1;
  fill.quantity = quantity;
  fill.raw_price = raw_price;
  fill.price = price;
  fill.commission = commission;
  fill.rule = "market:next_open";
  return fill;
}

SampleRun::SampleRun() : SampleRun(Shape{}) {}

SampleRun::SampleRun(const Shape& shape) : first_step(shape.first_step) {
  config.file = "configs/sample.yaml";
  config.strategy.plugin = "sample_strategy";
  config.regime.emplace_back().plugin = "core";
  make_market(shape);
  make_tags(shape);
  trade(shape);
  keep_account();
}

void SampleRun::make_market(const Shape& shape) {
  std::mt19937_64 random(shape.seed);
  std::vector<data::SymbolInput> symbols;
  for (std::size_t i = 0; i < shape.symbols; ++i) {
    const auto late =
        std::llround(static_cast<double>(i) * shape.stagger * static_cast<double>(shape.bars));
    data::SymbolInput symbol =
        flat_symbol("COIN" + std::to_string(i), shape.bars - 2 * late, kStart + late * core::kHour);
    walk(symbol, random);
    symbols.push_back(std::move(symbol));
  }
  market = market_of(std::move(symbols));
}

void SampleRun::make_tags(const Shape& shape) {
  std::vector<regime::Dimension> dimensions(3);
  dimensions[0] = {"volatility", BM_DIMENSION_CATEGORY, {"calm", "high"}, "", 0, ""};
  dimensions[1] = {"score", BM_DIMENSION_SCALAR, {}, "", 0, ""};
  dimensions[2] = {"trend", BM_DIMENSION_CATEGORY, {"down", "flat", "up"}, "", 0, ""};
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const regime::TagColumns written(dimensions, {{1, 1, 1}, {}}, bars);
  tags = written.view();
  std::mt19937_64 random(shape.seed + 1);
  std::vector<bm_tag_column> columns(3);
  for (std::size_t symbol = 0; symbol < bars.size(); ++symbol) {
    written.block(static_cast<core::SymbolIndex>(symbol), 0, columns);
    for (std::int64_t bar = 40; bar < bars[symbol]; ++bar) {
      columns[0].category[bar] = static_cast<std::int8_t>(random() % 2);
      columns[1].scalar[bar] = static_cast<float>(random() % 1000) / 8.0F;
      columns[2].category[bar] = static_cast<std::int8_t>(random() % 3);
    }
  }
}

void SampleRun::trade(const Shape& shape) {
  std::mt19937_64 random(shape.seed + 2);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  std::vector<std::int64_t> next(market.symbols.size(), 0);
  std::vector<double> position(market.symbols.size(), 0);
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    for (const core::SymbolIndex symbol : market.timeline.active(step)) {
      const std::int64_t bar = next[symbol]++;
      if (step <= first_step || bar == 0 || uniform(random) > shape.fill_chance) {
        continue;
      }
      const bool flatten = position[symbol] != 0 && uniform(random) < 0.5;
      const double quantity = flatten ? -position[symbol] : std::floor(uniform(random) * 41) - 20.5;
      const double raw = market.symbols[symbol].bars[static_cast<std::size_t>(bar)].open;
      const double price = raw * (1 + (quantity > 0 ? 0.0002 : -0.0002));
      orders::Fill fill =
          fill_of(market, symbol, bar, quantity, raw, price, std::abs(quantity) * price * 0.0005);
      fill.order_id = orders.size() + 1;
      const bool rejected = uniform(random) < 0.05;
      orders.push_back(order_of(fill, rejected));
      if (!rejected) {
        fills.push_back(fill);
        position[symbol] += quantity;
      }
    }
  }
}

// From the definition: cash is what was paid and received, equity adds what is held at its last
// close.
void SampleRun::keep_account() {
  double cash = config.broker.cash;
  std::vector<double> position(market.symbols.size(), 0);
  std::vector<double> last(market.symbols.size(), 0);
  std::vector<std::size_t> next(market.symbols.size(), 0);
  std::size_t fill = 0;
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    for (; fill < fills.size() && fills[fill].step == step; ++fill) {
      cash -= fills[fill].quantity * fills[fill].price + fills[fill].commission;
      position[fills[fill].symbol] += fills[fill].quantity;
    }
    for (const core::SymbolIndex symbol : market.timeline.active(step)) {
      last[symbol] = market.symbols[symbol].bars[next[symbol]++].close;
    }
    portfolio::EquityPoint point{market.timeline.time(step), cash, cash, 0, 0};
    for (std::size_t symbol = 0; symbol < position.size(); ++symbol) {
      point.equity += position[symbol] * last[symbol];
      point.gross += std::abs(position[symbol]) * last[symbol];
      point.net += position[symbol] * last[symbol];
    }
    if (step >= first_step) {
      equity.push_back(point);
    }
  }
}

analysis::RunRecord SampleRun::record() const {
  analysis::RunRecord record{.config = config,
                             .market = market,
                             .tags = tags,
                             .first_step = first_step,
                             .logs = {.orders = orders, .fills = fills, .equity = equity},
                             .latency = latency,
                             .provenance = {.threads = 2, .wall_seconds = 0.2}};
  record.provenance.plugins = {
      {"regime", "core", "1.0", "GNU 12", "/plugins/core.so", "aa", {{"window", "192"}}},
      {"strategy", "sample_strategy", "0.3", "GNU 12", "/plugins/s.so", "bb", {}}};
  record.counts.conditions = {{"volatility = high -> flatten", 12}};
  return record;
}

}  // namespace barometer::test
