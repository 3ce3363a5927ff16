// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <optional>

#include "study/compare.hpp"

namespace barometer::study {

// The first row at which two fills.csv differ; nothing where they are the same.
std::optional<DifferentFill> first_different_fill(std::istream& a, std::istream& b);

}  // namespace barometer::study
