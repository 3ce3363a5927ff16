// SPDX-License-Identifier: Apache-2.0
// Taggers side by side: what a bar sees of a coarse or a benchmark's tag, by definition.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "data/build_market.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "fixtures/fixture_run.hpp"
#include "regime/tag_changes.hpp"
#include "regime/tag_set.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const regime::Tagger& good() {
  static const regime::Tagger kTagger = tagger_of(fixture("good_tagger"), {{"half_life", "5"}});
  return kTagger;
}

// Own bars, each symbol's days, B's own bars for all, B's pieces of four hours for all.
regime::TaggerSet four(const regime::Tagger& tagger) {
  regime::TaggerSet taggers;
  taggers.add({tagger, "", {}, "", ""});
  taggers.add({tagger, "daily", core::kDay, "", ""});
  taggers.add({tagger, "market", {}, "B", ""});
  taggers.add({tagger, "slow", 4 * core::kHour, "B", ""});
  return taggers;
}

data::MarketData ragged(std::uint64_t seed) {
  return random_market(seed, {.symbols = 4, .steps = 400});
}

// A market of nothing but the coarse bars of one symbol.
data::MarketData coarse_market(const data::MarketData& market, std::size_t symbol,
                               data::CoarseBars& bars, core::Duration on) {
  const data::SymbolData& data = market.symbols[symbol];
  const calendar::Venue& venue = *market.venues[data.venue].hours;
  bars = data::resample(market, static_cast<core::SymbolIndex>(symbol), on, data.bars);
  data::MarketData coarse = test_market({bars.bars});
  std::ranges::copy(bars.calendar, coarse.calendar.begin());
  coarse.instruments[0] = data::coarse_instrument(venue, on, market.instruments[symbol]);
  return coarse;
}

// Frame bars that are known at `time`.
std::size_t known(const std::vector<core::Timestamp>& known_ns, core::Timestamp time) {
  return static_cast<std::size_t>(std::count_if(known_ns.begin(), known_ns.end(),
                                                [time](core::Timestamp t) { return t <= time; }));
}

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
}

// Dimensions first ... of `table` hold at each bar what `frame` holds at its last known bar.
void check_seen(const regime::TagView& table, const data::MarketData& market, std::size_t first,
                core::SymbolIndex symbol, const regime::TagView& frame,
                const std::vector<core::Timestamp>& known_ns) {
  const auto& bars = market.symbols[symbol].bars;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::size_t count = known(known_ns, bars[i].close_time_ns);
    for (std::size_t d = 0; d < frame.dimensions().size(); ++d) {
      if (frame.dimensions()[d].kind == BM_DIMENSION_CATEGORY) {
        const std::int8_t expected = count == 0 ? BM_TAG_UNKNOWN : frame.category(0, d)[count - 1];
        REQUIRE(table.category(symbol, first + d)[i] == expected);
      } else {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float expected = count == 0 ? nan : frame.scalar(0, d)[count - 1];
        REQUIRE(same_bits(table.scalar(symbol, first + d)[i], expected));
      }
    }
  }
}

void check_same(const regime::TagView& a, core::SymbolIndex of_a, const regime::TagView& b,
                core::SymbolIndex of_b) {
  for (std::size_t d = 0; d < a.dimensions().size(); ++d) {
    REQUIRE(std::ranges::equal(a.category(of_a, d), b.category(of_b, d)));
    REQUIRE(std::ranges::equal(a.scalar(of_a, d), b.scalar(of_b, d),
                               [](float x, float y) { return same_bits(x, y); }));
  }
}

// The same bars under other names: the last symbol first.
data::MarketData turned_round(const data::MarketData& market) {
  std::vector<std::vector<data::BarRow>> bars;
  for (auto symbol = market.symbols.rbegin(); symbol != market.symbols.rend(); ++symbol) {
    bars.push_back(symbol->bars.copy());
  }
  return test_market(std::move(bars));
}

data::MarketData until(const data::MarketData& market, core::Timestamp cut) {
  std::vector<std::vector<data::BarRow>> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    std::vector<data::BarRow>& rows = bars.emplace_back(symbol.bars.copy());
    std::erase_if(rows, [cut](const data::BarRow& bar) { return bar.close_time_ns > cut; });
  }
  return test_market(std::move(bars));
}

}  // namespace

