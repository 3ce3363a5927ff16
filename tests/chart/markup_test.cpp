// SPDX-License-Identifier: Apache-2.0
#include "chart/markup.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("what would begin markup is written as an entity, all else as it is") {
  CHECK(chart::with_entities(R"(<a href="x">'&'</a>)") ==
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(chart::with_entities("&amp;") == "&amp;amp;");
  CHECK(chart::with_entities("\xE6\x97\xA5 5 %\n") == "\xE6\x97\xA5 5 %\n");
  CHECK(chart::with_entities("").empty());
}
