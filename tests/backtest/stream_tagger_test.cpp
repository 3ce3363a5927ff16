// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/stream_tagger.hpp>
#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "backtest/stream_batch.hpp"
#include "core/hash.hpp"
#include "support/catch.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Saves before so many bars, before the first among them, and goes on with both streams.
void check_saved(const backtest::Plan& plan, int times) {
  const Batch batch(plan);
  const std::vector<NextBar> bars = in_time(batch.data());
  std::mt19937_64 random(7);
  for (int round = 0; round < times; ++round) {
    const std::size_t cut = round == 0 ? 0 : random() % bars.size();
    StreamTagger first = StreamTagger::make(plan, batch.symbols());
    CHECK(batch.feed(first, std::span(bars).first(cut)) == 0);
    const std::string saved = first.save();
    StreamTagger second = StreamTagger::load(plan, saved);
    CHECK(second.save() == saved);
    CHECK(batch.feed(second, std::span(bars).subspan(cut)) == 0);
    CHECK(batch.feed(first, std::span(bars).subspan(cut)) == 0);
    CHECK(known(second) > 0);
  }
}

}  // namespace

TEST_CASE("a stream gives every bar the tags of the batch") {
  check_equal(plan_of(kRegime));
}

TEST_CASE("a stream runs taggers side by side and on coarser bars") {
  check_equal(plan_of(kSynthetic +
                      "regime:\n"
                      "  - {plugin: regime, params: {preset: crypto}}\n"
                      "  - {plugin: regime, as: day, on: 1d, params: {preset: crypto}}\n"
                      "  - {plugin: regime, as: eight, on: 8h}\n"
                      "  - {plugin: ml_common_regime, as: ml}\n"));
}

TEST_CASE("a loaded stream goes on to the same bits") {
  check_saved(
      plan_of(kSynthetic + "regime:\n"
                           "  - {plugin: regime, params: {preset: crypto}}\n"
                           "  - {plugin: regime, as: day, on: 1d, params: {preset: crypto}}\n"
                           "  - {plugin: ml_common_regime, as: ml}\n"),
      12);
}

TEST_CASE("a model that is fitted on the way goes on to the same bits") {
  check_saved(plan_of("data: {source: synthetic, synthetic: {symbols: 1, bars: 900, seed: 5}}\n"
                      "regime:\n"
                      "  plugin: regime_model\n"
                      "  params: {fit: {burn_in: 300, every: 200, window: 300}}\n"),
              3);
}

TEST_CASE("bytes that are cut or damaged are refused, and nothing else happens") {
  const backtest::Plan plan = plan_of(kRegime);
  const Batch batch(plan);
  StreamTagger tagger = StreamTagger::make(plan, batch.symbols());
  const std::vector<NextBar> bars = in_time(batch.data());
  batch.feed(tagger, std::span(bars).first(200));
  const std::string saved = tagger.save();
  const auto refuses = [&](const std::string& bytes, const char* words) {
    return mentions(thrown_by([&] { StreamTagger::load(plan, bytes); }), words);
  };
  CHECK(refuses("", "no saved tagger"));
  CHECK(refuses("BAROSTRM", "cut or damaged"));
  CHECK(refuses("BAROSTRN" + saved.substr(8), "no saved tagger"));
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    CHECK(refuses(saved.substr(0, 8 + random() % (saved.size() - 8)), "cut or damaged"));
    std::string damaged = saved;
    damaged[8 + random() % (saved.size() - 8)] ^= static_cast<char>(1 << random() % 8);
    CHECK(refuses(damaged, "cut or damaged"));
  }
  CHECK(refuses(saved + "x", "cut or damaged"));
}

