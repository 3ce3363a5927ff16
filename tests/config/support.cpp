// SPDX-License-Identifier: Apache-2.0
#include "config/support.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "config/load.hpp"
#include "data/market_data.hpp"

namespace barometer::test {

const std::string_view kEverySyntheticKey = R"(
data:
  source: synthetic
  symbols: [SYN1, SYN2]
  exclude: [SYN2]
  missing: skip
  bar: 30min
  resample: 2h
  venue: us_equity
  venues: {SYN1: 24x7, SYN2: fx}
  from: 2022-02-01
  to: 2022-03-01 12:30
  synthetic: {symbols: 3, bars: 500, start: 2021-06-01, seed: 11}
regime:
  - {plugin: my_tagger, params: {preset: crypto, volatility: {rule: ratio, window: 24}, fast: true}}
  - {plugin: my_tagger, as: market, on: 4h, of: SYN1}
strategy:
  plugin: ./build/my_strategy.so
  params: {fast: 10, weight: 10%, label: '7', windows: [20, '50'], deep: {rules: [ratio]}}
  when:
    - {if: {volatility: extreme}, then: flatten}
    - {if: {trend: [sideways, weak_up], session: overnight}, then: block_entries}
    - {if: {volatility_percentile: '> 90'}, then: {scale: 0.25}}
broker: {cash: 5000.5, fill: next_close, commission: 5bps, slippage: 0.1%, leverage: 2.5,
         size_at: close, cash_buffer: 3%, margin: scale, liquidation: to_boundary,
         short_selling: false,
         maintenance_margin: 25%, borrow: 50bps, interest: {cash: 1%, loan: 5%},
         intrabar: nearest_first, limit_touch: through, participation: 10%, close_at_end: true,
         instruments: {default: {tick: 0.01}, SYN1: {lot: 0.5, min_notional: 10}}}
latency:
  meter: full
  budget:
    bar: {p99: 20us, p99.9: 100us}
    fill: {p50: 1us}
    mark: {p50: 1us}
    tag: {p99.99: 1.5us}
    strategy: {p95: 1us}
    order: {p50: 250ns}
    warmup: {total: 50ms}
  on_breach: fail
  live_interval: 1ms
output: {dir: out/runs, tags: true, page: false, equity: session, decimals: 6,
         regimes: [volatility, trend], pairs: [[volatility, trend], [trend, session]],
         benchmark: SYN1, round_trips: average}
run: {name: every-key, tagging: in_step, threads: 3, seed: 42, step_deadline: 5s}
study:
  over:
    strategy.params.fast: {from: 5, to: 25, step: 5}
    strategy.params.slow: [50, 100, 200]
    regime[market].params.bound: {from: 0.01, to: 1, steps: 3, scale: log}
    regime[0].params.x: {from: 1, to: 9}
    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: {scale: 0.5}}]}
    strategy.params.label: ['7', seven]
  where: [strategy.params.fast < strategy.params.slow, 'strategy.params.fast != 10']
  method: sobol
  draws: 500
  seed: 9
  objective: {minimise: max_drawdown}
  walk_forward: {train: 365d, test: 90d, step: 100d, anchored: true, embargo: 1d}
  cpcv: {groups: 8, tested: 3, embargo: 12h}
  gate:
    placebos: 200
    thresholds:
      regime[market].params.bound: [0.5, 1, 2]
  holdout: 20%
)";

const std::string_view kEveryCsvKey = R"(
data:
  source: csv
  path: data/all_{date}.csv
  symbols: [BRK.B, ^GSPC, EURUSD=X]
  bar: 5min
  venue: us_equity
  from: 2018-01-01
  to: 2019-01-01
  time: {column: 1, time_of_day: 2, format: "%Y%m%d %H%M%S", zone: America/New_York, stamp: close}
  columns: {open: 3, high: 4, low: 5, close: 6, volume: none, truth: 7, symbol: 8}
  separator: ";"
  header: false
  bad_rows: skip
  sunday_stubs: merge
  bad_symbols: skip
  member: "*.csv"
  date: "%Y"
  skip_lines: [3, 2, 3]
  order: newest_first
  numbers: {decimal: ",", thousands: ".", currency: $}
  scale: 0.0001
  actions: {path: "actions/{symbol}.csv", format: lean, prices: split_adjusted,
            accept: [2020-03-02]}
