// SPDX-License-Identifier: Apache-2.0
// That the projects build, run and pass their tests is in tests/consumer/new_project_test.py.
#include "app/project_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/project_templates.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

app::ProjectPlan plan_of(const std::string& kind, const std::string& name, bool makefile) {
  return {kind, name, makefile, {"/opt/it's #1 $x", "bin/barometer", "lib"}};
}

std::vector<std::string> names_of(const app::ProjectPlan& plan) {
  std::vector<std::string> names;
  for (const app::ProjectFile& file : app::project_files(plan)) {
    names.push_back(file.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string text_of(const app::ProjectPlan& plan, const std::string& name) {
  for (const app::ProjectFile& file : app::project_files(plan)) {
    if (file.name == name) {
      return file.text;
    }
  }
  FAIL("no file " << name);
  return "";
}

}  // namespace

TEST_CASE("the program carries the files of examples/templates as they are") {
  for (const app::ProjectTemplate& each : app::project_templates()) {
    INFO(each.path);
    CHECK(read_file(std::string(BAROMETER_SOURCE_DIR) + "/examples/templates/" + each.path) ==
          each.text);
  }
  CHECK(app::project_templates().size() == 10);
}

TEST_CASE("a project has its source, a run, a test, a README and one way to build") {
  CHECK(names_of(plan_of("strategy", "my_idea", false)) ==
        std::vector<std::string>{"CMakeLists.txt", "README.md", "my_idea.cpp", "my_idea.yaml",
                                 "my_idea_test.cpp"});
  CHECK(names_of(plan_of("tagger", "my_tags", true)) ==
        std::vector<std::string>{"Makefile", "README.md", "my_tags.cpp", "my_tags.yaml",
                                 "my_tags_test.cpp"});
}

TEST_CASE("names are put in once, also those that look like a template's") {
  const app::ProjectPlan plan = plan_of("tagger", "my_plugin_my_tagger", false);
  const std::string source = text_of(plan, "my_plugin_my_tagger.cpp");
  CHECK(contains(source, ".name = \"my_plugin_my_tagger\","));
  CHECK(contains(source, "BAROMETER_REGIME(MyPluginMyTagger)"));
  CHECK(source.starts_with("// Tags every bar"));
}

TEST_CASE("paths are quoted for the shell and for make") {
  const app::ProjectPlan plan = plan_of("strategy", "my_idea", false);
  CHECK(contains(text_of(plan, "README.md"), "-DCMAKE_PREFIX_PATH='/opt/it'\\''s #1 $x' &&"));
  CHECK(contains(text_of(plan_of("strategy", "my_idea", true), "Makefile"),
                 "BAROMETER ?= /opt/it's \\#1 $$x\n"));
}

TEST_CASE("a project is built with the package that the program is part of, or its build tree") {
  const app::PackagePlace package = app::package_place("/opt/barometer/bin");
  CHECK(package.root == "/opt/barometer");
  CHECK(package.program == "bin/barometer");
  CHECK(package.libraries == "lib");
  const TempFolder tree;
  std::ofstream(tree / "BarometerConfig.cmake") << "\n";
  CHECK(app::package_place(tree.path()).root == tree.path());
  CHECK(app::package_place(tree.path()).program == "barometer");
}
