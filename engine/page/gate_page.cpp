// SPDX-License-Identifier: Apache-2.0
#include "page/gate_page.hpp"

#include "page/gate_parts.hpp"
#include "page/page_frame.hpp"

namespace barometer::page {

void write_gate_page(const analysis::GateResult& result, const PageOrigin& origin,
                     const report::Sink& sink) {
  write_frame({.title = result.name,
               .parts = {{"verdict", "Does the regime help?", gate_verdict_part(result)},
                         {"twins", "Twins", gate_twins_part(result)},
                         {"blocked", "What was blocked", gate_blocked_part(result)},
                         {"placebo", "Placebo", gate_placebo_part(result)},
                         {"thresholds", "Thresholds", gate_thresholds_part(result)},
                         {"origin", "Config and data", origin_of(origin)}}},
              sink);
}

}  // namespace barometer::page