regime: {column: mood, file: labels.csv, labels: [calm, '2', Risk off], of: BRK.B}
strategy: {plugin: sma_cross}
broker:
  commission:
    rate: 1bps
    maker: 2bps
    taker: 3bps
    per_order: 0.5
    per_share: 0.005
    per_share_min: 1
    per_share_max: 1%
    tiers: [{from: 0, rate: 10bps}, {from: 1e6, rate: 8bps}]
    when: [{if: {volatility: extreme}, times: 2}]
  slippage:
    rate: 2bps
    ticks: 1
    half_spread: 0.005
    volume_share: 0.1
    impact: 0.5
    when: [{if: {volatility: [high, extreme], volatility_percentile: '> 90'}, times: 4}]
  currency: USD
  conversion: {EUR: EURUSD=X, JPY: 1/USDJPY}
  instruments:
    ^GSPC: {short_selling: false, currency: EUR, multiplier: 50, half_spread: 0.125, borrow: 3%,
            funding: {rate: 1bps, every: 4h}}
risk: {max_weight: 0.5, max_gross: 2, max_net: 1.5, max_drawdown: 20%, max_daily_loss: 3%,
       orders_per_step: 10}
)";

const std::string_view kActionColumns = R"(
data:
  source: csv
  path: data/{symbol}.csv
  bar: 1d
  time: {format: "%Y-%m-%d"}
  columns: {dividend: Dividends, split: Stock Splits}
  actions: {prices: split_adjusted, accept: [2020-03-02]}
strategy: {plugin: sma_cross}
)";

const std::string_view kAdjustedColumn = R"(
data:
  source: csv
  path: data/{symbol}.csv
  bar: 1d
  time: {format: "%Y-%m-%d"}
  columns: {adjusted_close: Adj Close}
strategy: {plugin: sma_cross}
)";

const std::string_view kEveryQuoteKey = R"(
data:
  source: csv
  path: {bid: "data/{symbol}_bid.csv", ask: "data/{symbol}_ask.csv"}
  bar: 1h
  time: {format: epoch_ms, stamp: open}
  columns:
    bid: {open: bid_open, high: bid_high, low: bid_low, close: bid_close}
    ask: {open: ask_open, high: ask_high, low: ask_low, close: ask_close}
strategy: {plugin: sma_cross}
broker: {slippage: {spread: quoted}}
)";

std::vector<core::Fault> faults_of(std::string_view yaml, std::span<const std::string> overrides) {
  try {
    config::parse_config(yaml, "t.yaml", overrides);
    return {};
  } catch (const core::Error& error) {
    return error.faults();
  }
}

std::string messages_of(std::string_view yaml, std::span<const std::string> overrides) {
  std::string text;
  for (const core::Fault& fault : faults_of(yaml, overrides)) {
    text += core::to_string(fault) + "\n";
  }
  return text;
}

std::string synthetic_with(std::string_view more) {
  return std::string(kLeastSynthetic).append(more);
}

std::string csv_with(std::string_view more) {
  return std::string(kLeastCsv).append(more);
}

namespace {

void flatten(const config::ConfigItem& item, const std::string& path, FlatConfig& out) {
  if (item.kind != config::ConfigItem::Kind::group && item.kind != config::ConfigItem::Kind::list) {
    out[path] = item.text;
  }
  for (std::size_t i = 0; i < item.items.size(); ++i) {
    const std::string dot = path.empty() ? "" : ".";
    flatten(item.items[i],
            item.kind == config::ConfigItem::Kind::list ? path + "[" + std::to_string(i) + "]"
                                                        : path + dot + item.items[i].key,
            out);
  }
}

nlohmann::ordered_json to_json(const config::ConfigItem& item) {
  switch (item.kind) {
    case config::ConfigItem::Kind::text:
      return item.text;
    case config::ConfigItem::Kind::number:
    case config::ConfigItem::Kind::boolean:
      return nlohmann::ordered_json::parse(item.text);
    case config::ConfigItem::Kind::list: {
      auto list = nlohmann::ordered_json::array();
      for (const config::ConfigItem& each : item.items) {
        list.push_back(to_json(each));
      }
      return list;
    }
    case config::ConfigItem::Kind::group:
      break;
  }
  auto group = nlohmann::ordered_json::object();
  for (const config::ConfigItem& each : item.items) {
    group[each.key] = to_json(each);
  }
  return group;
}

}  // namespace

FlatConfig flat(const config::RunConfig& config) {
  FlatConfig out;
  flatten(config::describe(config), "", out);
  return out;
}

std::string json_of(const config::RunConfig& config) {
  return to_json(config::describe(config)).dump(2);
}

std::vector<std::string> shipped_configs() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("configs")) {
    if (entry.path().extension() == ".yaml") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

int line_of(std::string_view yaml, std::string_view part) {
  return 1 + static_cast<int>(std::ranges::count(yaml.substr(0, yaml.find(part)), '\n'));
}

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace barometer::test
