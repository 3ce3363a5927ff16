// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/gate_result.hpp"
#include "page/origin_tables.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

// What `barometer gate` found as one HTML document (docs/gate.md): verdict, twins, what was
// blocked, placebo, thresholds. Every figure is that of the gate's JSON, whose key the cell names.
// No script but that of every page; nothing is loaded. The same bytes for the same result.
void write_gate_page(const analysis::GateResult& result, const PageOrigin& origin,
                     const report::Sink& sink);

}  // namespace barometer::page
