// SPDX-License-Identifier: Apache-2.0
#include "page/market_series.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "page/shown_symbols.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "unpacked.hpp"

namespace barometer {

namespace {

nlohmann::json market_of(const test::SampleRun& run) {
  const analysis::RunRecord record = run.record();
  return nlohmann::json::parse("{" + page::market_json(record, analysis::analyse(record)) + "}");
}

// `base`: above all labels.
std::vector<std::int64_t> labels_of(const std::string& lane, std::int64_t base) {
  std::vector<std::int64_t> labels;
  for (const std::int64_t run : test::unpacked(lane)) {
    labels.insert(labels.end(), static_cast<std::size_t>(run / base + 1), run % base);
  }
  return labels;
}

// Of a symbol's lane: what its pool has, from the cell of its first bar to that of its last.
std::vector<std::int64_t> lane_of(const nlohmann::json& market, std::size_t symbol,
                                  std::size_t dimension) {
  const nlohmann::json& lane = market["symbols"][symbol]["lanes"][dimension];
  const auto base = static_cast<std::int64_t>(market["dimensions"][dimension]["labels"].size() + 1);
  auto labels = labels_of(market["lanes"][lane[0].get<std::size_t>()].get<std::string>(), base);
  std::fill(labels.begin(), labels.begin() + lane[1].get<std::ptrdiff_t>(), 0);
  std::fill(labels.begin() + lane[2].get<std::ptrdiff_t>(), labels.end(), 0);
  return labels;
}

}  // namespace

TEST_CASE("lanes are the tags of each bar, and 0 where there is none") {
  const test::SampleRun run;  // the symbols begin late and end early, one more than the other
  const nlohmann::json json = market_of(run);
  REQUIRE(json["lane_per"] == 1);
  REQUIRE(json["dimensions"].size() == 2);
  CHECK(json["dimensions"][1]["labels"] == nlohmann::json({"down", "flat", "up", "unknown"}));
  for (core::SymbolIndex s = 0; s < 3; ++s) {
    const auto labels = lane_of(json, s, 1);
    REQUIRE(labels.size() == run.equity.size());
    std::map<core::Timestamp, std::int64_t> expected;
    const auto tags = run.tags.category(s, 2);
    for (std::size_t bar = 0; bar < tags.size(); ++bar) {
      expected[run.market.symbols[s].bars[bar].close_time_ns] = tags[bar] < 0 ? 4 : tags[bar] + 1;
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto found = expected.find(run.equity[i].time_ns);
      CHECK(labels[i] == (found == expected.end() ? 0 : found->second));
    }
  }
}

TEST_CASE("lanes of many steps are exact while they are short, else of a few steps a cell") {
  const auto lanes_bytes = [](const nlohmann::json& json) {
    std::size_t bytes = 0;
    for (const nlohmann::json& lane : json["lanes"]) {
      bytes += lane.get<std::string>().size();
    }
    return bytes;
  };
  const nlohmann::json few = market_of(test::SampleRun({.symbols = 1, .bars = 30'000}));
  CHECK(few["price_per"] > 1);
  CHECK(few["lane_per"] == 1);
  const test::SampleRun run({.symbols = 40, .bars = 20'000, .stagger = 0.0});
  const nlohmann::json many = market_of(run);
  CHECK(many["lane_per"] > 1);
  CHECK(lanes_bytes(many) <= 60'000);
  const auto per = many["lane_per"].get<std::size_t>();
  CHECK(lane_of(many, 0, 0).size() == (run.equity.size() + per - 1) / per);
}

TEST_CASE("prices keep the lowest and the highest, and gaps are no prices") {
  const test::SampleRun run;
  const nlohmann::json price = market_of(run)["symbols"][1]["price"];
  double low = 1e300, high = 0;
  for (std::size_t bar = 0; bar < run.market.symbols[1].bars.size(); ++bar) {
    const data::BarRow& row = run.market.symbols[1].bars[bar];
    if (row.close_time_ns >= run.equity.front().time_ns) {
      low = std::min(low, row.low);
      high = std::max(high, row.high);
    }
  }
  CHECK(price["lo"].get<double>() == Approx(low).epsilon(1e-8));
  CHECK(price["hi"].get<double>() == Approx(high).epsilon(1e-8));
  // 400 bars from step 30 on; this one begins 40 steps late and ends 40 early.
  CHECK(test::unpacked(price["gaps"].get<std::string>()) ==
        std::vector<std::int64_t>{0, 10, 320, 40});
}

TEST_CASE("of many symbols those are shown that were traded most, and the page says so") {
  const test::SampleRun run({.symbols = 60, .bars = 200, .stagger = 0.0});
  const auto shown = page::shown_symbols(run.record());
  REQUIRE(shown.size() == page::kMostSymbols);
  std::vector<double> notional(60, 0);
  for (const orders::Fill& fill : run.fills) {
    notional[fill.symbol] += fill.notional();
  }
  double least = 1e300, most_left_out = 0;
  for (core::SymbolIndex s = 0; s < 60; ++s) {
    if (std::ranges::binary_search(shown, s)) {
      least = std::min(least, notional[s]);
    } else {
      most_left_out = std::max(most_left_out, notional[s]);
    }
  }
  CHECK(least >= most_left_out);
  CHECK(page::left_out_symbols(run.record()).starts_with("Prices and tags of 40 of 60 symbols"));
  CHECK(page::left_out_symbols(test::SampleRun().record()).empty());
}

}  // namespace barometer
