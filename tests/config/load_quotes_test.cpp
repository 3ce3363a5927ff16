// SPDX-License-Identifier: Apache-2.0
// Bid and ask in `data:`, and what they cost in `broker:`.
#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

// A csv config whose data group has `lines` (indented by two) and nothing else beside its source.
std::string csv(const std::string& lines) {
  return "strategy: {plugin: sma_cross}\ndata:\n  source: csv\n" + lines;
}

void tells(const std::string& yaml, const std::string& part) {
  const std::string told = messages_of(yaml);
  INFO(told);
  CHECK(told.find(part) != std::string::npos);
}

const std::string kPath = "  path: d/{symbol}.csv\n";
const std::string kTime = "  time: {format: epoch_ms, stamp: open}\n";

}  // namespace

TEST_CASE("bid and ask are two files, columns of one, or both") {
  const config::CsvConfig csv = config::parse_config(kEveryQuoteKey, "t.yaml").data.csv;
  const config::CsvConfig bid = config::bid_side(csv);
  const config::CsvConfig ask = config::ask_side(csv);
  CHECK(bid.path == "data/{symbol}_bid.csv");
  CHECK(ask.path == "data/{symbol}_ask.csv");
  CHECK(bid.path_at.line == 4);
  CHECK(ask.path_at.column > bid.path_at.column);
  CHECK(bid.close.name == "bid_close");
  CHECK(ask.low.name == "ask_low");
  CHECK(bid.volume.value().name == "volume");
  CHECK_FALSE(ask.volume);  // that of the bid's row counts
  CHECK_FALSE(bid.has_quotes());
  CHECK_FALSE(config::parse_config(kLeastCsv, "t.yaml").data.csv.has_quotes());
}

TEST_CASE("one side alone, or four columns beside two sides, are refused at their place") {
  const std::string head = "  bar: 1h\n" + kTime;
  const std::string sides = "open: 1, high: 2, low: 3, close: 4}";
  tells(csv("  path: {bid: d/{symbol}.csv}\n" + head), "t.yaml:4:");
  tells(csv("  path: {bid: 'd/{symbol}.csv'}\n" + head),
        "t.yaml:4:3: data.path.ask: expected a path");
  tells(csv(kPath + head + "  columns: {bid: {" + sides + "}\n"),
        "t.yaml:7:18: data.columns.bid: expected data.columns.ask beside it");
  tells(csv(kPath + head + "  columns: {ask: {" + sides + "}\n"),
        "t.yaml:7:18: data.columns.ask: expected data.columns.bid beside it");
  tells(csv(kPath + head + "  columns: {open: 9, bid: {" + sides + ", ask: {" + sides + "}\n"),
        "data.columns.open: expected only without columns.bid and columns.ask");
  tells(csv(kPath + head + "  columns: {bid: {open: 1, high: 2, low: 3}, ask: {" + sides + "}\n"),
        "data.columns.bid.close: expected");
  tells(csv(kPath + head + "  columns: {split: 9, bid: {" + sides + ", ask: {" + sides + "}\n"),
        "data.columns.split: expected only without bid and ask");
  tells(csv("  path: {bid: 'd/{symbol}.csv', ask: d/ask.csv}\n" + head),
        "data.path: expected {symbol} in the paths of both bid and ask");
  tells(csv(kPath + head + "  header: false\n  columns: {bid: {" + sides +
            ", ask: {open: o, high: 2, low: 3, close: 4}}\n"),
        "data.header: expected true");
}

TEST_CASE("a quoted spread and a stated one are two spreads") {
  tells(csv_with("broker: {slippage: {spread: quoted, half_spread: 0.01}}\n"),
        "broker.slippage.half_spread: expected no half_spread beside `spread: quoted`");
  tells(csv_with("broker: {slippage: {spread: quoted}, instruments: {A: {half_spread: 0.01}}}\n"),
        "broker.instruments: expected no half_spread beside `slippage: {spread: quoted}`");
  CHECK(messages_of(csv_with("broker: {slippage: {spread: none, half_spread: 0.01}}\n")).empty());
  const config::BrokerConfig broker =
      config::parse_config(csv_with("broker: {slippage: {rate: 1bps, spread: quoted}}\n"), "t")
          .broker;
  CHECK(broker.slippage_parts.spread == config::SpreadCost::quoted);
  CHECK(broker.slippage_parts.spread_at.line > 0);
}
