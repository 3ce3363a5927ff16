// SPDX-License-Identifier: Apache-2.0
#include "page/json_table.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

TEST_CASE("every value below the named members is a row with its path, lists left out") {
  const nlohmann::ordered_json json = {
      {"figures", {{"luck", {{"chance", 0.342}, {"missing", nullptr}}}, {"list", {1, 2}}}},
      {"name", "<b>"},
      {"other", 7}};
  const std::string html = page::json_table("All", json, {"figures", "name"});
  for (const char* part :
       {"<td data-key=\"figures.luck.chance\">0.342</td>",
        "<td data-key=\"figures.luck.missing\">n/a</td>", "<td data-key=\"name\">&lt;b&gt;</td>"}) {
    INFO(part);
    CHECK(barometer_test::contains(html, part));
  }
  CHECK(!barometer_test::contains(html, "other"));
  CHECK(!barometer_test::contains(html, "list"));
}

}  // namespace barometer
