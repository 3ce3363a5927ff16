// SPDX-License-Identifier: Apache-2.0
// The picture of README.md is what the program draws of a shipped config, to the byte. Where it has
// to change, the command of the test writes the new one.
#include <string>

#include "app/barometer_program.hpp"
#include "chart/picture_text.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

constexpr const char* kPicture = "docs/regimes.svg";
constexpr std::size_t kMostBytes = 200'000;

}  // namespace

TEST_CASE("README's picture is drawn by the command that stands below it") {
  const TempFolder folder;
  const std::string drawn = (folder / "regimes.svg").string();
  const std::string command =
      "regimes configs/quickstart.yaml --set data.synthetic.symbols=1 --picture ";
  const Finished run = run_program(command + drawn + " --quiet");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  const std::string readme = read_file("README.md");
  CHECK(contains(readme, "](" + std::string(kPicture) + ")"));
  CHECK(contains(readme, "barometer " + command));
  const std::string kept = read_file(kPicture);
  INFO("rm " << kPicture << "; build/release/barometer " << command << kPicture);
  CHECK((kept == read_file(drawn)));  // not printed
  CHECK(kept.size() < kMostBytes);
  check_phone(kept);
}
