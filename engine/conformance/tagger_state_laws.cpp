// SPDX-License-Identifier: Apache-2.0
// The state as bytes: what is saved goes on, what was not is rejected.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kBlock = TaggerBench::kPlainBlock;

using StateBytes = std::vector<std::byte>;

// What an instance saves that has tagged so many bars; it is gone when this returns.
StateBytes saved_at(TaggerProbe probe, const TagSeries& series, std::int64_t bars) {
  probe.tag_until(bars, kBlock);
  StateBytes state;
  StateBytes again;
  const bool saved = probe.save(state) && probe.save(again);
  if (!saved || again.size() != state.size()) {
    throw LawBroken({fmt::format("save() was called after {} bars, twice", bars), series.name,
                     "BM_OK, and the bytes that state_size() says",
                     saved ? fmt::format("{} and {} bytes", state.size(), again.size())
                           : "it fails, or writes behind the bytes that state_size() says",
                     "save() fails, or writes more than state_size() says"});
  }
  return state;
}

void check_cut(TaggerBench& bench, std::size_t s, std::int64_t cut) {
  const TagSeries& series = bench.series()[s];
  const StateBytes state = saved_at(bench.probe(series), series, cut);
  TaggerProbe second = bench.probe(series);
  const std::string done =
      fmt::format("one instance tagged {} bars and was saved ({} bytes); a new one was loaded", cut,
                  state.size());
  if (!second.load(state, cut)) {
    throw LawBroken({done, series.name, "BM_OK", "rejected", "load() rejects what save() wrote",
                     "read back what was written, in its order"});
  }
  second.tag_rest(kBlock);
  bench.require_same(series, bench.plain(s), second.tags(), cut, series.size(),
                     done + " and tagged the rest");
}

// Bytes that no tagger of this kind has saved for this symbol.
struct ForeignState {
  std::string what;
  StateBytes bytes;
};

void add_of_other_instances(TaggerBench& bench, std::vector<ForeignState>& states) {
  const TagSeries& series = bench.series()[0];
  const std::int64_t half = series.size() / 2;
  TagSeries renamed = series;
  renamed.name = "OTHER";
  states.push_back({"bytes of another symbol", saved_at(bench.probe(renamed), renamed, half)});
  if (bench.dimensions().size() > 1) {
    std::vector<std::uint8_t> fewer = bench.all_wanted();
    fewer[0] = 0;
    states.push_back({"bytes of an instance of which one dimension less is wanted",
                      saved_at({bench.tagger(), series, fewer}, series, half)});
  }
}

StateBytes resized(StateBytes bytes, std::size_t size) {
  bytes.resize(size);
  return bytes;
}

std::vector<ForeignState> foreign_states(TaggerBench& bench, const StateBytes& own) {
  std::vector<ForeignState> states;
  states.push_back({"no bytes", {}});
  states.push_back({"bytes without the last one", resized(own, own.size() - 1)});
  states.push_back({"bytes and one more", resized(own, own.size() + 1)});
  states.push_back({"as many bytes of 255", StateBytes(own.size(), std::byte{255})});
  states.push_back({"as many bytes of 0", StateBytes(own.size(), std::byte{0})});
  add_of_other_instances(bench, states);
  return states;
}

}  // namespace

LawNote check_state(TaggerBench& bench) {
  const std::size_t last = std::min<std::size_t>(2, bench.series().size());
  const int most = bench.times(6);
  int cuts = 0;
  for (std::size_t s = 0; s < last; ++s) {
    const std::int64_t bars = bench.series()[s].size();
    const std::int64_t warm = std::min(bench.warmup(), bars - 1);
    bench.plain(s);
    const std::array tried{warm + (bars - warm) / 2, std::int64_t{1}, bars / 3,
                           std::int64_t{0},          warm / 2,        bars - 1};
    for (const std::int64_t cut : std::span(tried).first(static_cast<std::size_t>(most))) {
      check_cut(bench, s, cut);
      ++cuts;
    }
  }
  return {fmt::format("saved and loaded at {} places", cuts)};
}

LawNote check_foreign_state(TaggerBench& bench) {
  const TagSeries& series = bench.series()[0];
  bench.plain(0);
  const StateBytes own = saved_at(bench.probe(series), series, series.size() / 2);
  if (own.empty()) {
    throw LawPassedOver(LawOutcome::does_not_apply, "its state has no bytes");
  }
  const std::vector<ForeignState> states = foreign_states(bench, own);
  for (const ForeignState& foreign : states) {
    TaggerProbe probe = bench.probe(series);
    probe.tag_until(series.size() / 3, kBlock);
    if (probe.load(foreign.bytes, 0)) {
      throw LawBroken({"load() was called with " + foreign.what, series.name,
                       "rejected, BM_INVALID_ARGUMENT", "BM_OK"});
    }
    probe.tag_rest(kBlock);
    bench.require_plain(0, probe.tags(),
                        "load() rejected " + foreign.what +
                            "; then the instance tagged the market from its first bar, as after "
                            "reset()");
  }
  return {fmt::format("{} kinds of foreign bytes", states.size())};
}

}  // namespace barometer::conformance
