// SPDX-License-Identifier: Apache-2.0
#include "page/lane_series.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/run_end.hpp"
#include "page/packed.hpp"

namespace barometer::page {

namespace {

std::uint8_t label_of(std::int8_t tag, std::uint8_t unknown) {
  return tag < 0 ? unknown : static_cast<std::uint8_t>(tag + 1);
}

// REQUIRES: there is a tag.
std::uint8_t most_common(std::span<const std::int8_t> tags, std::uint8_t unknown) {
  if (std::ranges::all_of(tags, [&](std::int8_t tag) { return tag == tags.front(); })) {
    return label_of(tags.front(), unknown);
  }
  std::array<std::uint32_t, 256> counts;
  const auto end = std::fill_n(counts.begin(), unknown + 1, 0U);
  for (const std::int8_t tag : tags) {
    ++counts[label_of(tag, unknown)];
  }
  return static_cast<std::uint8_t>(std::max_element(counts.begin(), end) - counts.begin());
}

// Behind the bars from `bar` on that lie in its cell.
std::size_t end_of_cell(const StepCells& cells, const LiveBars& live, std::size_t bar) {
  const std::size_t next = cells.begin(cells.of(live.steps[bar]) + 1);
  while (bar < live.steps.size() && live.steps[bar] < next) {
    ++bar;
  }
  return bar;
}

}  // namespace

std::vector<CellBars> cell_bars(const StepCells& cells, const LiveBars& live) {
  std::vector<CellBars> list;
  std::size_t next_cell = 0;  // first step of the cell behind the last one of the list
  for (std::size_t i = 0; i < live.steps.size(); ++i) {
    if (list.empty() || live.steps[i] >= next_cell) {
      const std::size_t cell = cells.of(live.steps[i]);
      next_cell = cells.begin(cell + 1);
      list.push_back({.cell = cell, .begin = i, .end = i});
    }
    list.back().end = i + 1;
  }
  return list;
}

Lane lane_of(const StepCells& cells, const LiveBars& live, std::span<const std::int8_t> tags,
             std::uint8_t unknown) {
  Lane lane{.labels = std::string(cells.count(), '\0'), .base = std::uint64_t{unknown} + 1};
  if (live.steps.empty()) {
    return lane;
  }
  lane.begin = lane.end = cells.of(live.steps.front());
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(tags.data()),
                                            live.steps.size());
  char before = 0;
  for (std::size_t bar = 0; bar < live.steps.size();) {
    const std::size_t begin = bar;
    bar = cells.per == 1 ? core::run_end(bytes, bar) : end_of_cell(cells, live, bar);
    const std::size_t cell = cells.of(live.steps[begin]);
    std::fill(lane.labels.data() + lane.end, lane.labels.data() + cell, before);
    before = static_cast<char>(most_common(tags.subspan(begin, bar - begin), unknown));
    lane.end = cells.of(live.steps[bar - 1]) + 1;
    std::fill(lane.labels.data() + cell, lane.labels.data() + lane.end, before);
  }
  return lane;
}

std::string packed_lane(std::string_view labels, std::uint64_t base) {
  std::string out;
  for (std::size_t begin = 0; begin < labels.size();) {
    const std::size_t end = std::min(labels.find_first_not_of(labels[begin], begin), labels.size());
    append_packed(out, (end - begin - 1) * base + static_cast<std::uint8_t>(labels[begin]));
    begin = end;
  }
  return out;
}

std::size_t LanePool::number_of(Lane lane) {
  const std::size_t count = lane.end - lane.begin;
  const auto same = [&](const Lane& other) {
    return other.base == lane.base &&
           other.labels.compare(lane.begin, count, lane.labels, lane.begin, count) == 0;
  };
  const auto found = std::ranges::find_if(lanes_, same);
  if (found == lanes_.end()) {
    packed_.push_back(packed_lane(lane.labels, lane.base));
    bytes_ += packed_.back().size();
    lanes_.push_back(std::move(lane));
    return lanes_.size() - 1;
  }
  return static_cast<std::size_t>(found - lanes_.begin());
}

std::string LanePool::json() const {
  std::string out = "[";
  for (const std::string& lane : packed_) {
    out += (out.size() > 1 ? ",\"" : "\"") + lane + "\"";
  }
  return out + "]";
}

}  // namespace barometer::page
