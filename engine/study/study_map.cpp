// SPDX-License-Identifier: Apache-2.0
#include "study/study_map.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "config/scalar.hpp"
#include "study/axis_effects.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::study {

namespace {

using analysis::MapAxis;
using analysis::MapTrial;
using analysis::StudyMap;

constexpr std::size_t kFifths = 5;
constexpr double kFewestBins = 10;
constexpr double kMostBins = 40;

void each_objective(const RunStoreReader& reader, std::int64_t id,
                    const std::function<void(std::uint64_t, double)>& visit) {
  reader.each_objective(id, RunKind::trial,
                        [&](std::uint64_t number, std::optional<double> objective) {
                          if (objective) {
                            visit(number, *objective);
                          }
                        });
}

// At most kMostMapValues places of `size`, ascending, with the first, the last and `best`, and
// beside it its neighbours.
std::vector<std::size_t> kept_places(std::size_t size, std::size_t best) {
  std::vector<std::size_t> kept;
  const std::size_t count = std::min(size, kMostMapValues);
  for (std::size_t i = 0; i < count; ++i) {
    kept.push_back(count == 1 ? 0 : i * (size - 1) / (count - 1));
  }
  auto at = static_cast<std::size_t>(std::ranges::lower_bound(kept, best) - kept.begin());
  if (kept[at] != best) {  // in the place of its neighbour, which is neither the first nor the last
    at -= at + 1 == count ? 1 : 0;
    kept[at] = best;
  }
  if (at > 1) {
    kept[at - 1] = best - 1;
  }
  if (at + 2 < count) {
    kept[at + 1] = best + 1;
  }
  return kept;
}

// The slice of a grid through its best trial.
class GridMap {
 public:
  GridMap(const TrialList& trials, std::uint64_t best) : trials_(trials), best_(best) {
    here_ = trials.places(best);
  }

  std::optional<StudyMap> of(const RunStoreReader& reader, std::int64_t id) {
    find_axes(reader, id);
    if (map_.axes.empty()) {
      return std::nullopt;
    }
    std::vector<std::uint64_t> near = trials_.neighbours(best_);
    each_objective(reader, id, [&](std::uint64_t number, double objective) {
      take(number, objective, std::ranges::binary_search(near, number));
    });
    return std::move(map_);
  }

 private:
  void find_axes(const RunStoreReader& reader, std::int64_t id) {
    std::vector<std::size_t> sizes;
    for (const config::StudyAxis& axis : trials_.axes()) {
      sizes.push_back(axis.values.size());
    }
    AxisEffects effects(sizes);
    each_objective(reader, id, [&](std::uint64_t number, double objective) {
      effects.add(trials_.places(number), objective);
    });
    for (const std::size_t axis : effects.largest()) {
      add_axis(axis, effects.of(axis));
    }
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
      if (std::ranges::find(map_.axes, axis, &MapAxis::axis) == map_.axes.end()) {
        map_.held.emplace_back(axis, trials_.axes()[axis].values[here_[axis]].label);
      }
    }
  }

  void add_axis(std::size_t axis, double effect) {
    const std::vector<config::StudyValue>& values = trials_.axes()[axis].values;
    kept_.push_back(kept_places(values.size(), here_[axis]));
    MapAxis shown{.axis = axis, .all = values.size(), .effect = effect};
    for (const std::size_t place : kept_.back()) {
      shown.values.push_back(values[place].label);
    }
    map_.axes.push_back(std::move(shown));
  }

  void take(std::uint64_t number, double objective, bool neighbour) {
    std::vector<std::size_t> places = trials_.places(number);
    std::vector<double> at;
    for (std::size_t i = 0; i < map_.axes.size(); ++i) {
      const std::size_t axis = map_.axes[i].axis;
      const auto found = std::ranges::lower_bound(kept_[i], places[axis]);
      const bool kept = found != kept_[i].end() && *found == places[axis];
      at.push_back(kept ? static_cast<double>(found - kept_[i].begin()) : -1);
      places[axis] = here_[axis];
    }
    if (places != here_) {
      return;
    }
    ++map_.all;
    if (std::ranges::none_of(at, [](double place) { return place < 0; })) {
      map_.trials.push_back({.number = number,
                             .x = at.front(),
                             .y = at.size() > 1 ? at[1] : 0,
                             .objective = objective,
                             .neighbour = neighbour});
    }
  }

  const TrialList& trials_;
  std::uint64_t best_;
  std::vector<std::size_t> here_;               // of the best, by axis
  std::vector<std::vector<std::size_t>> kept_;  // by axis of the map
  StudyMap map_;
};

// A draw as numbers: of words the places among the axis's values.
struct Draw {
  std::uint64_t number = 0;
  double objective = 0;
  std::vector<double> at = {};  // by axis
};

bool is_number(const config::StudyAxis& axis) {
  return !axis.named && std::ranges::all_of(axis.values, [](const config::StudyValue& value) {
    return config::read_number(value.text).has_value();
  });
}

double place_of(const config::StudyAxis& axis, const config::StudyValue& value) {
  if (is_number(axis)) {
    return config::read_number(value.text).value_or(std::numeric_limits<double>::quiet_NaN());
  }
  const auto found = std::ranges::find(axis.values, value.label, &config::StudyValue::label);
  return static_cast<double>(found - axis.values.begin());
}

