// SPDX-License-Identifier: Apache-2.0
#include <sstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kQuick =
    "gate configs/studies/gate.yaml --set data.synthetic.bars=2500 --set data.synthetic.symbols=2 "
    "--placebos 40 ";

}  // namespace

TEST_CASE("gate prints one screen, and writes JSON, picture and page where they are asked for") {
  const TempFolder folder;
  const std::string json = (folder / "gate.json").string();
  const std::string svg = (folder / "gate.svg").string();
  const std::string page = (folder / "gate.html").string();
  const Finished run =
      run_program(kQuick + "--json " + json + " --picture " + svg + " --page " + page);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  for (const char* word : {"Does the regime help?", "Twins", "Placebo", "Thresholds"}) {
    CHECK(contains(run.output, word));
  }
  std::istringstream lines(run.output);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    CHECK(line.size() <= 80);
  }
  CHECK(count <= 45);
  const auto found = nlohmann::json::parse(read_file(json));
  CHECK(found["placebo"]["most_draws"] == 40);
  CHECK(found["seed"] == 1);
  CHECK(read_file(svg).starts_with("<svg"));
  const std::string html = read_file(page);
  CHECK(html.ends_with("</html>\n"));
  CHECK(contains(html, found["verdict"].get<std::string>().substr(1)));
  CHECK(run_program(kQuick + "--json " + json).exit_code == 5);  // it is there already
}

TEST_CASE("the seed and the number of placebos are options") {
  const TempFolder folder;
  const std::string json = (folder / "gate.json").string();
  const Finished run = run_program(kQuick + "--quiet --seed 9 --json " + json);
  CHECK(run.exit_code == 0);
  CHECK(run.output.empty());
  CHECK(nlohmann::json::parse(read_file(json))["seed"] == 9);
  const Finished none =
      run_program("gate configs/studies/gate.yaml --set data.synthetic.bars=2500 --placebos 0");
  CHECK(none.exit_code == 0);
  CHECK_FALSE(contains(none.output, "Placebo"));
  CHECK(run_program(kQuick + "--placebos -1").exit_code == 2);
}

TEST_CASE("a run without a gate is refused with what to type") {
  const Finished none = run_program(
      "gate configs/studies/gate.yaml --set 'strategy.when=[]' --set data.synthetic.bars=600");
  CHECK(none.exit_code == 2);
  CHECK(contains(none.output, "configs/studies/gate.yaml:1:1"));
  CHECK(contains(none.output, "--set 'strategy.when="));
  const Finished in_step = run_program(kQuick + "--set run.tagging=in_step");
  CHECK(in_step.exit_code == 2);
  CHECK(contains(in_step.output, "--set run.tagging=ahead"));
}

TEST_CASE("gate's help has examples") {
  const Finished help = run_program("gate --help");
  CHECK(help.exit_code == 0);
  CHECK(contains(help.output, "barometer gate configs/crypto_regimes.yaml"));
  CHECK(contains(help.output, "--placebos"));
}
