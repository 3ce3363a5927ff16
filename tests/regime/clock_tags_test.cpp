// SPDX-License-Identifier: Apache-2.0
// Tags that are known beforehand, redrawn: what each day and week keeps.
#include "regime/clock_tags.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "regime/moved_tags.hpp"
#include "regime/tag_set.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

data::MarketData synthetic_market() {
  config::DataConfig config;
  config.source = config::DataSource::synthetic;
  config.bar = core::kHour;
  config.synthetic.symbols = 3;
  config.synthetic.bars = 4800;
  return data::load_market(config, 1);
}

struct Case {
  explicit Case(const std::string& name) {
    set.add({tagger_of(shipped("regime"), {}), "", {}, "", ""});
    const auto found = std::ranges::find(set.dimensions(), name, &regime::Dimension::name);
    dimension = static_cast<std::size_t>(found - set.dimensions().begin());
    std::vector<std::uint8_t> moved(set.dimensions().size(), 0);
    moved[dimension] = 1;
    tags = regime::TagSet(set, data, {moved, moved}, workers).view();
    mover.emplace(set, data, tags, moved, workers);
    after = mover->moved(mover->draw(7, 0));
  }

  std::int64_t date(core::SymbolIndex s, std::size_t bar) const {
    return data
        .calendar_of(s, data.timeline.steps_until(data.symbols[s].bars[bar].close_time_ns) - 1)
        .session_date;
  }

  regime::TaggerSet set;
  data::MarketData data = synthetic_market();
  core::Workers workers{1};
  std::size_t dimension = 0;
  regime::TagView tags;
  std::optional<regime::TagMover> mover;
  regime::TagView after;
};

std::int64_t week(std::int64_t date) {
  return (date + 3) / 7;  // Monday is the first day
}

}  // namespace

TEST_CASE("the days of a week change places, in one order for all symbols") {
  const Case one("weekday");
  std::map<std::int64_t, std::int8_t> label_of_day;
  std::map<std::int64_t, std::multiset<int>> weeks_before;
  std::map<std::int64_t, std::multiset<int>> weeks_after;
  std::set<std::int64_t> moved;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    std::map<std::int64_t, std::pair<int, int>> days;
    for (std::size_t bar = 0; bar < one.data.symbols[s].bars.size(); ++bar) {
      const std::int64_t date = one.date(s, bar);
      const std::int8_t label = one.after.category(s, one.dimension)[bar];
      const auto known = label_of_day.try_emplace(date, label);
      REQUIRE(known.first->second == label);  // one order for all, whole days
      if (days.try_emplace(date, one.tags.category(s, one.dimension)[bar], label).second &&
          label != one.tags.category(s, one.dimension)[bar]) {
        moved.insert(date);
      }
    }
    if (s == 0) {
      for (const auto& [date, both] : days) {
        weeks_before[week(date)].insert(both.first);
        weeks_after[week(date)].insert(both.second);
      }
    }
  }
  CHECK(moved.size() > label_of_day.size() / 2);
  // A week whose days all have bars keeps its labels.
  std::size_t whole = 0;
  for (const auto& [number, labels] : weeks_before) {
    if (labels.size() == 7) {
      ++whole;
      CHECK(weeks_after[number] == labels);
    }
  }
  CHECK(whole > 5);
}

TEST_CASE("the labels of a day are rotated within it, the same part of the day for all") {
  const Case one("session");
  std::size_t rotated = 0;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    std::map<std::int64_t, std::vector<std::int8_t>> before;
    std::map<std::int64_t, std::vector<std::int8_t>> after;
    for (std::size_t bar = 0; bar < one.data.symbols[s].bars.size(); ++bar) {
      before[one.date(s, bar)].push_back(one.tags.category(s, one.dimension)[bar]);
      after[one.date(s, bar)].push_back(one.after.category(s, one.dimension)[bar]);
    }
    for (const auto& [date, labels] : before) {
      std::vector<std::int8_t> turned = labels;
      bool found = false;
      for (std::size_t turn = 0; turn < labels.size() && !found; ++turn) {
        found = turned == after[date];
        std::rotate(turned.begin(), turned.begin() + 1, turned.end());
      }
      CHECK(found);
      rotated += after[date] != labels ? 1 : 0;
    }
  }
  CHECK(rotated > 100);
}

TEST_CASE("the calendar moves by whole session days") {
  const Case one("calendar");
  std::map<std::int64_t, std::int8_t> before;
  std::map<std::int64_t, std::int8_t> after;
  for (core::SymbolIndex s = 0; s < one.data.symbols.size(); ++s) {
    for (std::size_t bar = 0; bar < one.data.symbols[s].bars.size(); ++bar) {
      before[one.date(s, bar)] = one.tags.category(s, one.dimension)[bar];
      after[one.date(s, bar)] = one.after.category(s, one.dimension)[bar];
    }
  }
  std::vector<std::int8_t> days;
  std::vector<std::int8_t> moved;
  for (const auto& [date, label] : before) {
    days.push_back(label);
    moved.push_back(after[date]);
  }
  bool found = false;
  for (std::size_t turn = 1; turn < days.size() && !found; ++turn) {
    std::rotate(days.begin(), days.begin() + 1, days.end());
    found = days == moved;
  }
  CHECK(found);
  CHECK(one.mover->admissible() > 0);
  CHECK(one.mover->admissible() < std::ssize(days));
}

TEST_CASE("days and weeks can be redrawn as often as one likes, and each draw by itself") {
  const Case one("weekday");
  CHECK(one.mover->admissible() == std::numeric_limits<std::int64_t>::max());
  const regime::TagView again = one.mover->moved(one.mover->draw(7, 0));
  const regime::TagView other = one.mover->moved(one.mover->draw(7, 1));
  CHECK(std::ranges::equal(again.category(0, one.dimension), one.after.category(0, one.dimension)));
  CHECK_FALSE(
      std::ranges::equal(other.category(0, one.dimension), one.after.category(0, one.dimension)));
}
