// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/symbol.hpp"
#include "core/workers.hpp"
#include "regime/clock_tags.hpp"
#include "regime/tag_view.hpp"
#include "regime/tagger_set.hpp"
#include "regime/tagger_units.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// How far tags are moved in time.
struct TagMove {
  std::int64_t k = 0;  // bars by which every tag comes later, one number for all symbols: of the
                       // tagger whose bars follow each other soonest
  // Draws what happens to the dimensions that are known beforehand; none: they stay where they are.
  std::optional<std::uint64_t> clock_seed = {};
};

// Symbols whose tags are too few to be moved out of their own neighbourhood.
struct ShortHistory {
  core::SymbolIndex symbol = 0;
  std::string tagger;      // what begins the names of its dimensions; empty: plain names
  std::int64_t bars = 0;   // of the tagger, from the first known tag on
  std::int64_t least = 0;  // more than so many are needed
};

// Tags moved in time, so that they are what they were but for knowing when. A symbol's m bars from
// its first known tag (bar w) on are a circle, around which all columns of a tagger go together:
//   tag'[w + i] = tag[w + ((i - k) mod m)],
// k the same for all symbols; bars before w stay unknown. Taggers on coarser bars or of a benchmark
// go round in bars of their own, as far in time as the others; their blocks stay whole. Changes
// follow from the moved columns, and the lag of a change's onset goes with it. Dimensions that are
// known beforehand are redrawn (clock_tags.hpp).
//
// d is twice the median stay of the dimension that stays longest, in the tagger's bars; a scalar
// stays above or below its symbol's median. Symbols with m <= 4 d are unknown in every run that is
// compared. A k is admissible where k mod m is farther than d from 0 around the circle of every
// other symbol. Immutable; any number of threads may move at once.
class TagMover {
 public:
  // `tags` are complete and have what `moved` names: an entry per dimension, 1 to be moved. All but
  // `workers` outlive this object. Throws as TimeframeSet.
  TagMover(const TaggerSet& taggers, const data::MarketData& market, TagView tags,
           std::span<const std::uint8_t> moved, core::Workers& workers);

  // The tags where they belong, but for those of symbols that are too short: what the run that is
  // to be judged sees.
  const TagView& own() const { return own_; }

  // The same for k = 0 without a clock seed.
  TagView moved(const TagMove& move) const;

  // Every tag that is moved is unknown.
  TagView hidden() const;

  // A move by an admissible k, a function of seed and number. REQUIRES: admissible() > 0.
  TagMove draw(std::uint64_t seed, std::uint64_t number) const;

  bool is_admissible(std::int64_t k) const;

  // Different moves that may be drawn; the largest number there is where dimensions known
  // beforehand alone are redrawn in days or weeks of their own.
  std::int64_t admissible() const { return admissible_; }

  // Some of what is moved is known beforehand, and drawn anew.
  bool draws_by_clock() const { return clock_.has_value(); }

  // First step in which a moved tag is known: before it no move changes anything. The number of
  // steps where nothing is known.
  std::int64_t first_step() const { return first_step_; }

  const std::vector<ShortHistory>& too_short() const { return too_short_; }

  // d of the tagger whose bars k counts, in these; 0 where none is moved.
  std::int64_t distance() const;

 private:
  // One tagger with the dimensions of it that are moved.
  struct Circle {
    TaggerUnits units;
    std::vector<std::size_t> dimensions;
    std::int64_t distance = 0;          // d, units
    double share = 1;                   // of k in units of this tagger
    std::vector<std::int64_t> first;    // per source: w
    std::vector<std::int64_t> length;   // per source: m; 0 where nothing is known
    std::vector<std::uint8_t> unknown;  // per symbol: too short

    std::int64_t shift(std::int64_t k) const;
  };

  void add_circle(const TimeframeSet& frames, std::size_t tagger,
                  std::vector<std::size_t> dimensions);
  void measure(Circle& circle) const;
  void leave_out_short(Circle& circle, const std::string& name);
  double spacing(const Circle& circle) const;
  void share_steps();
  void count_admissible();
  void find_first_step();
  std::vector<std::int32_t> places(const Circle& circle, core::SymbolIndex symbol,
                                   std::int64_t k) const;
  TagView placed(const TagMove& move) const;

  const data::MarketData& market_;
  TagView tags_;
  std::vector<Circle> circles_;
  std::size_t counting_ = 0;  // index of the circle whose units k counts
  std::int64_t cycle_ = 0;    // values of k: 0 .. cycle - 1
  std::optional<ClockTags> clock_;
  std::vector<ShortHistory> too_short_;
  std::int64_t admissible_ = 0;
  std::int64_t first_step_ = 0;
  TagView own_;
};

}  // namespace barometer::regime
