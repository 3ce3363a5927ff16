// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "regime/tagger.hpp"

namespace barometer::regime {

struct BarLabels;

// A tagger named `labels` with one dimension, whose tag of a bar is the label that the bar was
// given, unknown where it has none. It goes by close times alone: whether a label was known when
// its bar closed nobody can tell, so it says of none that it was known ahead.
Tagger label_tagger(std::shared_ptr<const BarLabels> labels);

}  // namespace barometer::regime
