// SPDX-License-Identifier: Apache-2.0
#include "regime/moved_tags.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/dwell_distance.hpp"
#include "regime/placed_columns.hpp"
#include "regime/timeframes.hpp"
#include "stats/random.hpp"

namespace barometer::regime {

namespace {

constexpr std::int32_t kNowhere = -1;

std::int64_t modulo(std::int64_t value, std::int64_t by) {
  const std::int64_t rest = value % by;
  return rest < 0 ? rest + by : rest;
}

// Distance of `shift` from 0 around a circle.
std::int64_t around(std::int64_t shift, std::int64_t length) {
  const std::int64_t rest = modulo(shift, length);
  return std::min(rest, length - rest);
}

// The entries of a source, one per unit.
template <class Entry>
std::vector<Entry> per_unit(std::span<const Entry> entries, std::span<const std::int32_t> bars) {
  std::vector<Entry> found;
  found.reserve(bars.size());
  for (const std::int32_t bar : bars) {
    found.push_back(entries[static_cast<std::size_t>(bar)]);
  }
  return found;
}

// The first unit with a known tag, or the number of units.
template <class Entry, class IsKnown>
std::int64_t first_known(const std::vector<Entry>& entries, IsKnown is_known) {
  return std::ranges::find_if(entries, is_known) - entries.begin();
}

}  // namespace

std::int64_t TagMover::Circle::shift(std::int64_t k) const {
  return static_cast<std::int64_t>(std::llround(static_cast<double>(k) * share));
}

TagMover::TagMover(const TaggerSet& taggers, const data::MarketData& market, TagView tags,
                   std::span<const std::uint8_t> moved, core::Workers& workers)
    : market_(market), tags_(std::move(tags)) {
  const std::vector<BarSource> sources = sources_of(market);
  const TimeframeSet frames(taggers, market, sources, workers);
  std::vector<std::size_t> by_clock;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    std::vector<std::size_t> dimensions;
    for (std::size_t d = 0; d < taggers[t].tagger.dimensions().size(); ++d) {
      const std::size_t of_run = taggers.first_dimension(t) + d;
      if (moved[of_run] != 0) {
        const bool ahead = taggers.dimensions()[of_run].known_ahead != BM_KNOWN_NO;
        (ahead ? by_clock : dimensions).push_back(of_run);
      }
    }
    if (!dimensions.empty()) {
      add_circle(frames, t, std::move(dimensions));
      leave_out_short(circles_.back(), taggers[t].as);
    }
  }
  if (!by_clock.empty()) {
    clock_.emplace(market, tags_, std::move(by_clock));
  }
  share_steps();
  count_admissible();
  find_first_step();
  own_ = too_short_.empty() ? tags_ : placed({});
}

void TagMover::add_circle(const TimeframeSet& frames, std::size_t tagger,
                          std::vector<std::size_t> dimensions) {
  circles_.push_back({.units = TaggerUnits(market_, frames, tagger),
                      .dimensions = std::move(dimensions),
                      .first = std::vector<std::int64_t>(market_.symbols.size(), 0),
                      .length = std::vector<std::int64_t>(market_.symbols.size(), 0),
                      .unknown = std::vector<std::uint8_t>(market_.symbols.size(), 0)});
  measure(circles_.back());
}

// Finds w and m of each source, and d.
void TagMover::measure(Circle& circle) const {
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    circle.first[s] = circle.units.count(s);
  }
  for (const std::size_t d : circle.dimensions) {
    StayCounts stays;
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      const auto bars = circle.units.bar_of(s);
      std::int64_t first = 0;
      if (tags_.dimensions()[d].kind == BM_DIMENSION_CATEGORY) {
        const auto labels = per_unit(tags_.category(s, d), bars);
        first = first_known(labels, [](std::int8_t label) { return label >= 0; });
        stays.add_labels(labels);
      } else {
        const auto values = per_unit(tags_.scalar(s, d), bars);
        first = first_known(values, [](float value) { return !std::isnan(value); });
        stays.add_values(values);
      }
      circle.first[s] = std::min(circle.first[s], first);
    }
    circle.distance = std::max(circle.distance, stays.distance());
  }
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    circle.length[s] = circle.units.count(s) - circle.first[s];
  }
}

void TagMover::leave_out_short(Circle& circle, const std::string& name) {
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    const std::int64_t bars = circle.length[circle.units.source(s)];
    if (bars <= 4 * circle.distance || bars == 0) {
      circle.unknown[s] = 1;
      too_short_.push_back(
          {.symbol = s, .tagger = name, .bars = bars, .least = 4 * circle.distance});
    }
  }
}

// Mean time from one unit to the next, of the source that has the most; 0 for fewer than two.
double TagMover::spacing(const Circle& circle) const {
  double found = 0;
  std::int64_t most = 1;
  for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
    const auto bars = circle.units.bar_of(s);
    if (std::ssize(bars) > most) {
      most = std::ssize(bars);
      const auto time_of = [&](std::int32_t bar) {
        return market_.symbols[s].bars[static_cast<std::size_t>(bar)].close_time_ns;
      };
      found = static_cast<double>(time_of(bars.back()) - time_of(bars.front())) /
              static_cast<double>(most - 1);
    }
  }
  return found;
}

