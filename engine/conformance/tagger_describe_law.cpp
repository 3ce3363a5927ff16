// SPDX-License-Identifier: Apache-2.0
#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <vector>

#include "conformance/tagger_bench.hpp"
#include "conformance/tagger_laws.hpp"
#include "plugin/slot_error.hpp"
#include "regime/tagger.hpp"

namespace barometer::conformance {

namespace {

// describe() with room for so many.
bm_status describe(const TaggerBench& bench, std::vector<bm_dimension>& out, std::uint32_t& count) {
  const bm_regime_slots& slots = *bench.tagger().plugin().manifest->regime;
  const bm_params params = bench.tagger().params().view();
  plugin::SlotError words;
  bm_error error = words.buffer();
  return slots.describe(slots.maker, &params, out.data(), static_cast<std::uint32_t>(out.size()),
                        &count, &error);
}

}  // namespace

LawNote check_describe(TaggerBench& bench) {
  const auto& dimensions = bench.dimensions();
  std::vector<bm_dimension> out(dimensions.size());
  std::uint32_t count = 0;
  const bm_status status = describe(bench, out, count);
  bool same = status == BM_OK && count == dimensions.size();
  for (std::size_t d = 0; d < dimensions.size() && same; ++d) {
    same = dimensions[d].name == out[d].name &&
           dimensions[d].is_scalar == (out[d].kind == BM_DIMENSION_SCALAR) &&
           dimensions[d].labels.size() == out[d].label_count &&
           dimensions[d].warmup_bars == out[d].warmup_bars;
  }
  if (!same) {
    throw LawBroken({"describe() was called again, with room for as many as it listed before", "",
                     fmt::format("{} dimensions", dimensions.size()),
                     fmt::format("status {}, {} dimensions", status, count)});
  }
  out.resize(dimensions.size() - 1);
  const bm_status small = describe(bench, out, count);
  if (small != BM_BUFFER_TOO_SMALL || count != dimensions.size()) {
    throw LawBroken({fmt::format("describe() was called with room for {}", out.size()), "",
                     fmt::format("BM_BUFFER_TOO_SMALL, count {}", dimensions.size()),
                     fmt::format("status {}, count {}", small, count)});
  }
  return {fmt::format("asked twice, and with room for {}", out.size())};
}

}  // namespace barometer::conformance
