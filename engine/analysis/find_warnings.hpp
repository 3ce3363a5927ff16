// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/run_analysis.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// The warnings that the record and its analysis give rise to, in the order of the alternatives of
// `Warning`. Reads everything of `analysis` but its warnings and
// its regimes, which are measured at the same time.
std::vector<Warning> find_warnings(const RunRecord& record, const RunAnalysis& analysis);

// That nobody can say whether these labels knew the future.
UncheckedLabels unchecked(const LabelsRecord& labels);

// Those of the plug-ins whose build stamp has the word "unoptimised", as the SDK writes it; nullopt
// where none has. What another stamp says is not known, and no reason for a warning.
std::optional<UnoptimisedPlugins> unoptimised(std::span<const PluginRecord> plugins);

}  // namespace barometer::analysis