TEST_CASE("bytes that somebody has forged are refused or loaded, and never more") {
  const backtest::Plan plan = plan_of(kRegime + "");
  const Batch batch(plan);
  const std::vector<NextBar> bars = in_time(batch.data());
  StreamTagger tagger = StreamTagger::make(plan, batch.symbols());
  batch.feed(tagger, std::span(bars).first(90));
  const std::string saved = tagger.save();
  const std::string body = saved.substr(0, saved.size() - 32);
  std::mt19937_64 random(13);
  for (int round = 0; round < 2'000; ++round) {
    std::string forged = random() % 4 == 0 ? body.substr(0, random() % body.size()) : body;
    for (std::size_t times = random() % 4; times > 0 && !forged.empty(); --times) {
      forged[random() % forged.size()] = static_cast<char>(random());
    }
    core::Hash hash;
    hash.add(std::as_bytes(std::span(forged)));
    const auto error = thrown_by([&] { StreamTagger::load(plan, forged + hash.hex()); });
    CHECK((!error || error->kind() == core::ErrorKind::bad_input));
    CHECK((error || forged.size() == body.size()));
  }
}

TEST_CASE("a saved stream is refused by a plan that means something else") {
  const backtest::Plan plan = plan_of(kRegime);
  const std::string saved = StreamTagger::make(plan, {"SYN01", "SYN02"}).save();
  const auto refused_by = [&](const std::string& yaml, std::vector<std::string> overrides = {}) {
    return thrown_by([&] { StreamTagger::load(plan_of(yaml, std::move(overrides)), saved); });
  };
  CHECK_FALSE(refused_by(kRegime));
  CHECK(mentions(refused_by(kRegime, {"regime.params.preset=fx"}),
                 "regime.params.preset: the tagger was saved with 'crypto', and this is 'fx'"));
  CHECK(mentions(refused_by(kSynthetic + "regime: {plugin: ml_common_regime}\n"),
                 "regime.plugin: the tagger was saved with 'regime 1.0.0', and this is "
                 "'ml_common_regime"));
  CHECK(mentions(refused_by(kRegime, {"data.bar=30min"}),
                 "data.bar: the tagger was saved with '1h', and this is '30min'"));
  CHECK(mentions(refused_by(kRegime, {"data.synthetic.symbols=1"}), "no symbol 'SYN02'"));
  CHECK(mentions(refused_by(kRegime, {"data.venue=fx"}), "venue of SYN01: the tagger was saved"));
  CHECK(mentions(refused_by(kSynthetic + "regime:\n  - {plugin: regime, params: {preset: crypto}}\n"
                                         "  - {plugin: regime, as: day, on: 1d}\n"),
                 "regime[1].as: the tagger was saved with none, and this is 'day'"));
}

TEST_CASE("bytes of another version of the engine are refused") {
  const backtest::Plan plan = plan_of(kRegime);
  std::string saved = StreamTagger::make(plan, {"SYN01"}).save();
  saved.resize(saved.size() - 32);
  const auto with_digest = [](const std::string& body) {
    core::Hash hash;
    hash.add(std::as_bytes(std::span(body)));
    return body + hash.hex();
  };
  std::string layout = saved;
  layout[8] = 2;
  CHECK(mentions(thrown_by([&] { StreamTagger::load(plan, with_digest(layout)); }),
                 "another version of the engine"));
  const std::size_t version = saved.find("engine") + 6 + 8;
  saved[version] = '7';
  CHECK(mentions(thrown_by([&] { StreamTagger::load(plan, with_digest(saved)); }),
                 "engine: the tagger was saved with '7."));
}

TEST_CASE("what a stream cannot have is refused at its place, all at once") {
  const auto refused = [](const std::string& yaml, std::vector<std::string> symbols = {}) {
    return thrown_by([&] { StreamTagger::make(plan_of(yaml), symbols); });
  };
  const auto error = refused(
      "data:\n"
      "  source: table\n"
      "  bar: 1h\n"
      "  resample: 4h\n"
      "  venue: us_equity\n"
      "  symbols: [A, B]\n"
      "  time: {stamp: open}\n"
      "regime:\n"
      "  - {plugin: regime, of: A}\n"
      "  - {plugin: regime, as: eight, on: 8h}\n",
      {"B"});
  CHECK(mentions(error, "stream.yaml:4:13: data.resample: a stream takes the bars of the run"));
  CHECK(mentions(error, "stream.yaml:9:26: regime.of: the stream has no symbol 'A'"));
  CHECK(mentions(error, "stream.yaml:10:14: regime.on: where bars of 8h end"));
  CHECK(
      mentions(refused("data: {source: table, bar: 1w, symbols: [A]}\nregime: {plugin: regime}\n"),
               "a stream takes bars of at most 1d, and these are 1w"));
  CHECK(mentions(refused("data: {source: table, bar: 1h, symbols: [A], time: {stamp: open}}\n"
                         "strategy: {plugin: buy_and_hold}\n"),
                 "there is nothing to tag with"));
  CHECK(mentions(refused("data: {source: table, bar: 1h, time: {stamp: open}}\n"
                         "regime: {plugin: regime}\n"),
                 "nothing says which symbols will come"));
}