// k counts bars of the tagger whose bars follow each other soonest, and the others go as far in
// time.
void TagMover::share_steps() {
  double soonest = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < circles_.size(); ++c) {
    if (const double mine = spacing(circles_[c]); mine > 0 && mine < soonest) {
      soonest = mine;
      counting_ = c;
    }
  }
  for (Circle& circle : circles_) {
    const double mine = spacing(circle);
    circle.share = mine > 0 ? soonest / mine : 1;
  }
  if (!circles_.empty()) {
    cycle_ = std::ranges::max(circles_[counting_].length);
  }
}

bool TagMover::is_admissible(std::int64_t k) const {
  bool moves = false;
  for (const Circle& circle : circles_) {
    const std::int64_t shift = circle.shift(k);
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      if (circle.unknown[s] == 0) {
        moves = true;
        if (around(shift, circle.length[circle.units.source(s)]) <= circle.distance) {
          return false;
        }
      }
    }
  }
  return moves;
}

void TagMover::count_admissible() {
  if (circles_.empty()) {
    admissible_ = clock_ ? clock_->draws() : 0;
    return;
  }
  for (std::int64_t k = 0; k < cycle_; ++k) {
    admissible_ += is_admissible(k) ? 1 : 0;
  }
}

void TagMover::find_first_step() {
  first_step_ = clock_ ? 0 : market_.timeline.steps();
  for (const Circle& circle : circles_) {
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      const core::SymbolIndex source = circle.units.source(s);
      if (circle.unknown[s] == 0) {
        const auto unit = static_cast<std::size_t>(circle.first[source]);
        const auto bar = static_cast<std::size_t>(circle.units.bar_of(source)[unit]);
        const core::Timestamp known = market_.symbols[source].bars[bar].close_time_ns;
        first_step_ = std::min(first_step_, market_.timeline.steps_until(known) - 1);
      }
    }
  }
}

std::int64_t TagMover::distance() const {
  return circles_.empty() ? 0 : circles_[counting_].distance;
}

TagMove TagMover::draw(std::uint64_t seed, std::uint64_t number) const {
  TagMove move{.k = 0, .clock_seed = {}};
  stats::Random random(seed, number);
  if (clock_) {
    move.clock_seed = random.bits();
  }
  while (!circles_.empty() && !is_admissible(move.k)) {
    move.k = static_cast<std::int64_t>(random.uniform() * static_cast<double>(cycle_));
  }
  return move;
}

// Per bar of the symbol: the source's bar whose entry it gets.
std::vector<std::int32_t> TagMover::places(const Circle& circle, core::SymbolIndex symbol,
                                           std::int64_t k) const {
  const core::SymbolIndex source = circle.units.source(symbol);
  const std::int64_t first = circle.first[source];
  const std::int64_t length = circle.length[source];
  const auto bars = circle.units.bar_of(source);
  const auto units = circle.units.unit_of(symbol);
  std::vector<std::int32_t> found(units.size(), kNowhere);
  if (circle.unknown[symbol] != 0) {
    return found;
  }
  const std::int64_t back = length - modulo(circle.shift(k), length);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i] >= first) {
      std::int64_t at = units[i] - first + back;
      at -= at >= length ? length : 0;
      found[i] = bars[static_cast<std::size_t>(first + at)];
    }
  }
  return found;
}

TagView TagMover::placed(const TagMove& move) const {
  PlacedColumns columns(market_, tags_);
  for (const Circle& circle : circles_) {
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      const auto places = this->places(circle, s, move.k);
      for (const std::size_t d : circle.dimensions) {
        columns.place(d, s, places, circle.units.source(s), circle.units.unit_of(s));
      }
    }
  }
  for (std::size_t i = 0; clock_ && move.clock_seed && i < clock_->dimensions().size(); ++i) {
    for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
      columns.place(clock_->dimensions()[i], s, clock_->places(i, s, *move.clock_seed));
    }
  }
  return columns.view();
}

TagView TagMover::hidden() const {
  PlacedColumns columns(market_, tags_);
  const auto hide = [&](std::span<const std::size_t> dimensions) {
    for (const std::size_t d : dimensions) {
      for (core::SymbolIndex s = 0; s < market_.symbols.size(); ++s) {
        const std::vector<std::int32_t> nowhere(market_.symbols[s].bars.size(), kNowhere);
        columns.place(d, s, nowhere, s, nowhere);
      }
    }
  };
  for (const Circle& circle : circles_) {
    hide(circle.dimensions);
  }
  if (clock_) {
    hide(clock_->dimensions());
  }
  return columns.view();
}

TagView TagMover::moved(const TagMove& move) const {
  const bool stays = std::ranges::all_of(
      circles_, [&move](const Circle& circle) { return circle.shift(move.k) == 0; });
  return stays && !(clock_ && move.clock_seed) ? own_ : placed(move);
}

}  // namespace barometer::regime
