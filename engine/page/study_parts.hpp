// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "chart/scale.hpp"
#include "page/study_page.hpp"

// The parts of a study's page as HTML without their headings; study_page.cpp has their order.

namespace barometer::page {

// Trials of the table; the study's JSON and the run store have more.
inline constexpr std::size_t kMostTrialRows = 200;

std::string study_verdict_part(const StudyPageInput& input);
std::string study_map_part(const StudyPageInput& input);
std::string study_spread_part(const StudyPageInput& input);
std::string study_overfitting_part(const StudyPageInput& input);
std::string study_forward_part(const StudyPageInput& input);
std::string study_trials_part(const StudyPageInput& input);
std::string study_origin_part(const StudyPageInput& input);

// How values of this objective stand at an axis.
chart::Label objective_label(const std::string& objective);

}  // namespace barometer::page