TEST_CASE("rows of files that a stream cannot have are refused at their place") {
  const auto refused = [](const std::string& data,
                          const std::string& path = "/nowhere/{symbol}.csv") {
    return thrown_by([&] {
      StreamTagger::make(
          plan_of("data:\n  source: csv\n  bar: 1d\n  path: " + path +
                  "\n  symbols: [A]\n  time: {column: time, format: \"%Y-%m-%d\"}\n" + data +
                  "regime: {plugin: regime}\n"));
    });
  };
  const std::string splits = "a stream is not told of splits";
  CHECK_FALSE(refused(""));
  CHECK(mentions(refused("  actions: {path: \"/nowhere/{symbol}.csv\"}\n"), splits));
  CHECK(mentions(refused("  columns: {split: split}\n"), splits));
  CHECK_FALSE(refused("  actions: {path: \"/nowhere/{symbol}.csv\", prices: split_adjusted}\n"));
  CHECK_FALSE(refused("  columns: {dividend: dividend}\n"));
  CHECK(mentions(refused("  columns: {adjusted_close: adj}\n"), "adjusted_close"));
  CHECK(
      mentions(refused("", "{bid: \"/nowhere/b_{symbol}.csv\", ask: \"/nowhere/a_{symbol}.csv\"}"),
               "bid and ask"));
  CHECK(mentions(refused("  venue: fx\n  sunday_stubs: merge\n"), "sunday_stubs"));
}

TEST_CASE("symbols and dimensions that are not there are named") {
  const backtest::Plan plan = plan_of(kRegime);
  CHECK(mentions(thrown_by([&] { StreamTagger::make(plan, {"SYN1"}); }), "did you mean 'SYN01'"));
  CHECK(mentions(thrown_by([&] {
                   StreamTagger::make(plan, {"SYN01", "SYN01"});
                 }),
                 "asked for twice"));
  CHECK(mentions(thrown_by([&] { StreamTagger::make(plan, {"a/b"}); }), "cannot be the name"));
  CHECK(
      mentions(thrown_by([&] { StreamTagger::make(plan, {}, {"tend"}); }), "did you mean 'trend'"));
  StreamTagger tagger = StreamTagger::make(plan, {}, {"trend", "volatility"});
  CHECK(tagger.symbols() == std::vector<std::string>{"SYN01", "SYN02", "SYN03"});
  CHECK(tagger.symbol("SYN02") == 1);
  CHECK(mentions(thrown_by([&] { tagger.symbol("SYN20"); }), "no symbol 'SYN20'"));
  CHECK(mentions(thrown_by([&] { tagger.update(3, {}); }), "no symbol number 3"));
  CHECK(tagger.dimensions().size() == 2);
  const Batch batch(plan);
  CHECK(batch.feed(tagger, in_time(batch.data())) == 0);
}

