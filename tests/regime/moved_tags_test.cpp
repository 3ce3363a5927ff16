// SPDX-License-Identifier: Apache-2.0
// What moving keeps: each property is computed here from the tags themselves, by definition.
#include "regime/moved_tags.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/workers.hpp"
#include "data/bar_row.hpp"
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

constexpr std::size_t kSteps = 3000;

// Own bars, each symbol's days, B's days for all.
regime::TaggerSet taggers() {
  const regime::Tagger tagger =
      tagger_of(shipped("regime"), {{"trend.window", "5"},
                                    {"volatility.window", "5"},
                                    {"volatility.half_life", "3"},
                                    {"volatility.reference", "40"},
                                    {"volatility.reference_min", "20"},
                                    {"volatility.percentile_lookback", "20"}});
  regime::TaggerSet set;
  set.add({tagger, "", {}, "", ""});
  set.add({tagger, "daily", core::kDay, "", ""});
  set.add({tagger, "market", core::kDay, "B", ""});
  return set;
}

data::MarketData market(std::uint64_t seed = 3) {
  return random_market(seed, {.symbols = 3, .steps = kSteps, .stormy = true});
}

struct Case {
  explicit Case(std::vector<std::string> names, data::MarketData bars = market())
      : data(std::move(bars)), moved(set.dimensions().size(), 0) {
    for (const std::string& name : names) {
      moved[dimension(name)] = 1;
    }
    tags = regime::TagSet(set, data, {moved, moved}, workers).view();
    mover.emplace(set, data, tags, moved, workers);
  }

  std::size_t dimension(const std::string& name) const {
    const auto found = std::ranges::find(set.dimensions(), name, &regime::Dimension::name);
    REQUIRE(found != set.dimensions().end());
    return static_cast<std::size_t>(found - set.dimensions().begin());
  }

  regime::TaggerSet set = taggers();
  data::MarketData data;
  core::Workers workers{2};
  std::vector<std::uint8_t> moved;
  regime::TagView tags;
  std::optional<regime::TagMover> mover;
};

std::vector<std::int8_t> labels(const regime::TagView& view, core::SymbolIndex s, std::size_t d) {
  const auto found = view.category(s, d);
  return {found.begin(), found.end()};
}

std::map<int, std::int64_t> counts(const std::vector<std::int8_t>& values) {
  std::map<int, std::int64_t> found;
  for (const std::int8_t value : values) {
    ++found[value];
  }
  return found;
}

// Lengths of runs around a circle, with their labels.
std::map<std::pair<int, std::size_t>, int> circular_runs(std::vector<std::int8_t> circle) {
  const auto seam = std::ranges::adjacent_find(circle, std::ranges::not_equal_to());
  if (seam != circle.end()) {
    std::rotate(circle.begin(), seam + 1, circle.end());
  }
  std::map<std::pair<int, std::size_t>, int> found;
  for (std::size_t begin = 0; begin < circle.size();) {
    std::size_t end = begin;
    while (end < circle.size() && circle[end] == circle[begin]) {
      ++end;
    }
    ++found[{circle[begin], end - begin}];
    begin = end;
  }
  return found;
}

// Number of the frame's bars that are known at each bar of the symbol.
std::vector<std::size_t> known_days(const data::MarketData& data, core::SymbolIndex of,
                                    core::SymbolIndex symbol) {
  const data::CoarseBars days = data::resample(data, of, core::kDay, data.symbols[of].bars);
  std::vector<std::size_t> found;
  for (const data::BarRow& bar : data.symbols[symbol].bars) {
    found.push_back(static_cast<std::size_t>(std::ranges::count_if(
        days.known_ns, [&](auto known) { return known <= bar.close_time_ns; })));
  }
  return found;
}

