// SPDX-License-Identifier: Apache-2.0
// The story of examples/cold_start, told by the program itself.
#include <filesystem>
#include <fstream>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kStory = "examples/cold_start/";

Finished profile(const std::string& arguments) {
  return run_program("profile " + arguments);
}

Finished imported(const std::string& candidate, const std::string& rest) {
  return profile("--import " + kStory + candidate + " " + rest);
}

// The fault of a CSV with this text, as the candidate.
std::string fault_of(const std::string& text) {
  const TempFolder folder;
  std::ofstream(folder / "a.csv") << text;
  const Finished run = profile("--import " + (folder / "a.csv").string());
  CHECK(run.exit_code == 2);
  return run.output;
}

}  // namespace

TEST_CASE("same code, fewer calls: an artifact with its arithmetic") {
  const Finished run = imported("after.csv", "--baseline " + kStory + "before.csv");
  CHECK(run.exit_code == 10);
  CHECK(contains(in_one_line(run.output), "MEASUREMENT ARTIFACT: insufficient warm-up"));
  CHECK(contains(in_one_line(run.output), "before.csv: mean 0.98"));
  CHECK(contains(in_one_line(run.output), "/ 164"));
  CHECK(contains(in_one_line(run.output), "after.csv: mean 4.6"));
  CHECK(contains(in_one_line(run.output), "/ 32"));
}

TEST_CASE("a true ten percent under the same cold start is a regression") {
  const Finished run = imported("after_slower.csv", "--baseline " + kStory + "before.csv");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.output, "\nREGRESSION\n"));
}

TEST_CASE("the gate lets an artifact pass and stops a regression") {
  CHECK(imported("after.csv", "--gate --baseline " + kStory + "before.csv").exit_code == 0);
  CHECK(imported("after_slower.csv", "--gate --baseline " + kStory + "before.csv").exit_code == 1);
}

namespace {

// Ten processes of 120 calls; every 20th takes four times as long where `paused`.
std::string timings(bool paused) {
  std::string text = "p0,p1,p2,p3,p4,p5,p6,p7,p8,p9\n";
  for (int call = 0; call < 120; ++call) {
    for (int process = 0; process < 10; ++process) {
      const int scatter = (call * 7 + process * 11) % 13;
      const double slow = paused && call % 20 == 10 + process % 5 ? 4 : 1;
      text += (process == 0 ? "" : ",") +
              std::to_string(slow * (2.0 + 0.005 * (scatter - 6) + 0.002 * process));
    }
    text += "\n";
  }
  return text;
}

// Sentences on one line each.
std::string unwrapped(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n    ", at)) != std::string::npos;) {
    text.replace(at, 5, " ");
  }
  return text;
}

}  // namespace

TEST_CASE("rare pauses are a regression of the mean that no gate lets pass") {
  const TempFolder folder;
  const std::string before = (folder / "before.csv").string();
  const std::string after = (folder / "after.csv").string();
  std::ofstream(before) << timings(false);
  std::ofstream(after) << timings(true);
  for (const char* gate : {"", " --gate"}) {
    const Finished run = profile("--import " + after + " --baseline " + before + gate);
    CHECK(run.exit_code == 1);
    CHECK(contains(run.output, "\nREGRESSION OF THE MEAN: pauses\n"));
    const std::string said = unwrapped(run.output);
    CHECK(contains(said, "60 of 1,200 steady calls (5.0 %) are pauses"));
    CHECK(contains(said, "one every 20 calls; they are 13."));
  }
  // The other way round they are gone: no regression, and no artifact either.
  const Finished better = profile("--import " + before + " --baseline " + after);
  CHECK(better.exit_code == 0);
  CHECK(contains(better.output, "\nNO CHANGE\n"));
}

TEST_CASE("each figure of the output has a name of its own") {
  const Finished run = imported("after.csv", "--baseline " + kStory + "before.csv");
  for (const char* name : {"steady call, median", "steady call, mean", "all calls, mean"}) {
    CHECK(contains(in_one_line(run.output), name));
  }
}

