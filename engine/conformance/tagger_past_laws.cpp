// SPDX-License-Identifier: Apache-2.0
// What tags may depend on: bars up to their own, and nothing about how they are asked for.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kWhole = std::int64_t{1} << 40;

void check_random_blocks(TaggerBench& bench, std::size_t s) {
  std::mt19937_64 random(s + 1);
  TaggerProbe probe = bench.probe(bench.series()[s]);
  while (probe.bars_left() > 0) {
    probe.tag(1 + static_cast<std::int64_t>(random() % 130));
  }
  bench.require_plain(s, probe.tags(),
                      "the same bars came in blocks of 64, then in blocks of 1 to 130, drawn at "
                      "random");
}

// Bars 0 .. cut - 1 are the past. Whatever comes behind, they are tagged alike.
void check_cut(TaggerBench& bench, std::size_t s, std::int64_t cut) {
  const TagSeries& series = bench.series()[s];
  const TagTable& plain = bench.plain(s);
  TaggerProbe ended = bench.probe(prefix_of(series, cut));
  ended.tag(kWhole);
  bench.require_same(series, plain, ended.tags(), 0, cut,
                     fmt::format("the bars from {} on were removed", cut));
  if (cut == series.size()) {
    return;
  }
  for (const double factor : {0.5, 2.0}) {
    TaggerProbe other = bench.probe(with_jump(series, cut, factor));
    other.tag(kWhole);
    bench.require_same(series, plain, other.tags(), 0, cut,
                       fmt::format("prices from bar {} on were {}, and all bars came in one call",
                                   cut, factor < 1 ? "halved" : "doubled"));
  }
}

// The last bars of the warm-up, the first and last bar, and others drawn at random.
std::vector<std::int64_t> cuts_of(TaggerBench& bench, std::size_t s, int most) {
  const std::int64_t bars = bench.series()[s].size();
  const std::int64_t warm = std::min(bench.warmup(), bars - 2);
  std::vector<std::int64_t> cuts{warm + (bars - warm) / 2, bars - 1, warm + 1, 1, bars};
  std::mt19937_64 random(s + 7);
  while (std::ssize(cuts) < most) {
    cuts.push_back(1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bars - 1)));
  }
  cuts.resize(static_cast<std::size_t>(most));
  return cuts;
}

void check_wanted(TaggerBench& bench, std::size_t s, std::vector<std::uint8_t> wanted,
                  bool onsets) {
  const auto& dimensions = bench.dimensions();
  std::string names;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    names += wanted[d] == 0 ? "" : (names.empty() ? "'" : ", '") + dimensions[d].name + "'";
  }
  const TagSeries& series = bench.series()[s];
  TaggerProbe probe(bench.tagger(), series, std::move(wanted), onsets);
  probe.tag_rest(TaggerBench::kPlainBlock);
  bench.require_plain(s, probe.tags(),
                      fmt::format("all dimensions were wanted, then only {}{}", names,
                                  onsets ? "" : ", without onsets"));
}

}  // namespace

LawNote check_block(TaggerBench& bench) {
  constexpr std::array<std::int64_t, 5> kBlocks{1, kWhole, 7, 2, 1000};
  const int lengths = bench.times(5);
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    for (int i = 0; i < lengths; ++i) {
      const std::int64_t block = kBlocks[static_cast<std::size_t>(i)];
      TaggerProbe probe = bench.probe(bench.series()[s]);
      probe.tag_rest(block);
      bench.require_plain(
          s, probe.tags(),
          block == kWhole ? "the same bars came in blocks of 64, then all in one call"
                          : fmt::format("the same bars came in blocks of 64, then of {}", block));
    }
    check_random_blocks(bench, s);
  }
  return {fmt::format("{} symbols in {} ways", bench.symbols(), lengths + 2)};
}

LawNote check_prefix(TaggerBench& bench) {
  constexpr std::size_t kSeries = 2;  // one without gaps, one with
  const int cuts = std::max(3, bench.times(45) / 3);
  for (std::size_t s = 0; s < std::min(kSeries, bench.series().size()); ++s) {
    for (const std::int64_t cut : cuts_of(bench, s, cuts)) {
      check_cut(bench, s, cut);
    }
  }
  return {
      fmt::format("{} cuts of {} symbols: removed, halved, doubled behind them", cuts, kSeries)};
}

LawNote check_date(TaggerBench& bench) {
  bench.plain(0);
  std::vector<std::uint8_t> by_bars;
  for (const TriedDimension& dimension : bench.dimensions()) {
    by_bars.push_back(dimension.by_calendar ? 0 : 1);
  }
  if (std::ranges::find(by_bars, 1) == by_bars.end()) {
    throw LawPassedOver(LawOutcome::does_not_apply,
                        "every dimension says that the calendar decides it (known_ahead)");
  }
  const TagSeries& series = bench.series()[0];
  TaggerProbe probe(bench.tagger(), years_later(series), by_bars);
  probe.tag_rest(TaggerBench::kPlainBlock);
  bench.require_plain(0, probe.tags(), "the same bars came again, dated 28 years later");
  return {fmt::format("{} dimensions that the calendar does not decide",
                      std::ranges::count(by_bars, 1))};
}

LawNote check_wanted(TaggerBench& bench) {
  bench.plain(0);
  const std::size_t dimensions = bench.dimensions().size();
  const std::size_t s = bench.series().size() > 1 ? 1 : 0;
  check_wanted(bench, s, bench.all_wanted(), false);
  if (dimensions == 1) {
    return {"the one dimension, with onsets and without"};
  }
  const auto tried = static_cast<std::size_t>(bench.times(static_cast<int>(dimensions)));
  for (std::size_t i = 0; i < tried; ++i) {
    std::vector<std::uint8_t> alone(dimensions, 0);
    alone[i * dimensions / tried] = 1;
    check_wanted(bench, s, alone, true);
  }
  std::vector<std::uint8_t> half(dimensions, 0);
  for (std::size_t d = 0; d < dimensions; d += 2) {
    half[d] = 1;
  }
  check_wanted(bench, s, half, true);
  return {fmt::format("{} of {} dimensions alone, every other one, and without onsets", tried,
                      dimensions)};
}

}  // namespace barometer::conformance