// The first bar with a known tag in any of the dimensions.
std::size_t first_known(const regime::TagView& view, core::SymbolIndex s,
                        const std::vector<std::size_t>& dimensions) {
  std::size_t first = view.category(s, dimensions.front()).size();
  for (const std::size_t d : dimensions) {
    const auto all = view.category(s, d);
    first = std::min(
        first, static_cast<std::size_t>(std::ranges::find_if(all, [](auto l) { return l >= 0; }) -
                                        all.begin()));
  }
  return first;
}

}  // namespace

TEST_CASE("tags on own bars go round a circle of the symbol's known bars, all columns together") {
  const Case one({"volatility", "trend", "trend_z"});
  const std::vector<std::size_t> categories{one.dimension("volatility"), one.dimension("trend")};
  const std::size_t z = one.dimension("trend_z");
  for (const std::int64_t k : {1, 17, 700, 2400}) {
    const regime::TagView view = one.mover->moved({.k = k});
    for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
      // trend_z is known from the bar on from which trend is.
      const std::size_t w = first_known(one.tags, s, categories);
      const auto n = one.data.symbols[s].bars.size();
      const auto m = static_cast<std::int64_t>(n - w);
      for (std::size_t i = 0; i < n; ++i) {
        for (const std::size_t d : categories) {
          const auto back = ((static_cast<std::int64_t>(i - w) - k) % m + m) % m;
          const std::int8_t expected =
              i < w ? BM_TAG_UNKNOWN : one.tags.category(s, d)[w + static_cast<std::size_t>(back)];
          REQUIRE(view.category(s, d)[i] == expected);
          if (i >= w) {
            const float value = one.tags.scalar(s, z)[w + static_cast<std::size_t>(back)];
            REQUIRE((view.scalar(s, z)[i] == value || std::isnan(value)));
          } else {
            REQUIRE(std::isnan(view.scalar(s, z)[i]));
          }
        }
      }
    }
  }
}

TEST_CASE("a move keeps how often each label holds, and how long it stays but for the seam") {
  const Case one({"volatility", "trend"});
  for (std::uint64_t draw = 0; draw < 4; ++draw) {
    const regime::TagView view = one.mover->moved(one.mover->draw(5, draw));
    for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
      const std::vector<std::size_t> both{one.dimension("volatility"), one.dimension("trend")};
      const std::size_t w = first_known(one.tags, s, both);
      for (const std::size_t d : both) {
        auto before = labels(one.tags, s, d);
        auto after = labels(view, s, d);
        CHECK(counts(before) == counts(after));
        CHECK(before != after);
        before.erase(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(w));
        after.erase(after.begin(), after.begin() + static_cast<std::ptrdiff_t>(w));
        CHECK(circular_runs(before) == circular_runs(after));
      }
    }
  }
}

TEST_CASE("no move is the tags themselves") {
  const Case one({"volatility", "daily.trend", "session"});
  const regime::TagView view = one.mover->moved({});
  for (std::size_t d = 0; d < one.moved.size(); ++d) {
    CHECK(view.tag_column(d) == one.tags.tag_column(d));
    CHECK(view.onset_column(d) == one.tags.onset_column(d));
  }
  CHECK(one.mover->too_short().empty());
}

TEST_CASE("what is not moved is shared") {
  const Case one({"volatility"});
  std::vector<std::uint8_t> all(one.moved.size(), 0);
  all[one.dimension("volatility")] = all[one.dimension("trend")] = 1;
  core::Workers workers(1);
  const regime::TagView tags = regime::TagSet(one.set, one.data, {all, {}}, workers).view();
  const regime::TagMover mover(one.set, one.data, tags, one.moved, workers);
  const regime::TagView view = mover.moved({.k = 300});
  CHECK(view.tag_column(one.dimension("trend")) == tags.tag_column(one.dimension("trend")));
  CHECK(view.tag_column(one.dimension("volatility")) !=
        tags.tag_column(one.dimension("volatility")));
}

