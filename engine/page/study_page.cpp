// SPDX-License-Identifier: Apache-2.0
#include "page/study_page.hpp"

#include "page/page_frame.hpp"
#include "page/study_parts.hpp"

namespace barometer::page {

namespace {

struct StudyPart {
  const char* id;
  const char* heading;
  std::string (*body)(const StudyPageInput& input);
};

// In the order of the page; docs/study.md describes each.
constexpr StudyPart kStudyParts[] = {
    {"verdict", "Verdict", study_verdict_part},
    {"map", "The objective over the axes", study_map_part},
    {"spread", "All trials beside the best", study_spread_part},
    {"overfitting", "Overfitting", study_overfitting_part},
    {"forward", "Out of sample", study_forward_part},
    {"trials", "Trials", study_trials_part},
    {"origin", "Config and data", study_origin_part},
};

}  // namespace

void write_study_page(const StudyPageInput& input, const report::Sink& sink) {
  PageFrame frame{.title = input.evidence.name, .parts = {}};
  for (const StudyPart& part : kStudyParts) {
    frame.parts.push_back({part.id, part.heading, part.body(input)});
  }
  write_frame(frame, sink);
}

}  // namespace barometer::page