TEST_CASE("a bad bar is refused in the words of files and changes nothing") {
  const backtest::Plan plan = plan_of(kRegime);
  const Batch batch(plan);
  const std::vector<NextBar> bars = in_time(batch.data());
  StreamTagger tagger = StreamTagger::make(plan, batch.symbols());
  batch.feed(tagger, std::span(bars).first(300));
  const std::string before = tagger.save();
  const NextBar next = bars[300];
  const StreamTagger::Bar good = handed(batch.data().symbols[next.symbol].bars[next.bar]);
  const auto refused = [&](auto spoil, const char* words) {
    StreamTagger::Bar bar = good;
    spoil(bar);
    return mentions(thrown_by([&] { tagger.update(next.symbol, bar); }), words);
  };
  using Bar = StreamTagger::Bar;
  CHECK(refused([](Bar& bar) { bar.high = bar.low / 2; }, "SYN01:101:3: high "));
  CHECK(refused([](Bar& bar) { bar.open = 0; },
                "SYN01:101:2: open is '0', expected a price greater"));
  CHECK(refused([](Bar& bar) { bar.low = -1; },
                "SYN01:101:4: low is '-1', expected a price greater"));
  CHECK(refused([](Bar& bar) { bar.close = std::nan(""); },
                "close is 'nan', expected a finite number"));
  CHECK(refused([](Bar& bar) { bar.close = bar.high * 2; }, "SYN01:101:5: close "));
  CHECK(
      refused([](Bar& bar) { bar.volume = -2; }, "SYN01:101:6: volume is '-2', expected a volume"));
  CHECK(refused([](Bar& bar) { bar.time_ns -= core::kHour; }, "is a second one of the row before"));
  CHECK(refused([](Bar& bar) { bar.time_ns -= core::kDay; }, "is earlier than the row before"));
  CHECK(refused([](Bar& bar) { bar.time_ns += core::kMinute; }, "is off the grid of 1h bars"));
  CHECK(refused([](Bar& bar) { bar.time_ns = INT64_MAX; }, "SYN01:101:1: time: "));
  CHECK(tagger.save() == before);
  CHECK(batch.feed(tagger, std::span(bars).subspan(300)) == 0);
}

