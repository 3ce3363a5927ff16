// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/warning.hpp"

// The words of warnings of bars, tags and orders that make no sense; warning_text() calls them.

namespace barometer::report {

std::string text_of(const analysis::SplitLikeJumps& splits);
std::string text_of(const analysis::JumpsAfterGaps& reuses);
std::string text_of(const analysis::MissingBars& missing);
std::string text_of(const analysis::UnsupportedBarSize& size);
std::string text_of(const analysis::UnfitPreset& unfit);
std::string text_of(const analysis::UnknownTags& unknown);
std::string text_of(const analysis::InvalidOrders& invalid);

}  // namespace barometer::report
