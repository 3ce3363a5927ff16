// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "conformance/law.hpp"

namespace barometer::conformance {

class TaggerBench;

// The laws of taggers, in the order in which they are tried: docs/plugin_abi.md lists them.
std::span<const LawEntry<TaggerBench>> tagger_laws();

// How each is tried. What is called, and what is written where.
LawNote check_answers(TaggerBench& bench);
LawNote check_describe(TaggerBench& bench);
LawNote check_columns(TaggerBench& bench);
LawNote check_range(TaggerBench& bench);
LawNote check_warmup(TaggerBench& bench);
LawNote check_bars_kept(TaggerBench& bench);

// What tags may depend on.
LawNote check_block(TaggerBench& bench);
LawNote check_prefix(TaggerBench& bench);
LawNote check_date(TaggerBench& bench);
LawNote check_wanted(TaggerBench& bench);

// Instances, one after the other and at once.
LawNote check_repeat(TaggerBench& bench);
LawNote check_reset(TaggerBench& bench);
LawNote check_together(TaggerBench& bench);
LawNote check_threads(TaggerBench& bench);

// The state as bytes.
LawNote check_state(TaggerBench& bench);
LawNote check_foreign_state(TaggerBench& bench);

// What a call leaves behind, and bars as they come.
LawNote check_float_mode(TaggerBench& bench);
LawNote check_allocation(TaggerBench& bench);
LawNote check_bad_bars(TaggerBench& bench);
LawNote check_bar_sizes(TaggerBench& bench);

}  // namespace barometer::conformance
