// SPDX-License-Identifier: Apache-2.0
// What is written builds and runs: tests/consumer/new_project_test.py.
#include <filesystem>
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

// `barometer new` in this folder.
Finished run_new(const TempFolder& folder, const std::string& arguments) {
  return run_command("cd " + folder.path().string() +
                     " && " BAROMETER_BINARY_DIR "/barometer new " + arguments);
}

}  // namespace

TEST_CASE("new writes a project and says what to type next") {
  const TempFolder folder;
  const Finished made = run_new(folder, "strategy my_idea");
  INFO(made.output);
  REQUIRE(made.exit_code == 0);
  CHECK(contains(made.output, "  cd " + (folder / "my_idea").string() + "\n"));
  CHECK(contains(made.output, "  ctest --test-dir build --output-on-failure\n"));
  CHECK(std::filesystem::exists(folder / "my_idea" / "my_idea.cpp"));
  CHECK(folder.entries() == 1);
}

TEST_CASE("--out names the folder, parents and blanks included") {
  const TempFolder folder;
  const Finished made = run_new(folder, "tagger my_tags --makefile --out 'deep/a b'");
  CHECK(made.exit_code == 0);
  CHECK(contains(made.output, "  cd '" + (folder / "deep/a b").string() + "'\n  make\n"));
  CHECK(std::filesystem::exists(folder / "deep/a b/Makefile"));
}

TEST_CASE("what exists is never written over, be it a folder, a file or a dead link") {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "taken");
  std::ofstream(folder / "file") << "mine\n";
  std::filesystem::create_symlink("nowhere", folder / "link");
  for (const std::string name : {"taken", "file", "link"}) {
    INFO(name);
    const Finished refused = run_new(folder, "strategy " + name);
    CHECK(refused.exit_code == 5);
    CHECK(contains(refused.output, (folder / name).string() + ": exists already"));
    CHECK(contains(refused.output, "--out"));
  }
  CHECK(read_file((folder / "file").string()) == "mine\n");
  CHECK(folder.entries() == 3);
}

TEST_CASE("what cannot be written is named, and nothing is left") {
  const TempFolder folder;
  std::ofstream(folder / "file") << "mine\n";
  const Finished below = run_new(folder, "strategy my_idea --out file/below");
  CHECK(below.exit_code == 5);
  CHECK(contains(below.output, (folder / "file").string()));
  const Finished full = run_command("trap '' XFSZ; ulimit -f 0; cd " + folder.path().string() +
                                    " && " BAROMETER_BINARY_DIR "/barometer new tagger my_tags");
  CHECK(full.exit_code == 5);
  CHECK(contains(full.output, (folder / "my_tags").string()));
  CHECK(folder.entries() == 1);
}

TEST_CASE("kinds and names that cannot be had are refused before anything is written") {
  const TempFolder folder;
  const Finished kind = run_new(folder, "strategie my_idea");
  CHECK(kind.exit_code == 2);
  CHECK(contains(kind.output, "expected strategy or tagger, found 'strategie'"));
  CHECK(contains(kind.output, "did you mean 'strategy'?"));
  const Finished shipped = run_new(folder, "strategy regime_momentum");
  CHECK(shipped.exit_code == 2);
  CHECK(contains(shipped.output, "type: barometer new strategy my_regime_momentum"));
  CHECK(run_new(folder, "strategy").exit_code == 2);
  CHECK(run_new(folder, "strategy my-idea").exit_code == 2);
  const Finished nowhere = run_new(folder, "strategy my_idea --out ''");
  CHECK(nowhere.exit_code == 2);
  CHECK(contains(nowhere.output, "--out: expected a folder, found nothing"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("new --help shows examples") {
  const Finished help = run_program("new --help");
  CHECK(help.exit_code == 0);
  CHECK(contains(help.output, "barometer new tagger my_tags --out"));
}
