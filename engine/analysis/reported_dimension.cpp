// SPDX-License-Identifier: Apache-2.0
#include "analysis/reported_dimension.hpp"

#include <algorithm>
#include <optional>

#include "config/output_config.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::analysis {

namespace {

ReportedSide side_of(const regime::Dimension& dimension, std::size_t index) {
  return {.name = dimension.name,
          .dimension = index,
          .labels = dimension.labels.size(),
          .own_bar = dimension.known_ahead != BM_KNOWN_NO,
          .gap = dimension.known_ahead == BM_KNOWN_DAY};
}

std::vector<std::string> labels_of(const regime::Dimension& dimension, const ReportedSide& side) {
  std::vector<std::string> labels = dimension.labels;
  if (side.gap) {
    labels.emplace_back("gap");
  }
  return labels;
}

ReportedDimension single(const regime::Dimension& dimension, std::size_t index) {
  const ReportedSide side = side_of(dimension, index);
  return {dimension.name, labels_of(dimension, side), {side}};
}

ReportedDimension pair_of(const ReportedDimension& a, const ReportedDimension& b) {
  ReportedDimension pair{a.name + " & " + b.name, {}, {a.sides.front(), b.sides.front()}};
  for (const std::string& of_a : a.labels) {
    for (const std::string& of_b : b.labels) {
      pair.labels.push_back(of_a + " & " + of_b);
    }
  }
  return pair;
}

// Slots of one side: its labels, then unknown.
void add_side(const ReportedSide& side, std::span<const std::int8_t> tags, std::size_t first,
              std::span<std::uint8_t> slots) {
  const auto labels = static_cast<std::uint8_t>(side.labels);
  const auto unknown = static_cast<std::uint8_t>(side.slots());
  std::size_t i = 0;
  if (!side.own_bar && first == 0 && !slots.empty()) {
    slots[i++] = unknown;  // nothing stands before the first bar
  }
  const std::int8_t* const column = tags.data() + first - (side.own_bar ? 0 : 1);
  for (; i < slots.size(); ++i) {
    const auto tag = static_cast<std::uint8_t>(column[i]);  // negative ones are large
    slots[i] = tag < labels ? tag : unknown;
  }
}

}  // namespace

bool ReportedDimension::own_bar() const {
  return std::ranges::all_of(sides, &ReportedSide::own_bar);
}

bool ReportedDimension::gaps() const {
  return std::ranges::any_of(sides, &ReportedSide::gap);
}

bool ReportedDimension::is_gap(std::size_t slot) const {
  return slot < unknown() && gaps() && gap_slot(slot) == slot;
}

std::size_t ReportedDimension::gap_slot(std::size_t slot) const {
  const ReportedSide& last = sides.back();
  std::size_t of_last = slot % last.slots();
  std::size_t of_first = slot / last.slots();
  if (last.gap) {
    of_last = last.labels;
  }
  if (sides.size() > 1 && sides.front().gap) {
    of_first = sides.front().labels;
  }
  return of_first * last.slots() + of_last;
}

std::vector<std::uint8_t> slots_of(const ReportedDimension& dimension, const regime::TagView& tags,
                                   core::SymbolIndex symbol, std::size_t first, std::size_t count) {
  std::vector<std::uint8_t> slots(count);
  add_side(dimension.sides.front(), tags.category(symbol, dimension.sides.front().dimension), first,
           slots);
  if (dimension.sides.size() == 1) {
    return slots;
  }
  const ReportedSide& last = dimension.sides.back();
  std::vector<std::uint8_t> of_last(count);
  add_side(last, tags.category(symbol, last.dimension), first, of_last);
  for (std::size_t i = 0; i < count; ++i) {
    const bool known = slots[i] != dimension.sides.front().slots() && of_last[i] != last.slots();
    slots[i] = static_cast<std::uint8_t>(known ? slots[i] * last.slots() + of_last[i]
                                               : dimension.unknown());
  }
  return slots;
}

std::vector<ReportedDimension> reported_dimensions(const regime::TagView& tags,
                                                   const config::OutputConfig& output) {
  std::vector<ReportedDimension> reported;
  const auto shown = [&](std::size_t i) {
    const regime::Dimension& dimension = tags.dimensions()[i];
    const bool counts = dimension.kind == BM_DIMENSION_CATEGORY && tags.wanted(i);
    return counts ? std::optional(single(dimension, i)) : std::nullopt;
  };
  for (std::size_t i = 0; i < tags.dimensions().size(); ++i) {
    const auto& named = output.regimes;
    const bool chosen =
        named.empty() || std::ranges::find(named, tags.dimensions()[i].name) != named.end();
    if (auto found = chosen ? shown(i) : std::nullopt) {
      reported.push_back(std::move(*found));
    }
  }
  for (const config::TagPair& pair : output.pairs) {
    const int a = tags.find(pair.first);
    const int b = tags.find(pair.second);
    const auto first = a >= 0 ? shown(static_cast<std::size_t>(a)) : std::nullopt;
    const auto second = b >= 0 ? shown(static_cast<std::size_t>(b)) : std::nullopt;
    if (first && second) {
      reported.push_back(pair_of(*first, *second));
    }
  }
  return reported;
}

std::vector<std::size_t> single_dimensions(std::span<const ReportedDimension> reported) {
  std::vector<std::size_t> dimensions;
  for (const ReportedDimension& dimension : reported) {
    if (dimension.sides.size() == 1) {
      dimensions.push_back(dimension.sides.front().dimension);
    }
  }
  return dimensions;
}

}  // namespace barometer::analysis
