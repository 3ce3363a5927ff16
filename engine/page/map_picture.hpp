// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/study_evidence.hpp"

namespace barometer::page {

// What a map is drawn from. Borrowed.
struct MapPicture {
  const analysis::StudyEvidence& evidence;
  const analysis::StudyMap& map;  // with a trial and an axis
};

// As one SVG: a field of cells where both axes have values; points where an axis has numbers; a
// line over one axis of numbers. The better the darker on a light page, the lighter on a dark one.
std::string map_picture(const MapPicture& picture, double width, std::string_view ids);

// The axis's name and, of a trial's place on it, the value.
std::string map_axis_name(const MapPicture& picture, std::size_t axis);
std::string map_value(const analysis::MapAxis& axis, double place);

}  // namespace barometer::page