TEST_CASE("tags of coarser bars and of a benchmark move in their own bars, as whole blocks") {
  const Case one({"daily.trend", "market.trend"},
                 random_market(3, {.symbols = 3, .steps = 3 * kSteps}));
  const std::int64_t k = GENERATE(10, 37, 60);  // days: nothing else is moved
  REQUIRE(one.mover->too_short().empty());
  const regime::TagView view = one.mover->moved({.k = k});
  for (const auto& [name, benchmark] : {std::pair{"daily.trend", -1}, {"market.trend", 1}}) {
    const std::size_t d = one.dimension(name);
    for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
      const auto of = benchmark < 0 ? s : static_cast<core::SymbolIndex>(benchmark);
      const std::vector<std::size_t> here = known_days(one.data, of, s);
      const std::vector<std::size_t> there = known_days(one.data, of, of);
      // One label a day, by the symbol that the days are of.
      std::map<std::size_t, std::int8_t> days;
      for (std::size_t i = 0; i < there.size(); ++i) {
        days.try_emplace(there[i], one.tags.category(of, d)[i]);
      }
      std::vector<std::int8_t> known;
      std::vector<std::size_t> numbers;
      for (const auto& [day, label] : days) {
        if (label >= 0 || !known.empty()) {
          known.push_back(label);
          numbers.push_back(day);
        }
      }
      const auto m = std::ssize(known);
      REQUIRE(m > k);
      for (std::size_t i = 0; i < here.size(); ++i) {
        const auto at = std::ranges::upper_bound(numbers, here[i]) - numbers.begin() - 1;
        const std::int8_t expected = at < 0
                                         ? std::int8_t{BM_TAG_UNKNOWN}
                                         : known[static_cast<std::size_t>(((at - k) % m + m) % m)];
        INFO(name << " symbol " << s << " bar " << i);
        REQUIRE(view.category(s, d)[i] == expected);
      }
    }
  }
}

TEST_CASE("taggers of coarser bars go as far in time as the others") {
  const RandomMarket every_hour{.symbols = 3, .steps = kSteps, .ragged = false};
  const Case one({"trend", "daily.trend"}, random_market(6, every_hour));
  const regime::TagView both = one.mover->moved({.k = 24 * 20});
  const Case daily({"daily.trend"}, random_market(6, every_hour));
  const regime::TagView alone = daily.mover->moved({.k = 20});
  const std::size_t d = one.dimension("daily.trend");
  CHECK(labels(both, 0, d) == labels(alone, 0, d));
}

TEST_CASE("changes follow from moved columns, and an onset keeps its lag") {
  const Case one({"volatility"});
  const std::size_t d = one.dimension("volatility");
  const std::int64_t k = 900;
  const regime::TagView view = one.mover->moved({.k = k});
  const regime::TagChanges changes(view, one.moved);
  std::int64_t seen = 0;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    const auto now = view.category(s, d);
    const auto w = static_cast<std::int64_t>(first_known(one.tags, s, {d}));
    const std::int64_t m = std::ssize(now) - w;
    for (std::int64_t i = 1; i < std::ssize(now); ++i) {
      const std::int8_t label = now[static_cast<std::size_t>(i)];
      const std::int8_t before = now[static_cast<std::size_t>(i - 1)];
      std::int64_t told = 0;
      changes.at(s, i, [&](const regime::TagChange& change) {
        ++told;
        CHECK(change.from == before);
        CHECK(change.to == label);
        const std::int64_t from = w + ((i - w - k) % m + m) % m;
        const std::int64_t onset = one.tags.onset(s, d)[static_cast<std::size_t>(from)];
        const std::int64_t kept = onset < 0 ? -1 : std::max<std::int64_t>(i - (from - onset), 0);
        CHECK(change.onset_bar == kept);
      });
      REQUIRE(told == (label != before ? 1 : 0));
      seen += told;
    }
  }
  CHECK(seen > 50);
}