TEST_CASE("a tagger that fails ends its symbol alone") {
  const backtest::Plan plan = backtest::Plan::parse(
      kSynthetic + "regime: {plugin: throwing_tagger, params: {at_bar: 3}}\n",
      {.file = "stream.yaml",
       .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/tests/fixtures"}});
  const backtest::Market market = backtest::Market::load(plan);
  const auto& symbol = market.state().data.symbols[0];
  StreamTagger tagger = StreamTagger::make(plan);
  for (std::size_t b = 0; b < 3; ++b) {
    tagger.update(0, handed(symbol.bars[b]));
  }
  const auto fails = [&](std::size_t b) {
    return thrown_by([&] { tagger.update(0, handed(symbol.bars[b])); });
  };
  const auto error = fails(3);
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  CHECK(mentions(error, "tagger 'throwing_tagger' at symbol SYN01, bar 3"));
  CHECK(mentions(fails(4), "bar 3"));
  CHECK(mentions(thrown_by([&] { tagger.save(); }), "bar 3"));
  CHECK(tagger.update(1, handed(market.state().data.symbols[1].bars[0])).size() == 1);
}

TEST_CASE("updates are measured where the plan asks, and change nothing") {
  const backtest::Plan plan =
      plan_of(kRegime, {"latency.meter=full", "latency.budget.bar.p99=1s",
                        "latency.budget.tag.p50=1ns", "latency.budget.strategy.p50=1ns"});
  const Batch batch(plan);
  StreamTagger tagger = StreamTagger::make(plan, batch.symbols());
  CHECK(tagger.latency().updates == 0);
  CHECK_FALSE(tagger.latency().p50_ns);
  CHECK(batch.feed(tagger, in_time(batch.data())) == 0);
  const StreamTagger::Latency latency = tagger.latency();
  CHECK(latency.metered);
  CHECK(latency.updates == 4'500);
  REQUIRE(latency.p99_ns);
  CHECK(*latency.p50_ns > 0);
  CHECK(*latency.p50_ns <= *latency.p99_ns);
  CHECK(*latency.p99_ns <= latency.max_ns);
  REQUIRE(latency.budgets.size() == 2);
  const auto budget = [&](const std::string& stage) {
    return *std::ranges::find(latency.budgets, stage, &StreamTagger::Latency::Budget::stage);
  };
  CHECK(budget("bar").state == "PASS");
  CHECK(budget("tag").state == "FAIL");
  CHECK(budget("tag").limit_ns == 1);
  CHECK(latency.breached);
  CHECK_FALSE(StreamTagger::make(plan_of(kRegime)).latency().metered);
}

namespace {

const std::string kBenchmark =
    kSynthetic +
    "regime:\n"
    "  - {plugin: regime, params: {preset: crypto}}\n"
    "  - {plugin: regime, as: market, of: SYN01, params: {preset: crypto}}\n"
    "  - {plugin: regime, as: day, on: 1d, of: SYN01, params: {preset: crypto}}\n";

}  // namespace

TEST_CASE("a benchmark tags all symbols of a stream as it does those of a market") {
  check_equal(plan_of(kBenchmark));
  check_saved(plan_of(kBenchmark), 8);
}

TEST_CASE("bars that would have other tags in a market, by their benchmark, are refused") {
  const backtest::Plan plan = plan_of(kBenchmark);
  const backtest::Market market = backtest::Market::load(plan);
  const auto bar = [&](std::size_t symbol, std::size_t number) {
    return handed(market.state().data.symbols[symbol].bars[number]);
  };
  StreamTagger tagger = StreamTagger::make(plan);
  tagger.update(1, bar(1, 0));  // the benchmark has no bar yet, and may not have this one any more
  const auto late = thrown_by([&] { tagger.update(0, bar(0, 0)); });
  CHECK(mentions(late, "SYN01:1:1: the bar closing 2022-01-01T01:00:00Z is the benchmark's"));
  tagger.update(0, bar(0, 1));
  tagger.update(0, bar(0, 2));
  const auto early = thrown_by([&] { tagger.update(2, bar(2, 1)); });
  CHECK(
      mentions(early, "SYN03:1:1: the bar closing 2022-01-01T02:00:00Z comes after the benchmark"));
  CHECK(tagger.bars(2) == 0);
  tagger.update(2, bar(2, 2));
  StreamTagger loaded = StreamTagger::load(plan, tagger.save());
  CHECK(thrown_by([&] { loaded.update(1, bar(1, 1)); }));
  CHECK_FALSE(thrown_by([&] { loaded.update(1, bar(1, 2)); }));
  CHECK(mentions(thrown_by([&] { loaded.update(0, bar(0, 2)); }), "a second one"));
}

TEST_CASE("a loaded stream knows the latest bar that was tagged without its benchmark") {
  const backtest::Plan plan = plan_of(kBenchmark);
  const backtest::Market market = backtest::Market::load(plan);
  StreamTagger tagger = StreamTagger::make(plan);
  tagger.update(1, handed(market.state().data.symbols[1].bars[5]));
  StreamTagger loaded = StreamTagger::load(plan, tagger.save());
  const auto late = [&](std::size_t bar) {
    return thrown_by([&] { loaded.update(0, handed(market.state().data.symbols[0].bars[bar])); });
  };
  CHECK(mentions(late(5), "is the benchmark's"));
  CHECK_FALSE(late(6));
}

TEST_CASE("two benchmarks are refused, and one that fails ends all symbols") {
  const auto error = thrown_by([&] {
    StreamTagger::make(plan_of(kBenchmark + "  - {plugin: regime, as: other, of: SYN02}\n"));
  });
  CHECK(mentions(error, "a stream has one benchmark, and these are SYN01 and SYN02"));
  const backtest::Plan plan = backtest::Plan::parse(
      kSynthetic + "regime: {plugin: throwing_tagger, of: SYN01, params: {at_bar: 0}}\n",
      {.file = "stream.yaml",
       .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/tests/fixtures"}});
  const backtest::Market market = backtest::Market::load(plan);
  StreamTagger tagger = StreamTagger::make(plan);
  const auto fails = [&](std::size_t symbol) {
    return thrown_by(
        [&] { tagger.update(symbol, handed(market.state().data.symbols[symbol].bars[0])); });
  };
  CHECK(mentions(fails(0), "symbol SYN01, bar 0"));
  CHECK(mentions(fails(1), "symbol SYN01, bar 0"));
}
