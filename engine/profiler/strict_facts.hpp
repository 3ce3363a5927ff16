// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "profile/measurement_facts.hpp"
#include "profiler/case.hpp"

namespace barometer::profiler {

// What the times of this case depend on; all of it is known before anything is measured. What
// cannot be found out is an empty value.
std::vector<profile::Fact> strict_facts(const backtest::ConfigSource& source,
                                        const ProfileCase& subject);

}  // namespace barometer::profiler