// Of more draws than a map has every so many, and the best.
std::vector<Draw> shown_draws(const TrialList& trials, const RunStoreReader& reader,
                              std::int64_t id, std::uint64_t best, std::int64_t& all) {
  each_objective(reader, id, [&](std::uint64_t, double) { ++all; });
  const auto each = static_cast<std::int64_t>((static_cast<std::size_t>(all) + kMostMapDraws - 1) /
                                              kMostMapDraws);
  std::vector<Draw> draws;
  std::int64_t seen = 0;
  each_objective(reader, id, [&](std::uint64_t number, double objective) {
    const bool shown = seen++ % each == 0 || number == best;
    const std::optional<Trial> trial = shown ? trials.at(number) : std::nullopt;
    if (trial) {
      draws.push_back({.number = number, .objective = objective});
      for (std::size_t axis = 0; axis < trial->values.size(); ++axis) {
        draws.back().at.push_back(place_of(trials.axes()[axis], trial->values[axis]));
      }
    }
  });
  return draws;
}

// Which fifth of the draws each is in by its value on the axis, equals by number; one value is one
// fifth.
std::vector<std::size_t> fifths(const std::vector<Draw>& draws, std::size_t axis) {
  std::vector<std::size_t> order(draws.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return draws[a].at[axis] < draws[b].at[axis]; });
  const bool one = draws[order.front()].at[axis] == draws[order.back()].at[axis];
  std::vector<std::size_t> fifth(draws.size(), 0);
  for (std::size_t i = 0; i < order.size() && !one; ++i) {
    fifth[order[i]] = i * kFifths / order.size();
  }
  return fifth;
}

AxisEffects effects_of(const std::vector<Draw>& draws, std::size_t axes) {
  std::vector<std::vector<std::size_t>> by_axis;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    by_axis.push_back(fifths(draws, axis));
  }
  AxisEffects effects(std::vector<std::size_t>(axes, kFifths));
  for (std::size_t i = 0; i < draws.size(); ++i) {
    std::vector<std::size_t> places;
    for (const std::vector<std::size_t>& fifth : by_axis) {
      places.push_back(fifth[i]);
    }
    effects.add(places, draws[i].objective);
  }
  return effects;
}

MapAxis axis_of_draws(const config::StudyAxis& axis, std::size_t place, double effect) {
  MapAxis shown{.axis = place,
                .all = axis.values.size(),
                .logarithmic = axis.range && axis.range->log,
                .effect = effect};
  if (!is_number(axis)) {
    for (const config::StudyValue& value : axis.values) {
      shown.values.push_back(value.label);
    }
  }
  return shown;
}

std::optional<StudyMap> map_of_draws(const TrialList& trials, const RunStoreReader& reader,
                                     std::int64_t id, std::uint64_t best) {
  StudyMap map{.grid = false};
  const std::vector<Draw> draws = shown_draws(trials, reader, id, best, map.all);
  if (draws.empty()) {
    return std::nullopt;
  }
  const AxisEffects effects = effects_of(draws, trials.axes().size());
  for (const std::size_t axis : effects.largest()) {
    map.axes.push_back(axis_of_draws(trials.axes()[axis], axis, effects.of(axis)));
  }
  for (const Draw& draw : draws) {
    map.trials.push_back({.number = draw.number,
                          .x = map.axes.empty() ? 0 : draw.at[map.axes[0].axis],
                          .y = map.axes.size() < 2 ? 0 : draw.at[map.axes[1].axis],
                          .objective = draw.objective});
  }
  return map.axes.empty() ? std::nullopt : std::optional(std::move(map));
}

// Twice over the same figures: for their range, and to count them.
stats::EqualBins bins_of(const std::function<void(const std::function<void(double)>&)>& each) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  double count = 0;
  each([&](double value) {
    low = std::min(low, value);
    high = std::max(high, value);
    ++count;
  });
  if (!std::isfinite(low) || !std::isfinite(high)) {
    return {};
  }
  const double bins_wanted = std::clamp(2 * std::sqrt(count), kFewestBins, kMostBins);
  stats::EqualBins bins =
      stats::EqualBins::between(low, high, static_cast<std::size_t>(bins_wanted));
  each([&](double value) { bins.add(value); });
  return bins;
}

}  // namespace

std::optional<analysis::StudyMap> map_of(const Study& study, const std::filesystem::path& store,
                                         std::int64_t id, std::uint64_t best) {
  const RunStoreReader reader(store);
  return study.trials().is_grid() ? GridMap(study.trials(), best).of(reader, id)
                                  : map_of_draws(study.trials(), reader, id, best);
}

analysis::StudySpread spread_of(const Study& study, const std::filesystem::path& store,
                                std::int64_t id, double a_year) {
  const RunStoreReader reader(store);
  analysis::StudySpread spread;
  spread.sharpe = bins_of([&](const std::function<void(double)>& visit) {
    reader.each_metric(id, RunKind::trial, kSessionSharpe,
                       [&](std::uint64_t, std::optional<double> value) {
                         if (value) {
                           visit(*value * std::sqrt(a_year));
                         }
                       });
  });
  if (study.config().objective.metric != "sharpe") {
    spread.objective = bins_of([&](const std::function<void(double)>& visit) {
      each_objective(reader, id, [&](std::uint64_t, double value) { visit(value); });
    });
  }
  return spread;
}

}  // namespace barometer::study