TEST_CASE("names are qualified, tagger after tagger") {
  const regime::TaggerSet taggers = four(good());
  const std::size_t each = good().dimensions().size();
  REQUIRE(taggers.dimensions().size() == 4 * each);
  CHECK(taggers.dimensions()[0].name == good().dimensions()[0].name);
  CHECK(taggers.dimensions()[each].name == "daily." + good().dimensions()[0].name);
  CHECK(taggers.first_dimension(2) == 2 * each);
}

TEST_CASE("a bar sees the tag of the last coarse bar known at its close, by definition") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const data::MarketData market = ragged(seed);
    const regime::TagView table = tags_ahead(four(good()), market, 2);
    const std::size_t each = good().dimensions().size();
    data::CoarseBars slow;
    const regime::TagView slow_tags =
        tags_ahead(good(), coarse_market(market, 1, slow, 4 * core::kHour), 1);
    std::vector<core::Timestamp> closes;
    for (const data::BarRow& bar : market.symbols[1].bars) {
      closes.push_back(bar.close_time_ns);
    }
    const regime::TagView own = tags_ahead(good(), until(market, test_time(400)), 1);
    const regime::TagView market_tags =
        tags_ahead(good(), test_market({market.symbols[1].bars.copy()}), 1);
    for (core::SymbolIndex s = 0; s < 4; ++s) {
      data::CoarseBars days;
      const regime::TagView daily =
          tags_ahead(good(), coarse_market(market, s, days, core::kDay), 1);
      check_seen(table, market, each, s, daily, days.known_ns);
      check_seen(table, market, 3 * each, s, slow_tags, slow.known_ns);
      check_seen(table, market, 2 * each, s, market_tags, closes);
      CHECK(std::ranges::equal(table.category(s, 0), own.category(s, 0)));
    }
  }
}

TEST_CASE("the order of the symbols changes no tag") {
  const data::MarketData market = ragged(8);
  const data::MarketData turned = turned_round(market);
  for (const auto& [name, given] : {std::pair<const char*, Given>{"regime", {}},
                                    {"regime_model", {{"fit.burn_in", "150"}}},
                                    {"ml_common_regime", {}}}) {
    INFO(name);
    const regime::Tagger tagger = tagger_of(shipped(name), given);
    regime::TaggerSet taggers;
    taggers.add({tagger, "", {}, "", ""});
    taggers.add({tagger, "slow", 4 * core::kHour, "", ""});
    const regime::TagView expected = tags_ahead(taggers, market, 1);
    const auto last = static_cast<core::SymbolIndex>(market.symbols.size() - 1);
    for (const regime::TagView& found :
         {tags_ahead(taggers, turned, 2), tags_in_step(taggers, turned, 1)}) {
      for (core::SymbolIndex s = 0; s <= last; ++s) {
        check_same(found, last - s, expected, s);
      }
    }
  }
}

TEST_CASE("ahead and in step, any number of threads: the same bits") {
  for (const auto& file : {fixture("good_tagger"), shipped("regime"), shipped("regime_model"),
                           shipped("ml_common_regime")}) {
    const regime::TaggerSet taggers = four(tagger_of(file, {}));
    const data::MarketData market = random_market(9, {.symbols = 12, .steps = 600});
    const std::string expected = bytes_of(tags_ahead(taggers, market, 1));
    for (const int threads : {1, 2, 8}) {
      CHECK(bytes_of(tags_ahead(taggers, market, threads)) == expected);
      CHECK(bytes_of(tags_in_step(taggers, market, threads)) == expected);
    }
  }
}

