// SPDX-License-Identifier: Apache-2.0
#include "laws/random_run.hpp"
#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"

#include <array>
#include <random>
#include <string>
#include <utility>
#include "config/broker_config.hpp"

namespace barometer {

namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed, int pieces = 8) : random_(seed), pieces_(pieces) {}

  bool one_in(std::uint64_t n) { return random_() % n == 0; }

  std::size_t below(std::size_t n) { return random_() % n; }

  // Whole pieces in (0, most].
  double units(int most) {
    return static_cast<double>(below(static_cast<std::size_t>(most * pieces_)) + 1) / pieces_;
  }

  double side() { return one_in(2) ? 1 : -1; }

 private:
  std::mt19937_64 random_;
  int pieces_;
};

config::BrokerConfig random_broker(Dice& dice) {
  config::BrokerConfig broker;
  broker.cash = 1'000 + 100 * dice.units(50);
  broker.fill = std::array{config::FillRule::next_open, config::FillRule::next_close,
                           config::FillRule::same_close}[dice.below(3)];
  broker.commission = dice.one_in(3) ? 0 : 0.0001 * dice.units(30);
  broker.slippage = dice.one_in(3) ? 0 : 0.0001 * dice.units(30);
  broker.leverage = 0.5 * dice.units(5);
  broker.cash_buffer = 0.01 * dice.units(3);
  broker.margin = dice.one_in(2) ? config::OnShortfall::reject : config::OnShortfall::scale;
  broker.short_selling = !dice.one_in(4);
  return broker;
}

regime::TagView random_tags(const data::MarketData& market, Dice& dice) {
  std::vector<std::int64_t> counts;
  for (const data::SymbolData& symbol : market.symbols) {
    counts.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const regime::TagColumns tags(
      {{"mood", BM_DIMENSION_CATEGORY, {"calm", "wild", "odd"}, "", 0, ""}}, {{1}, {}}, counts);
  std::vector<bm_tag_column> out(1);
  for (std::size_t s = 0; s < counts.size(); ++s) {
    tags.block(static_cast<core::SymbolIndex>(s), 0, out);
    for (std::int64_t b = 0; b < counts[s]; ++b) {
      out[0].category[b] =
          dice.one_in(5) ? BM_TAG_UNKNOWN : static_cast<std::int8_t>(dice.below(3));
    }
  }
  return tags.view();
}

config::ConditionConfig when_mood(const std::string& label, config::ConditionAction action,
                                  double scale = 1) {
  return {{{"mood", {}, {{label, false, {}}}}}, action, scale, {}};
}

bm_order random_order(core::SymbolIndex symbol, Dice& dice) {
  bm_order order =
      market_order(symbol, BM_AMOUNT_QUANTITY, dice.units(20), dice.one_in(2) ? BM_BUY : BM_SELL);
  order.amount_kind = static_cast<bm_amount_kind>(dice.below(4));
  if (order.amount_kind == BM_AMOUNT_NOTIONAL) {
    order.amount *= 64;
  } else if (order.amount_kind == BM_AMOUNT_TARGET_QUANTITY) {
    order.amount *= dice.one_in(4) ? 0 : dice.side();
  } else if (order.amount_kind == BM_AMOUNT_TARGET_WEIGHT) {
    order.amount *= dice.side() / 16;
  }
  if (dice.one_in(20)) {
    order.type = BM_ORDER_LIMIT;
  } else if (dice.one_in(20)) {
    order.symbol = 99;
  } else if (dice.one_in(20)) {
    order.amount = 0;
  }
  return order;
}

}  // namespace

RandomRun random_run(std::uint64_t seed) {
  Dice dice(seed);
  RandomRun run;
  run.seed = seed;
  run.pieces = seed % 4 == 3 ? 10 : 8;
  run.market = random_market(seed, {.symbols = 1 + dice.below(4), .steps = 30, .volatility = 0.05});
  run.broker = random_broker(dice);
  run.broker.size_at = seed % 3 == 0 ? config::SizeAt::close : config::SizeAt::fill;
  run.tags = random_tags(run.market, dice);
  if (dice.one_in(2)) {
    run.when = {when_mood("wild", config::ConditionAction::flatten),
                when_mood("calm", config::ConditionAction::scale, 0.5),
                when_mood("odd", config::ConditionAction::block_entries)};
  }
  return run;
}

loop::LoopResult play(const RandomRun& run, const std::function<void(bm_order&)>& edit,
                      const execution::CostRules& rules,
                      std::span<const portfolio::Valuation> valuations) {
  Dice dice(run.seed + 1, run.pieces);
  const Behaviour strategy = [&](const bm_view& view, bm_order_buffer& orders) {
    for (core::SymbolIndex s = 0; s < view.symbol_count; ++s) {
      for (int i = 0; i < 3; ++i) {
        if (dice.one_in(4)) {
          bm_order order = random_order(s, dice);
          edit(order);
          send(orders, order);
        }
      }
    }
  };
  return run_loop({.market = run.market,
                   .broker = run.broker,
                   .behaviour = strategy,
                   .when = run.when,
                   .tags = run.tags,
                   .valuations = valuations,
                   .cost_rules = rules,
                   .risk = run.risk});
}

}  // namespace barometer
