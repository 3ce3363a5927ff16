// SPDX-License-Identifier: Apache-2.0
// What calls leave behind, and what bars may be like.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "conformance/tag_faults.hpp"
#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kBlock = TaggerBench::kPlainBlock;

// In blocks of 64 and bar by bar.
void check_series(TaggerBench& bench, const TagSeries& series, const std::string& what) {
  TaggerProbe blocks = bench.probe(series);
  blocks.tag_rest(kBlock);
  require_in_range(bench, series, blocks.tags(), what + " were tagged");
  TaggerProbe single = bench.probe(series);
  single.tag_rest(1);
  bench.require_same(series, blocks.tags(), single.tags(), 0, series.size(),
                     what + " came in blocks of 64, then one at a time");
}

}  // namespace

LawNote check_float_mode(TaggerBench& bench) {
  const TagSeries& series = bench.series()[0];
  bench.plain(0);
  TaggerProbe probe = bench.probe(series);
  probe.tag_until(series.size() / 2, kBlock);
  std::vector<std::byte> state;
  probe.save(state);
  probe.load(state, series.size() / 2);
  probe.tag_rest(kBlock);
  probe.reset();
  probe.tag(kBlock);
  if (!probe.switched_in().empty()) {
    throw LawBroken({fmt::format("{}() was called", probe.switched_in()), series.name,
                     "the mode as it was", "another rounding, flushing of denormals or mask"});
  }
  return {"after create, tag, save, load and reset"};
}

LawNote check_allocation(TaggerBench& bench) {
  if (bench.allocations() == nullptr) {
    throw LawPassedOver(LawOutcome::does_not_apply,
                        "this build of the program does not count allocations (sanitizers do)");
  }
  const TagSeries& series = bench.series()[0];
  const std::int64_t warm = std::max<std::int64_t>(1, bench.warmup());
  if (warm + kBlock >= series.size()) {
    throw LawPassedOver(LawOutcome::not_reached,
                        fmt::format("a warm-up of {} bars is longer than the market", warm));
  }
  bench.plain(0);
  TaggerProbe probe = bench.probe(series);
  probe.tag_until(warm, kBlock);
  probe.count_allocations(bench.allocations());
  std::int64_t first = -1;
  while (probe.bars_left() > 0) {
    const std::int64_t bar = probe.next_bar();
    probe.tag(bar % 3 == 0 ? 1 : 50);
    first = first < 0 && probe.allocations() > 0 ? bar : first;
  }
  if (first >= 0) {
    throw LawBroken({fmt::format("tag() was called for the bars from {} on", warm),
                     place_of(series, first) + " is in the first block that allocates",
                     "0 calls of malloc or operator new",
                     fmt::format("{} in {} bars", probe.allocations(), series.size() - warm)});
  }
  return {fmt::format("{} bars after a warm-up of {}", series.size() - warm, warm)};
}

LawNote check_bad_bars(TaggerBench& bench) {
  const TagSeries& series = bench.series()[0];
  bench.plain(0);
  const std::int64_t warm = std::min(bench.warmup() + 100, series.size() / 2);
  for (const std::int64_t from : {std::int64_t{0}, warm}) {
    check_series(bench, with_bad_bars(series, from),
                 fmt::format("bad bars from bar {} on (NaN, 0, negative, infinite, 1e300, high "
                             "below low, standing, no volume, a gap of a month)",
                             from));
  }
  return {"NaN, 0, negative, infinite and extreme prices, standing bars, no volume, a gap"};
}

LawNote check_bar_sizes(TaggerBench& bench) {
  bench.plain(0);
  std::string tried;
  std::string refused;
  for (const OtherBarSize& size : bench.sizes()) {
    try {
      bench.probe(size.series);
    } catch (const LawBroken& broken) {
      refused +=
          fmt::format("{}{}: {}", refused.empty() ? "" : "; ", size.name, broken.breach().second);
      continue;
    }
    check_series(bench, size.series, "bars of " + size.name);
    tried += (tried.empty() ? "" : ", ") + size.name;
  }
  if (tried.empty()) {
    throw LawPassedOver(LawOutcome::does_not_apply, "create() rejects " + refused);
  }
  return {"bars of " + tried + (refused.empty() ? "" : "; create() rejects " + refused)};
}

}  // namespace barometer::conformance