TEST_CASE("a split is no return: raw prices with it have the tags of prices without it") {
  // Splits by powers of two leave every bit of the mantissa.
  const regime::TaggerSet taggers = four(tagger_of(shipped("regime"), {}));
  const data::MarketData whole = ragged(7);
  data::MarketData raw = ragged(7);
  data::SymbolData& split = raw.symbols[1];
  const std::vector<std::int64_t> steps = data::steps_of(raw, split);
  for (const auto& [day, ratio] : {std::pair{3, 4.0}, std::pair{9, 0.5}}) {
    const core::Day ex_date = raw.calendar_at(steps[0]).session_date + day;
    split.actions.emplace_back().ex_date = ex_date;
    split.actions.back().split = ratio;
    for (std::size_t bar = 0; bar < split.bars.size(); ++bar) {
      if (raw.calendar_at(steps[bar]).session_date >= ex_date) {
        data::BarRow& row = split.bars[bar];
        row.open /= ratio;
        row.high /= ratio;
        row.low /= ratio;
        row.close /= ratio;
      }
    }
  }
  data::place_actions(raw);
  const std::string expected = bytes_of(tags_ahead(taggers, whole, 1));
  CHECK(bytes_of(tags_ahead(taggers, raw, 2)) == expected);
  CHECK(bytes_of(tags_in_step(taggers, raw, 2)) == expected);
  split.actions.clear();
  data::place_actions(raw);
  CHECK(bytes_of(tags_ahead(taggers, raw, 1)) != expected);
}

TEST_CASE("the tags of a prefix are the prefix of the tags") {
  const data::MarketData market = ragged(6);
  const regime::TaggerSet taggers = four(good());
  const regime::TagView whole = tags_ahead(taggers, market, 1);
  for (std::int64_t step = 30; step < 390; step += 17) {
    const data::MarketData past = until(market, test_time(step));
    const regime::TagView some = tags_ahead(taggers, past, 1);
    for (core::SymbolIndex s = 0; s < 4; ++s) {
      for (std::size_t d = 0; d < whole.dimensions().size(); ++d) {
        const auto ids = whole.category(s, d);
        const auto past_ids = some.category(s, d);
        REQUIRE(std::ranges::equal(past_ids, ids.first(past_ids.size())));
        const auto values = whole.scalar(s, d);
        const auto past_values = some.scalar(s, d);
        REQUIRE(std::ranges::equal(past_values, values.first(past_values.size()),
                                   [](float a, float b) { return same_bits(a, b); }));
      }
    }
  }
}

TEST_CASE("changes are those of the columns, by bar, then dimension, unknown included") {
  const data::MarketData market = ragged(3);
  const regime::TaggerSet taggers = four(tagger_of(shipped("regime"), {}));
  const std::size_t count = taggers.dimensions().size();
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  const std::vector<std::uint8_t> all(count, 1);
  core::Workers workers(2);
  const regime::TagSet tags(taggers, market, {all, all}, workers);
  const regime::TagView& table = tags.view();
  const regime::TagChanges changes(table, all);
  std::int64_t seen = 0;
  std::int64_t with_onset = 0;
  for (core::SymbolIndex s = 0; s < 4; ++s) {
    std::vector<std::int8_t> last(count, BM_TAG_UNKNOWN);
    for (std::int64_t bar = 0; bar < bars[s]; ++bar) {
      std::vector<regime::TagChange> found;
      changes.at(s, bar, [&](const regime::TagChange& change) { found.push_back(change); });
      std::size_t next = 0;
      for (std::uint32_t d = 0; d < count; ++d) {
        const auto ids = table.category(s, d);
        if (ids.empty() || ids[static_cast<std::size_t>(bar)] == last[d]) {
          continue;
        }
        REQUIRE(next < found.size());
        const regime::TagChange& change = found[next++];
        CHECK(change.bar == bar);
        CHECK(change.dimension == d);
        CHECK(change.from == last[d]);
        CHECK(change.to == ids[static_cast<std::size_t>(bar)]);
        CHECK(change.onset_bar >= -1);
        CHECK(change.onset_bar <= bar);
        with_onset += change.onset_bar >= 0 ? 1 : 0;
        last[d] = change.to;
        ++seen;
      }
      REQUIRE(next == found.size());
    }
  }
  CHECK(seen > 200);
  CHECK(with_onset > 100);
}

TEST_CASE("a benchmark that the run does not have is refused with the nearest name") {
  const data::MarketData market = ragged(1);
  regime::TaggerSet taggers;
  taggers.add({good(), "market", {}, "BB", "run.yaml:7:3"});
  const auto error = error_of([&] { tags_ahead(taggers, market, 1); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(says(*error, "run.yaml:7:3: regime.of: the run has no symbol 'BB'"));
  CHECK(says(*error, "did you mean 'B'?"));
}
