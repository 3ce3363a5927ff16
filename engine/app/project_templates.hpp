// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace barometer::app {

// One file of examples/templates, as the build put it into the program.
struct ProjectTemplate {
  const char* path;  // below that folder: "strategy/my_strategy.cpp"
  const char* text;
};

// Every file of the folders in it, by path.
std::span<const ProjectTemplate> project_templates();

}  // namespace barometer::app
