// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_set.hpp"

#include <string>
#include <thread>
#include <vector>

#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "regime/column_key.hpp"
#include "regime/live_tags.hpp"
#include "regime/tag_changes.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// The shipped tagger on own bars, on each symbol's days and on B's own bars.
regime::TaggerSet taggers() {
  const regime::Tagger tagger = tagger_of(shipped("regime"), {});
  regime::TaggerSet set;
  set.add({tagger, "", {}, "", ""});
  set.add({tagger, "daily", core::kDay, "", ""});
  set.add({tagger, "market", {}, "B", ""});
  return set;
}

data::MarketData market() {
  return random_market(11, {.symbols = 3, .steps = 500});
}

// Every `nth` dimension from `first` on, with its onsets.
regime::WantedTags some(const regime::TaggerSet& set, std::size_t first, std::size_t nth) {
  std::vector<std::uint8_t> wanted(set.dimensions().size(), 0);
  for (std::size_t d = first; d < wanted.size(); d += nth) {
    wanted[d] = 1;
  }
  return {wanted, wanted};
}

std::string bytes_of_dimension(const regime::TagView& tags, std::size_t d) {
  std::string all;
  for (core::SymbolIndex s = 0; s < tags.symbol_count(); ++s) {
    add_bytes(all, tags.category(s, d));
    add_bytes(all, tags.scalar(s, d));
    add_bytes(all, tags.onset(s, d));
  }
  return all;
}

}  // namespace

TEST_CASE("a set has what is wanted and nothing else, whatever else is wanted beside it") {
  const regime::TaggerSet set = taggers();
  const data::MarketData data = market();
  core::Workers workers(2);
  const regime::WantedTags everything = some(set, 0, 1);
  const regime::TagSet all(set, data, everything, workers);
  for (std::size_t first = 0; first < 3; ++first) {
    const regime::TagSet part(set, data, some(set, first, 3), workers);
    for (std::size_t d = 0; d < set.dimensions().size(); ++d) {
      CHECK(part.view().wanted(d) == (d % 3 == first));
      if (part.view().wanted(d)) {
        CHECK(bytes_of_dimension(part.view(), d) == bytes_of_dimension(all.view(), d));
      }
    }
  }
}

TEST_CASE("a missing column is computed later, and the others are shared") {
  const regime::TaggerSet set = taggers();
  const data::MarketData data = market();
  core::Workers workers(2);
  regime::ColumnStore store;
  const regime::TagSet first(set, data, some(set, 0, 2), workers, store);
  const std::size_t before = store.size();
  const regime::TagSet again(set, data, some(set, 0, 2), workers, store);
  CHECK(store.size() == before);
  const regime::TagSet whole(set, data, some(set, 0, 1), workers, store);
  CHECK(store.size() > before);
  const regime::TagSet fresh(set, data, some(set, 0, 1), workers);
  for (std::size_t d = 0; d < set.dimensions().size(); ++d) {
    if (d % 2 == 0) {
      CHECK(again.view().tag_column(d) == first.view().tag_column(d));
      CHECK(whole.view().tag_column(d) == first.view().tag_column(d));
    }
    CHECK(bytes_of_dimension(whole.view(), d) == bytes_of_dimension(fresh.view(), d));
  }
}

TEST_CASE("onsets that are asked for later leave the tags that are there alone") {
  const regime::TaggerSet set = taggers();
  const data::MarketData data = market();
  core::Workers workers(1);
  regime::ColumnStore store;
  const regime::WantedTags tags_only = regime::WantedTags::all(set.dimensions());
  const regime::TagSet without(set, data, tags_only, workers, store);
  const regime::TagSet with(set, data, some(set, 0, 1), workers, store);
  for (std::size_t d = 0; d < set.dimensions().size(); ++d) {
    CHECK(with.view().tag_column(d) == without.view().tag_column(d));
    CHECK(without.view().onset(0, d).empty());
    const bool category = set.dimensions()[d].kind == BM_DIMENSION_CATEGORY;
    CHECK(with.view().onset(0, d).empty() == !category);
  }
}

TEST_CASE("one set is read by several runs on several threads, each with its own changes") {
  const regime::TaggerSet set = taggers();
  const data::MarketData data = market();
  core::Workers workers(2);
  const regime::TagSet tags(set, data, some(set, 0, 1), workers);
  const auto count = [&](std::size_t first) {
    const regime::TagChanges changes(tags.view(), some(set, first, 2).tags);
    std::int64_t seen = 0;
    for (core::SymbolIndex s = 0; s < data.symbols.size(); ++s) {
      for (std::int64_t bar = 0; bar < std::ssize(data.symbols[s].bars); ++bar) {
        changes.at(s, bar, [&](const regime::TagChange&) { ++seen; });
      }
    }
    return seen;
  };
  const std::vector<std::int64_t> alone{count(0), count(1)};
  std::vector<std::int64_t> together(2);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < together.size(); ++i) {
      threads.emplace_back([&, i] { together[i] = count(i); });
    }
  }
  CHECK(together == alone);
  CHECK(alone[0] > 0);
  CHECK(alone[1] > 0);
}

TEST_CASE("live tags and their onsets are those of a complete set") {
  const regime::TaggerSet set = taggers();
  const data::MarketData data = market();
  core::Workers workers(2);
  const regime::WantedTags wanted = some(set, 1, 2);
  regime::LiveTags live(set, data, wanted, workers);
  for (std::int64_t step = 0; step < data.timeline.steps(); ++step) {
    live.tag(data.timeline.active(step));
  }
  live.check();
  const regime::TagSet ahead(set, data, wanted, workers);
  for (std::size_t d = 0; d < set.dimensions().size(); ++d) {
    CHECK(bytes_of_dimension(live.view(), d) == bytes_of_dimension(ahead.view(), d));
  }
}

TEST_CASE("a column's key tells taggers, parameters, timeframes, symbols and dimensions apart") {
  const data::MarketData data = market();
  regime::TaggerSet set = taggers();
  set.add({tagger_of(shipped("regime"), {{"volatility.window", "30"}}), "other", {}, "", ""});
  const auto kind = regime::ColumnKind::category;
  const std::size_t each = set.first_dimension(1);
  const regime::ColumnKey own = regime::column_key(set, data, 0, kind);
  CHECK(own == regime::column_key(set, data, 0, kind));
  CHECK(own != regime::column_key(set, data, 1, kind));
  CHECK(own != regime::column_key(set, data, 0, regime::ColumnKind::onset));
  for (std::size_t tagger = 1; tagger < 4; ++tagger) {
    CHECK(own != regime::column_key(set, data, tagger * each, kind));
  }
  CHECK(regime::column_key(set, data, each, kind).on == core::kDay);
  CHECK(regime::column_key(set, data, 2 * each, kind).of == "B");
  CHECK(own.dimension == set.dimensions()[0].name);
}
