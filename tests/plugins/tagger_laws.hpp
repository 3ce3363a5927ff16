// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <thread>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "support/catch.hpp"

// Laws 1 to 3 and 8 of docs/regimes.md for any tagger, through its slots.

namespace barometer::harness {

// A tagger and its parameters.
struct Subject {
  std::string plugin;
  Settings settings;

  Table tag(const Series& series, std::int64_t block = 64) const {
    return tag_all(series, settings, block, plugin);
  }

  Tagger make(const Series& series) const {
    return Tagger(settings, series.instrument, {}, plugin);
  }
};

// A restless market with bad bars, so that the laws hold there too.
inline Series market_with_bad_bars(std::uint64_t seed, std::size_t bars) {
  RandomMarket random(seed);
  Series series = hourly(prices_of(random.restless(bars - 1)));
  for (double& open : series.open) {
    if (random.uniform() < 0.01) {
      open = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return series;
}

inline void check_block_invariance(const Subject& subject, const Series& series) {
  const Table single = subject.tag(series, 1);
  for (const std::int64_t block : {2, 3, 5, 7, 13, 64, 1000}) {
    INFO("block " << block);
    CHECK(subject.tag(series, block).same_as(single));
  }
}

inline void check_no_future(const Subject& subject, const Series& whole, std::uint64_t seed) {
  const Table expected = subject.tag(whole);
  RandomMarket random(seed);
  for (int trial = 0; trial < 6; ++trial) {
    const auto cut =
        static_cast<std::int64_t>(random.uniform() * static_cast<double>(whole.size()));
    Series blind = whole;
    for (auto t = static_cast<std::size_t>(cut); t < blind.close.size(); ++t) {
      const double noise = trial % 2 == 0 ? std::nan("") : 50 + 100 * random.uniform();
      blind.open[t] = blind.high[t] = blind.low[t] = blind.close[t] = noise;
    }
    INFO("cut at " << cut);
    CHECK(subject.tag(blind).same_as(expected, cut));
  }
}

inline void check_save_and_load(const Subject& subject, const Series& series, std::uint64_t seed) {
  const Table expected = subject.tag(series);
  RandomMarket random(seed);
  for (int trial = 0; trial < 6; ++trial) {
    const auto cut =
        static_cast<std::int64_t>(random.uniform() * static_cast<double>(series.size()));
    INFO("cut at " << cut);
    Tagger first = subject.make(series);
    Table out = first.table(series.size());
    first.tag(series, 0, cut, 5, out);
    Tagger second = subject.make(series);
    REQUIRE(second.load(first.save()) == BM_OK);
    CHECK(second.save() == first.save());
    second.tag(series, cut, series.size(), 7, out);
    CHECK(out.same_as(expected));
  }
}

inline void check_reset(const Subject& subject, const Series& series, const Series& other) {
  Tagger tagger = subject.make(series);
  Table out = tagger.table(series.size());
  tagger.tag(other, 0, std::min(other.size(), series.size()), 64, out);
  tagger.reset();
  tagger.tag(series, 0, series.size(), 64, out);
  CHECK(out.same_as(subject.tag(series)));
}

inline void check_refuses_damaged_state(const Subject& subject, const Series& series) {
  Tagger tagger = subject.make(series);
  Table out = tagger.table(series.size());
  tagger.tag(series, 0, series.size() / 2, 64, out);
  const auto state = tagger.save();
  CHECK(tagger.load({state.data(), state.size() - 1}) == BM_INVALID_ARGUMENT);
  CHECK(tagger.load(std::vector<std::byte>(state.size(), std::byte{255})) == BM_INVALID_ARGUMENT);
  tagger.tag(series, 0, series.size(), 64, out);
  CHECK(out.same_as(subject.tag(series)));
}

// Eight instances on eight threads against one after the other.
inline void check_threads(const Subject& subject, std::size_t bars) {
  std::vector<Table> together(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < together.size(); ++i) {
      threads.emplace_back(
          [&, i] { together[i] = subject.tag(market_with_bad_bars(100 + i, bars)); });
    }
  }
  for (std::size_t i = 0; i < together.size(); ++i) {
    CHECK(together[i].same_as(subject.tag(market_with_bad_bars(100 + i, bars))));
  }
}

// The tags of these dimensions by an instance of which nobody wants any other.
inline Table tag_only(const Subject& subject, const Series& series,
                      const std::vector<std::string>& wanted) {
  Tagger tagger(subject.settings, series.instrument, wanted, subject.plugin);
  Table out = tagger.table(series.size());
  tagger.tag(series, 0, series.size(), 64, out);
  Table only;
  for (const std::string& name : wanted) {
    if (tagger.dimension(name).kind == BM_DIMENSION_CATEGORY) {
      only.category[name] = out.category.at(name);
      only.onset[name] = out.onset.at(name);
    } else {
      only.scalar[name] = out.scalar.at(name);
    }
  }
  return only;
}

// Law 8: which dimensions are wanted changes no bit of the others, onsets included. Each alone, and
// a quarter, half and three quarters of them, drawn at random.
inline void check_wanted_changes_nothing(const Subject& subject, const Series& series,
                                         std::uint64_t seed) {
  const Table all = subject.tag(series);
  const Tagger company = subject.make(series);
  for (const bm_dimension& d : company.dimensions()) {
    INFO(d.name);
    CHECK(tag_only(subject, series, {d.name}).same_as(all));
  }
  RandomMarket random(seed);
  for (int trial = 0; trial < 12; ++trial) {
    std::vector<std::string> wanted;
    for (const bm_dimension& d : company.dimensions()) {
      if (random.uniform() < (trial % 3 + 1) / 4.0) {
        wanted.emplace_back(d.name);
      }
    }
    INFO("trial " << trial);
    CHECK((wanted.empty() || tag_only(subject, series, wanted).same_as(all)));
  }
}

inline Series scaled(Series series, int power) {
  for (auto* column : {&series.open, &series.high, &series.low, &series.close}) {
    for (double& price : *column) {
      price = std::ldexp(price, power);
    }
  }
  return series;
}

}  // namespace barometer::harness
