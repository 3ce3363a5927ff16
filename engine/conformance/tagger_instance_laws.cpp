// SPDX-License-Identifier: Apache-2.0
// Instances of one tagger: one after the other, in turn, and at the same time.
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kBlock = TaggerBench::kPlainBlock;

// An instance per symbol, and a second one of the first: the numbers of their series.
std::vector<std::size_t> companions(TaggerBench& bench) {
  std::vector<std::size_t> series{0};
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    series.push_back(s);
  }
  return series;
}

}  // namespace

LawNote check_repeat(TaggerBench& bench) {
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    bench.plain(s);
  }
  for (std::size_t s = 0; s < bench.symbols(); ++s) {
    TaggerProbe again = bench.probe(bench.series()[s]);
    again.tag_rest(kBlock);
    bench.require_plain(s, again.tags(), "a second instance tagged the same bars");
  }
  return {fmt::format("two instances for each of {} symbols", bench.symbols())};
}

LawNote check_reset(TaggerBench& bench) {
  const std::size_t last = std::min<std::size_t>(2, bench.series().size());
  for (std::size_t s = 0; s < last; ++s) {
    const TagSeries& series = bench.series()[s];
    bench.plain(s);
    TaggerProbe probe = bench.probe(series);
    for (const std::int64_t until : {series.size() / 2, std::int64_t{1}, series.size()}) {
      probe.tag_until(until, kBlock);
      probe.reset();
    }
    probe.tag_rest(kBlock);
    bench.require_plain(
        s, probe.tags(),
        "a new instance tagged the market, then one that was reset after half of it, after a bar "
        "and after all of it");
  }
  return {"reset after half, after one bar and after all"};
}

LawNote check_together(TaggerBench& bench) {
  const std::vector<std::size_t> series = companions(bench);
  std::vector<std::unique_ptr<TaggerProbe>> probes;
  for (const std::size_t s : series) {
    bench.plain(s);
    probes.push_back(
        std::make_unique<TaggerProbe>(bench.tagger(), bench.series()[s], bench.all_wanted()));
  }
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < probes.size(); ++i) {
      if (probes[i]->bars_left() > 0) {
        probes[i]->tag(kBlock);
        more = true;
      }
    }
  }
  for (std::size_t i = 0; i < probes.size(); ++i) {
    bench.require_plain(series[i], probes[i]->tags(),
                        "the instance was alone, then in turn with those of the other symbols");
  }
  return {fmt::format("{} instances in turn", probes.size())};
}

LawNote check_threads(TaggerBench& bench) {
  const std::vector<std::size_t> series = companions(bench);
  for (const std::size_t s : series) {
    bench.plain(s);
  }
  std::vector<std::unique_ptr<TaggerProbe>> probes(series.size());
  std::vector<std::exception_ptr> failures(series.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < series.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          probes[i] = std::make_unique<TaggerProbe>(bench.tagger(), bench.series()[series[i]],
                                                    bench.all_wanted());
          probes[i]->tag_rest(kBlock);
        } catch (...) {
          failures[i] = std::current_exception();
        }
      });
    }
  }
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (failures[i]) {
      std::rethrow_exception(failures[i]);
    }
    bench.require_plain(series[i], probes[i]->tags(),
                        "the instance was alone, then at the same time as others on their threads");
  }
  return {fmt::format("{} instances on as many threads", series.size())};
}

}  // namespace barometer::conformance