TEST_CASE("a move is admissible where no circle comes near its beginning") {
  const Case one({"volatility", "trend"});
  std::vector<std::int64_t> lengths;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    const auto w = first_known(one.tags, s, {one.dimension("volatility"), one.dimension("trend")});
    lengths.push_back(std::ssize(one.data.symbols[s].bars) - static_cast<std::int64_t>(w));
  }
  const std::int64_t d = one.mover->distance();
  REQUIRE(d > 0);
  std::int64_t admissible = 0;
  for (std::int64_t k = 0; k < std::ranges::max(lengths); ++k) {
    const bool far =
        std::ranges::all_of(lengths, [&](std::int64_t m) { return k % m > d && m - k % m > d; });
    REQUIRE(one.mover->is_admissible(k) == far);
    admissible += far ? 1 : 0;
  }
  CHECK(one.mover->admissible() == admissible);
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    const regime::TagMove move = one.mover->draw(9, draw);
    CHECK(one.mover->is_admissible(move.k));
    CHECK(one.mover->draw(9, draw).k == move.k);
  }
  CHECK(one.mover->draw(9, 0).k != one.mover->draw(10, 0).k);
}

TEST_CASE("d is twice the median stay of the dimension that stays longest") {
  const Case one({"volatility"});
  std::vector<std::size_t> stays;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    const auto all = labels(one.tags, s, one.dimension("volatility"));
    for (std::size_t begin = 0, i = 1; i < all.size(); ++i) {
      if (all[i] != all[begin]) {
        if (all[begin] >= 0) {
          stays.push_back(i - begin);
        }
        begin = i;
      }
    }
  }
  std::ranges::sort(stays);
  const std::size_t n = stays.size();
  const auto twice_median = static_cast<std::int64_t>(stays[(n - 1) / 2] + stays[n / 2]);
  CHECK(one.mover->distance() == twice_median);
}

TEST_CASE("a symbol with too few tagged bars is unknown in every run, and named") {
  data::MarketData all = market();
  std::vector<std::vector<data::BarRow>> bars;
  for (const data::SymbolData& symbol : all.symbols) {
    bars.push_back(symbol.bars.copy());
  }
  bars[1].erase(bars[1].begin(), bars[1].end() - 60);
  const Case one({"volatility"}, test_market(bars));
  REQUIRE(one.mover->too_short().size() == 1);
  const regime::ShortHistory& found = one.mover->too_short().front();
  CHECK(found.symbol == 1);
  CHECK(found.least == 4 * one.mover->distance());
  const std::size_t d = one.dimension("volatility");
  for (const regime::TagView& view : {one.mover->own(), one.mover->moved({.k = 500})}) {
    CHECK(counts(labels(view, 1, d)) == std::map<int, std::int64_t>{{BM_TAG_UNKNOWN, 60}});
  }
  CHECK(labels(one.mover->own(), 0, d) == labels(one.tags, 0, d));
}

TEST_CASE("nothing is known where tags are hidden") {
  const Case one({"volatility", "trend_z", "weekday"});
  const regime::TagView hidden = one.mover->hidden();
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    CHECK(counts(labels(hidden, s, one.dimension("volatility"))).size() == 1);
    CHECK(counts(labels(hidden, s, one.dimension("weekday"))).contains(BM_TAG_UNKNOWN));
    CHECK(std::ranges::all_of(hidden.scalar(s, one.dimension("trend_z")),
                              [](float value) { return std::isnan(value); }));
  }
}

TEST_CASE("moves begin to tell where the first tag is known") {
  const Case one({"volatility"});
  core::Timestamp first = one.data.timeline.times().back();
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    const std::size_t w = first_known(one.tags, s, {one.dimension("volatility")});
    first = std::min(first, one.data.symbols[s].bars[w].close_time_ns);
  }
  CHECK(one.data.timeline.time(one.mover->first_step()) == first);
}
