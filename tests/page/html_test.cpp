// SPDX-License-Identifier: Apache-2.0
#include "page/html.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("text becomes entities, and what nobody sees is left out") {
  CHECK(page::escaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(page::escaped("日本") == "日本");
  CHECK(page::escaped("a\xE2\x80\xAE"
                      "b\n") == "ab");
  CHECK(page::escaped_lines("<a>\nb") == "&lt;a&gt;\nb");
}

TEST_CASE("a table has its caption, heads of columns and of rows, and no markup of others") {
  page::HtmlTable table("the <b>", {"", "x<y"});
  CHECK(table.empty());
  table.group("g<h");
  table.row({{"<i>"}, {"1", "good", "a.\"b"}});
  const std::string html = table.html();
  CHECK_FALSE(table.empty());
  CHECK(html.find("<caption>the &lt;b&gt;</caption>") != std::string::npos);
  CHECK(html.find("<th scope=\"col\">x&lt;y</th>") != std::string::npos);
  CHECK(html.find("<th scope=\"row\" class=\"word\">&lt;i&gt;</th>") != std::string::npos);
  CHECK(html.find("<td class=\"good\" data-key=\"a.&quot;b\">1</td>") != std::string::npos);
  CHECK(html.find("colspan=\"2\">g&lt;h</th>") != std::string::npos);
}

TEST_CASE("paragraphs, sections and unfolded parts keep text apart from markup") {
  CHECK(page::paragraph("<p>", "faint") == "<p class=\"faint\">&lt;p&gt;</p>\n");
  CHECK(page::paragraph("a") == "<p>a</p>\n");
  CHECK(page::section("s", "<h>", "<p>b</p>").find("<h2 id=\"s-h\">&lt;h&gt;</h2>\n<p>b</p>") !=
        std::string::npos);
  CHECK(page::unfolded("<s>", "x", true) ==
        "<details open><summary>&lt;s&gt;</summary>\nx</details>\n");
  CHECK(page::picture_place("p", "a\"b").find("data-label=\"a&quot;b\"") != std::string::npos);
}

}  // namespace barometer
