// SPDX-License-Identifier: Apache-2.0
#include "page/page.hpp"

#include <nlohmann/json.hpp>
#include <regex>

#include "hostile_names.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::string page_of(const test::SampleRun& run,
                    const std::optional<page::KnownRuns>& known = std::nullopt) {
  const analysis::RunRecord record = run.record();
  std::string text;
  page::write_page(record, analysis::analyse(record), known,
                   [&](std::string_view piece) { text += piece; });
  return text;
}

std::string data_of(const std::string& page) {
  static constexpr std::string_view kBegin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(kBegin) + kBegin.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

// The names of all elements that the page opens before its data block.
std::map<std::string, int> elements_of(const std::string& page) {
  const std::string body =
      page.substr(page.find("<body>"), page.find("<script type") - page.find("<body>"));
  static const std::regex kOpening("<([A-Za-z][A-Za-z0-9]*)");
  std::map<std::string, int> elements;
  for (std::sregex_iterator at(body.begin(), body.end(), kOpening), end; at != end; ++at) {
    ++elements[(*at)[1]];
  }
  return elements;
}

}  // namespace

TEST_CASE("the page has nine parts, two scripts, one style, and refers to nothing outside") {
  const std::string page = page_of(test::SampleRun());
  CHECK(count(page, "<section id=") == 9);
  CHECK(count(page, "<script") == 3);  // data, the frame's, its own
  CHECK(count(page, "<style>") == 1);
  CHECK(page.find("default-src 'none'; script-src 'sha256-") != std::string::npos);
  CHECK(count(page, " src=") == 0);
  CHECK(count(page, " style=") == 0);
  CHECK(count(page, "<link") == 0);
  CHECK(std::regex_search(page, std::regex("href=\"[^#]")) == false);
}

TEST_CASE("the data block has parts of run.json to the digit") {
  const test::SampleRun run;
  const analysis::RunRecord record = run.record();
  const auto expected = report::run_json(record, analysis::analyse(record));
  const auto data = nlohmann::ordered_json::parse(data_of(page_of(run)));
  for (const char* key : {"name", "fingerprint", "bars", "steps", "metrics", "buy_and_hold",
                          "regimes", "latency", "warnings", "orders"}) {
    CHECK(data["run"][key] == expected[key]);
  }
}

TEST_CASE("the same run has the same bytes") {
  CHECK(page_of(test::SampleRun()) == page_of(test::SampleRun()));
}

TEST_CASE("200 hostile names at every field that takes one are text") {
  const test::SampleRun plain({.symbols = 200, .bars = 60, .stagger = 0.0});
  test::SampleRun run({.symbols = 200, .bars = 60, .stagger = 0.0});
  test::give_hostile_names(run);
  const std::string page = page_of(run);
  CHECK(elements_of(page) == elements_of(page_of(plain)));
  const std::string block = data_of(page);
  CHECK(block.find('<') == std::string::npos);
  const auto data = nlohmann::json::parse(block);
  CHECK(data["names"].size() == 200);
  CHECK(data["names"][0].get<std::string>().starts_with("-->"));
}

TEST_CASE("what the run store knows is said, and nothing where it was not asked") {
  const std::string known = page_of(test::SampleRun(), page::KnownRuns{.distinct = 1'234});
  CHECK(known.find("One of 1,234 distinct runs of this strategy") != std::string::npos);
  CHECK(known.find("deflated") == known.find("deflated Sharpe"));
  CHECK(page_of(test::SampleRun()).find("distinct run") == std::string::npos);
}

TEST_CASE("pages of runs at the edge are whole") {
  const auto is_whole = [](const test::SampleRun& run) {
    const std::string page = page_of(run);
    CHECK(count(page, "<section id=") == 9);
    CHECK(page.ends_with("</html>\n"));
    return nlohmann::json::parse(data_of(page));
  };
  SECTION("one bar") {
    CHECK(is_whole(test::SampleRun({.symbols = 1, .bars = 1, .first_step = 0}))["cells"] == 1);
  }
  SECTION("no trades") {
    CHECK(is_whole(test::SampleRun({.fill_chance = 0}))["trades"]["columns"][0] == "");
  }
  SECTION("a bust") {
    test::SampleRun run;
    for (portfolio::EquityPoint& point : run.equity) {
      point.equity = -1e5;
    }
    const auto data = is_whole(run);
    CHECK(data["run"]["metrics"]["sharpe"].is_null());
    CHECK(page_of(run).find("The account was lost") != std::string::npos);
  }
  SECTION("no regimes") {
    test::SampleRun run;
    run.config.regime.clear();
    run.tags = regime::TagView();
    CHECK(is_whole(run)["dimensions"].empty());
    CHECK(page_of(run).find("The run has no regimes") != std::string::npos);
  }
  SECTION("505 symbols") {
    const auto data = is_whole(test::SampleRun({.symbols = 505, .bars = 60, .stagger = 0.0}));
    CHECK(data["names"].size() == 505);
    CHECK(data["symbols"].size() == 40);
  }
}

}  // namespace barometer
