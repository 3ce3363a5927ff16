// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::app {

// Where the headers, libraries and the program lie that a project is built with.
struct PackagePlace {
  std::filesystem::path root;  // what CMAKE_PREFIX_PATH names
  std::string program;         // below root: "bin/barometer"
  std::string libraries;       // below root: "lib"
};

// That of the program in `folder`: an installed package, or a build tree, which CMake can use in
// its place.
PackagePlace package_place(const std::filesystem::path& folder);

struct ProjectPlan {
  std::string kind;       // "strategy" or "tagger"
  std::string name;       // checked: project_name.hpp
  bool makefile = false;  // a plain Makefile in place of CMakeLists.txt
  PackagePlace package;
};

// What is typed in the project's folder, for a POSIX shell.
struct ProjectCommands {
  std::string build;
  std::string run;
  std::string test;
  std::string program;  // the program, with the plug-in in its search path
};

ProjectCommands project_commands(const ProjectPlan& plan);

struct ProjectFile {
  std::string name;
  std::string text;
};

// Every file of the project, from the templates.
std::vector<ProjectFile> project_files(const ProjectPlan& plan);

}  // namespace barometer::app