TEST_CASE("one column and a reported mean: the calls that explain it are named") {
  const Finished run = imported("one_process.csv", "--reported 4.649ms");
  CHECK(run.exit_code == 10);
  CHECK(contains(in_one_line(run.output), "a mean of 4.649 ms is 32 calls"));
  CHECK(contains(in_one_line(run.output), "32 calls give 4.690"));
}

TEST_CASE("a mean that only thousands of calls would explain is no artifact") {
  const Finished run = imported("one_process.csv", "--reported 0.12ms");
  CHECK(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "would take 38"));
}

TEST_CASE("with one process there is no verdict on change, but the cold start is found") {
  const Finished run = imported("one_process.csv", "--baseline " + kStory + "before.csv");
  CHECK(run.exit_code == 11);
  CHECK(contains(in_one_line(run.output), "no verdict on change is possible under 5 a side"));
  CHECK(contains(in_one_line(run.output), "one_process.csv: mean 4.691 ms = steady 0.08200 ms"));
}

TEST_CASE("without a baseline nothing is judged and the exit code is 0") {
  const Finished run = imported("before.csv", "");
  CHECK(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "nothing was judged"));
  CHECK(contains(in_one_line(run.output), "10 warm-up"));
}

TEST_CASE("verdict, intervals and raw times are in the JSON") {
  const TempFolder folder;
  const std::string file = (folder / "p.json").string();
  CHECK(
      imported("after.csv", "--quiet --baseline " + kStory + "before.csv --json " + file).output ==
      "");
  const auto json = nlohmann::json::parse(read_file(file));
  CHECK(json["verdict"] == "MEASUREMENT ARTIFACT: insufficient warm-up");
  CHECK(json["comparison"]["contaminated"] == true);
  CHECK(json["comparison"]["steady"]["change"] == "no change");
  CHECK(json["candidate"]["processes"].size() == 10);
  CHECK(json["candidate"]["processes"][0]["blocks_ns_per_bar"].size() == 32);
  CHECK(json["candidate"]["processes"][0]["steady_from_block"] == 1);
}

TEST_CASE("page and picture are written, hold the headline, and are never overwritten") {
  const TempFolder folder;
  const std::string out =
      "--quiet --html " + (folder / "p.html").string() + " --svg " + (folder / "p.svg").string();
  CHECK(imported("before.csv", out).exit_code == 0);
  CHECK(contains(read_file((folder / "p.html").string()), "<svg"));
  CHECK(contains(read_file((folder / "p.svg").string()), "warm-up"));
  CHECK(imported("before.csv", out).exit_code == 5);
}

TEST_CASE("the example's files are what its script writes") {
  const TempFolder folder;
  CHECK(run_command("python3 " + kStory + "make_timings.py " + folder.path().string()).exit_code ==
        0);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    CHECK(read_file(entry.path().string()) == read_file(kStory + name));
    ++files;
  }
  CHECK(files == 4);
}

TEST_CASE("bad timings are answered with a clear sentence") {
  CHECK(contains(fault_of("a\n1\n1\n1\n"), "3 rows of times, at least 5 are needed"));
  CHECK(contains(fault_of("a,b\n1,1\n1\n1,1\n1,1\n1,1\n"), "a.csv:3:1: 1 fields, expected 2"));
  CHECK(contains(fault_of("a\n1\nnan\n1\n1\n1\n"), "a.csv:3:1: 'nan' is no time"));
  CHECK(contains(fault_of("a\n1\n-2\n1\n1\n1\n"), "a.csv:3:1: '-2' is no time"));
}

TEST_CASE("arguments that make no sense together are refused") {
  for (const char* arguments :
       {"", "--import a.csv configs/quickstart.yaml", "--import a.csv --against b",
        "configs/quickstart.yaml --reported 1ms", "configs/quickstart.yaml --stage strat",
        "configs/quickstart.yaml --stage tag --plugin regime", "--import a.csv --unit hours",
        "--import a.csv --reported 4.649", "configs/quickstart.yaml --baseline a --against b",
        "configs/quickstart.yaml --gate", "configs/quickstart.yaml --unit ms",
        "--import a.csv --processes 20", "--import a.csv --gate",
        "--import a.csv --set run.threads=1"}) {
    CHECK(profile(arguments).exit_code == 2);
  }
}
