// SPDX-License-Identifier: Apache-2.0
// Races against scripts in the place of another program.
#include "profiler/race.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

// A program that speaks the protocol and then does what `body` says.
std::string racer(const TempFolder& folder, const std::string& body) {
  const std::filesystem::path file = folder / "other";
  std::ofstream(file) << "#!/bin/sh\n"
                         "[ \"$2\" = --protocol ] && echo barometer profile protocol 1 && exit 0\n"
                      << body << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file.string();
}

Finished race_against(const std::string& program, const std::string& rest = "") {
  return run_program(
      "profile configs/quickstart.yaml --set data.synthetic.bars=300 --processes 5 --blocks 40 "
      "--threads 1 --against " +
      program + " " + rest);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("two racers take turns A B B A, one takes every turn") {
  std::string order;
  for (std::size_t turn = 0; turn < 8; ++turn) {
    order += barometer::profiler::whose_turn(turn, 2) == 0 ? 'A' : 'B';
    CHECK(barometer::profiler::whose_turn(turn, 1) == 0);
  }
  CHECK(order == "ABBAABBA");
}

TEST_CASE("a racer's own exit code is no verdict") {
  const TempFolder folder;
  for (const char* code : {"1", "3", "10", "12", "77"}) {
    const Finished run = race_against(racer(folder, "exit " + std::string(code)), "--gate");
    CHECK(run.exit_code == 4);
    CHECK(contains(run.output, "other ended with exit code " + std::string(code)));
  }
}

TEST_CASE("a racer that is killed is told by its signal") {
  const TempFolder folder;
  const Finished run = race_against(racer(folder, "kill -SEGV $$"));
  CHECK(run.exit_code == 4);
  CHECK(contains(run.output, "was killed by signal 11"));
}

TEST_CASE("bad input that a racer finds is bad input") {
  const TempFolder folder;
  const Finished run = race_against(racer(folder, "echo barometer: no such file >&2; exit 2"));
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "barometer: no such file"));
}

TEST_CASE("every process has an environment of another size") {
  const TempFolder folder;
  const std::string log = (folder / "log").string();
  race_against(racer(folder, "echo ${#BAROMETER_PROFILE_PADDING} >> " + log + "\nexec " +
                                 BAROMETER_BINARY_DIR "/barometer \"$@\""));
  std::ifstream sizes(log);
  std::set<int> seen;
  for (int size = 0; sizes >> size;) {
    seen.insert(size);
  }
  CHECK(seen.size() > 1);  // five draws from 0 .. 4,096
}

TEST_CASE("a race of incomparable programs ends when each has reported once") {
  const TempFolder folder;
  const std::string log = (folder / "log").string();
  const Finished run =
      race_against(racer(folder, "echo turn >> " + log +
                                     "\n" BAROMETER_BINARY_DIR
                                     "/barometer \"$@\" | sed 's/\"kernel\":\"/\"kernel\":\"x/'"));
  CHECK(run.exit_code == 12);
  CHECK(contains(run.output, "kernel differs: baseline x"));
  CHECK(read_file(log) == "turn\n");
}
