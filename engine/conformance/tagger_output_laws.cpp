// SPDX-License-Identifier: Apache-2.0
// What a tagger is called with and what it writes where.
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <vector>

#include "conformance/tag_faults.hpp"
#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"

namespace barometer::conformance {

namespace {

void require_known(const TaggerBench& bench, const TagSeries& series, const TagTable& tags,
                   std::size_t d) {
  const TriedDimension& dimension = bench.dimensions()[d];
  const std::int64_t until = std::min(dimension.warmup_bars, series.size());
  for (std::int64_t bar = 0; bar < until; ++bar) {
    if (tags.known(d, bar)) {
      throw LawBroken({fmt::format("a whole market was tagged; '{}' declares {} bars of warm-up",
                                   dimension.name, dimension.warmup_bars),
                       bench.where(series, bar, d), "unknown", tag_text(dimension, d, tags, bar)});
    }
  }
}

std::string never_known(TaggerBench& bench) {
  std::string names;
  for (std::size_t d = 0; d < bench.dimensions().size(); ++d) {
    bool known = false;
    for (std::size_t s = 0; s < bench.symbols(); ++s) {
      const TagTable& tags = bench.plain(s);
      for (std::int64_t bar = 0; bar < tags.bars() && !known; ++bar) {
        known = tags.known(d, bar);
      }
    }
    names += known ? "" : (names.empty() ? "'" : ", '") + bench.dimensions()[d].name + "'";
  }
  return names;
}

}  // namespace

LawNote check_answers(TaggerBench& bench) {
  std::int64_t bars = 0;
  for (const TagSeries& series : bench.series()) {
    TaggerProbe probe = bench.probe(series);
    probe.tag_rest(TaggerBench::kPlainBlock);
    bars += series.size();
  }
  return {fmt::format("{} symbols, {} bars, {} dimensions", bench.series().size(), bars,
                      bench.dimensions().size())};
}

LawNote check_columns(TaggerBench& bench) {
  bench.plain(0);
  std::mt19937_64 random(1);
  std::int64_t calls = 0;
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    const TagSeries& series = bench.series()[s];
    TaggerProbe probe = bench.probe(series);
    while (probe.bars_left() > 0) {
      ++calls;
      if (const auto stray = probe.tag_guarded(1 + static_cast<std::int64_t>(random() % 200))) {
        throw LawBroken(
            {fmt::format("tag() was called for {} bars, first = {}", stray->count, stray->first),
             bench.where(series, stray->first, stray->dimension),
             fmt::format("entries 0 to {} are written", stray->count - 1),
             fmt::format("entry {} is written", stray->entry)});
      }
    }
  }
  return {fmt::format("{} calls of 1 to 200 bars between guards", calls)};
}

LawNote check_range(TaggerBench& bench) {
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    require_in_range(bench, bench.series()[s], bench.plain(s), "a whole market was tagged");
  }
  return {"every tag of the market"};
}

LawNote check_warmup(TaggerBench& bench) {
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    for (std::size_t d = 0; d < bench.dimensions().size(); ++d) {
      require_known(bench, bench.series()[s], bench.plain(s), d);
    }
  }
  const std::string never = never_known(bench);
  return {fmt::format("the longest declared warm-up is {} bars", bench.warmup()),
          never.empty()
              ? ""
              : fmt::format("no bar of {} has a known tag of {}", bench.series()[0].size(), never)};
}

LawNote check_bars_kept(TaggerBench& bench) {
  bench.plain(0);
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    const TagSeries& series = bench.series()[s];
    TaggerProbe probe = bench.probe(series);
    while (probe.bars_left() > 0) {
      const std::int64_t first = probe.next_bar();
      probe.tag(TaggerBench::kPlainBlock);
      if (const auto bar = probe.changed_bar()) {
        throw LawBroken({fmt::format("tag() was called for bars from {} on", first),
                         place_of(series, *bar),
                         "the bar and its calendar as they were handed over", "other numbers"});
      }
    }
  }
  return {"bars and calendar after every block"};
}

}  // namespace barometer::conformance
