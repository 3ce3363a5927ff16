// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

}  // namespace

TEST_CASE("tag writes one row per bar and refuses to overwrite") {
  const TempFolder folder;
  const std::string arguments = "tag " + kSmall + "--out " + (folder / "tags.csv").string();
  CHECK(run_program(arguments).exit_code == 0);
  const std::string tags = read_file((folder / "tags.csv").string());
  CHECK(std::count(tags.begin(), tags.end(), '\n') == 1 + 8 * 1500);
  CHECK(contains(tags.substr(0, tags.find('\n')), "volatility_percentile"));
  CHECK(run_program(arguments).exit_code == 5);
  CHECK(read_file((folder / "tags.csv").string()) == tags);
  CHECK(folder.entries() == 1);
}
