// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/assembly.hpp"
#include "app/pipeline.hpp"
#include "data/bars.hpp"
#include "profile/fingerprint.hpp"

namespace barometer {

// What the times of this process depend on. `measured` says what was timed. What cannot be found
// out is an empty value.
Fingerprint profile_fingerprint(const RunOptions& options, const Assembly& assembly,
                                const MarketData& market, int threads, const std::string& measured);

// Plain warnings of what the soft facts say: a busy machine, stolen time.
std::vector<std::string> soft_warnings(const Fingerprint& fingerprint);

}  // namespace barometer
