// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace barometer::core {

// The known name that a typing error would most likely turn into `wrong`: smallest optimal string
// alignment distance (insert, delete, replace, swap neighbours), at most a third of the longer
// word and at least one; the earlier name wins a tie. Names that differ in case alone come before
// all, and behind all one that is the first word of `wrong`: fast of fast_period.
std::optional<std::string> nearest_name(std::string_view wrong, std::span<const std::string> known);

// "did you mean 'extreme'?" or, where nothing is near, "known: calm, normal, high, extreme"; of
// many names twenty are listed and the rest counted.
std::string suggestion(std::string_view wrong, std::span<const std::string> known);

}  // namespace barometer::core
