// SPDX-License-Identifier: Apache-2.0
#include "page/json_string.hpp"

#include <nlohmann/json.hpp>

#include "hostile_names.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a JSON string has no markup and reads back as the text") {
  CHECK(page::json_string("</script>") == "\"\\u003c/script>\"");
  CHECK(page::without_markup(R"(["<a>","b<"])") == R"(["\u003ca>","b\u003c"])");
  for (const std::string& name : test::hostile_names()) {
    const std::string text = page::json_string(name);
    CHECK(text.find('<') == std::string::npos);
    CHECK(nlohmann::json::parse(text).is_string());
  }
  CHECK(nlohmann::json::parse(page::json_string("</b>\\\"日")) == "</b>\\\"日");
}

}  // namespace barometer
