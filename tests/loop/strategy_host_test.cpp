// SPDX-License-Identifier: Apache-2.0
#include <barometer/abi/plugin.h>

#include <string>

#include "loop/strategy_host.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// A strategy in C slots; `maker` is what create hands on as the instance.
bm_status create(void* maker, const bm_params*, const bm_universe*, bm_declaration*, void** self,
                 bm_error*) {
  *self = maker;
  return BM_OK;
}

// Two rows of text and three series values find no room, as the contract says to count them.
bm_status on_step(void* self, const bm_view*, bm_step_output* out, bm_error*) {
  ++*static_cast<int*>(self);
  out->texts.overflowed += 2;
  out->series.overflowed += 3;
  return BM_OK;
}

bm_status create_early(void*, const bm_params*, const bm_universe*, bm_declaration* declared,
                       void** self, bm_error*) {
  static int instance;
  *self = &instance;
  declared->warmup_bars = -1;
  return BM_OK;
}

void nothing(void*) {}

}  // namespace

TEST_CASE("the maker's context reaches create, and what finds no room is dropped and counted") {
  int steps = 0;
  const bm_strategy_slots slots{
      sizeof(bm_strategy_slots), 0, &steps, create, on_step, nothing, nothing};
  bm_manifest manifest{};
  manifest.name = "talkative";
  manifest.strategy = &slots;
  loop::StrategyHost host({&manifest, {}, {}}, {}, std::span<const bm_instrument>{}, {});
  const bm_view view{};
  for (int step = 0; step < 2; ++step) {
    bm_step_output out{};
    host.on_step(view, out);
  }
  CHECK(steps == 2);
  const core::StrategyOutput kept = host.take_output();
  CHECK(kept.dropped_rows == 4);
  CHECK(kept.dropped_values == 6);
}

TEST_CASE("a warm-up of less than no bars is refused") {
  const bm_strategy_slots slots{
      sizeof(bm_strategy_slots), 0, nullptr, create_early, on_step, nothing, nothing};
  bm_manifest manifest{};
  manifest.name = "early";
  manifest.strategy = &slots;
  try {
    const loop::StrategyHost host({&manifest, {}, {}}, {}, std::span<const bm_instrument>{}, {});
    FAIL("it was made");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::plugin_failed);
    CHECK(std::string(error.what()).find("declares a warm-up of -1 bars; it has 0 or more") !=
          std::string::npos);
  }
}
