// SPDX-License-Identifier: Apache-2.0
#include "page/written_page.hpp"

#include "hostile_names.hpp"
#include "page/page_frame.hpp"
#include "support/catch.hpp"
#include "support/page_parts.hpp"
#include "support/text.hpp"
#include "written_sample.hpp"

namespace barometer {

namespace {

using barometer_test::contains;
using barometer_test::data_of;
using barometer_test::parts_of;
using test::WrittenSample;

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  return at == std::string::npos ? text : text.erase(at, part.size());
}

// All that is on both pages is the same to the digit, and what is not there is said.
void check_same_parts(const WrittenSample& sample) {
  const std::string page = sample.page();
  const auto first = parts_of(sample.first_page()), made = parts_of(page);
  CHECK(made.size() == 8);
  CHECK_FALSE(made.contains("price"));
  for (const char* id : {"comparison", "regimes", "returns", "trades", "latency", "origin"}) {
    INFO(id);
    REQUIRE(made.contains(id));
    CHECK(made.at(id) == first.at(id));
  }
  const std::string says =
      barometer_test::text_between(page, "<p class=\"thin\">Made of", "</p>\n");
  CHECK(contains(says, "a reason of the test"));
  CHECK(without(made.at("verdict"), "<p class=\"thin\">Made of" + says + "</p>\n") ==
        first.at("verdict"));
  const nlohmann::json was = data_of(sample.first_page()), is = data_of(page);
  for (const char* key : {"run", "currency", "bar", "per_year", "steps", "per", "cells", "times",
                          "account", "course", "orders", "names"}) {
    INFO(key);
    CHECK(is.at(key) == was.at(key));
  }
  CHECK(is["sessions"]["times"] == was["sessions"]["times"]);
  CHECK(is["sessions"]["equity"] == was["sessions"]["equity"]);
  CHECK(is["trades"]["all"] == was["trades"]["all"]);
  for (std::size_t column = 0; column < 14; ++column) {  // behind them are the tags
    CHECK(is["trades"]["columns"][column] == was["trades"]["columns"][column]);
  }
}

void check_nothing_of_bars(const std::string& page) {
  for (const char* place : {"price", "lanes"}) {
    CHECK_FALSE(contains(page, std::string("data-picture=\"") + place + "\""));
  }
  CHECK_FALSE(contains(page, "data-period=\"hold-"));
  CHECK_FALSE(contains(page, "data-switch=\"hold\""));
  const nlohmann::json data = data_of(page);
  for (const char* key : {"symbols", "dimensions", "lanes"}) {
    CHECK(data.at(key).empty());
  }
  CHECK(data["sessions"]["hold"].empty());
  CHECK(data["fills"]["all"] == 0);
  CHECK(data["trades"]["columns"].size() == 14);
}

test::SampleRun metered_run(const test::SampleRun::Shape& shape) {
  test::SampleRun run(shape);
  run.latency.metered = true;
  run.config.latency.meter = config::Meter::full;
  return run;
}

}  // namespace

TEST_CASE("what a page of files shows is that of the first page to the digit") {
  check_same_parts(WrittenSample());
  check_same_parts(WrittenSample(metered_run({.symbols = 3, .bars = 400 * 24})));
}

TEST_CASE("so it is for runs at the edge") {
  SECTION("one bar") {
    check_same_parts(WrittenSample(test::SampleRun({.symbols = 1, .bars = 1, .first_step = 0})));
  }
  SECTION("no trades") {
    check_same_parts(WrittenSample(test::SampleRun({.fill_chance = 0})));
  }
  SECTION("too few returns for an error, whose number is said") {
    const WrittenSample sample(test::SampleRun({.symbols = 1, .bars = 5 * 24}));
    check_same_parts(sample);
    CHECK(contains(sample.page(), "4 of 10 returns"));
  }
  SECTION("no regimes") {
    test::SampleRun run;
    run.config.regime.clear();
    run.tags = regime::TagView();
    check_same_parts(WrittenSample(run));
  }
  SECTION("a bust") {
    test::SampleRun run;
    for (portfolio::EquityPoint& point : run.equity) {
      point.cash += -1e5 - point.equity;
      point.equity = -1e5;
    }
    check_same_parts(WrittenSample(run));
  }
  SECTION("hostile names") {
    test::SampleRun run({.symbols = 40, .bars = 300, .stagger = 0.0});
    test::give_hostile_names(run);
    run.market.venue = "24x7";  // of which the days are known
    check_same_parts(WrittenSample(run));
  }
}

TEST_CASE("a page of files has nothing that takes bars or tags, and can be told from a whole one") {
  const WrittenSample sample;
  const std::string page = sample.page();
  check_nothing_of_bars(page);
  sample.write("made.html", page);
  sample.write("first.html", sample.first_page());
  CHECK(page::is_page(sample.folder() / "made.html", page::kWithoutBars));
  CHECK_FALSE(page::is_page(sample.folder() / "first.html", page::kWithoutBars));
}

TEST_CASE("with equity.csv of session ends alone months stay and pictures over time are left out") {
  test::SampleRun run;
  run.config.output.equity = config::EquityRows::session;
  const WrittenSample sample(run);
  const std::string page = sample.page();
  const auto table = [](const std::string& of) {
    return barometer_test::text_between(of, "Returns by month", "</table>");
  };
  CHECK_FALSE(table(page).empty());
  CHECK(table(page) == table(sample.first_page()));
  CHECK(contains(page, "data-picture=\"distribution\""));
  for (const char* place : {"equity", "drawdown", "rolling-sharpe", "latency"}) {
    CHECK_FALSE(contains(page, std::string("data-picture=\"") + place + "\""));
  }
  CHECK(contains(page, "equity.csv has not every step"));
}

TEST_CASE("without equity.csv returns by session are left out too") {
  test::SampleRun run;
  run.config.output.equity = config::EquityRows::none;
  const std::string page = WrittenSample(run).page();
  CHECK(contains(page, "Returns by session are left out"));
  CHECK_FALSE(contains(page, "data-picture=\"distribution\""));
  CHECK_FALSE(contains(page, "data-table=\"period\""));
  CHECK(parts_of(page).at("trades") == parts_of(WrittenSample(run).first_page()).at("trades"));
}

TEST_CASE("money that the files have with fewer digits is told") {
  test::SampleRun run;
  run.config.output.decimals = 2;
  const WrittenSample sample(run);
  const std::string page = sample.page();
  CHECK(contains(page, "of money with 2 digits behind the point"));
  CHECK(parts_of(page).at("comparison") == parts_of(sample.first_page()).at("comparison"));
}

TEST_CASE("every file that is gone, was cut or is of another format is refused by name") {
  SECTION("gone and cut, all at once") {
    const WrittenSample sample;
    std::filesystem::remove(sample.folder() / "trades.csv");
    const std::string equity = sample.text("equity.csv");
    sample.write("equity.csv", equity.substr(0, equity.size() - 9));
    const std::string said = sample.refused();
    CHECK(contains(said, "trades.csv:1:1: "));
    CHECK(contains(said, "equity.csv:371:"));  // 370 live steps behind the names of the columns
    CHECK(contains(said, "its last line has no end"));
  }
  SECTION("cut between two rows") {
    const WrittenSample sample;
    const std::string equity = sample.text("equity.csv");
    sample.write("equity.csv", equity.substr(0, equity.rfind('\n', equity.size() - 2) + 1));
    CHECK(contains(sample.refused(),
                   "equity.csv:370: the file ends after 369 rows, and run.json knows of 370"));
  }
  SECTION("another format") {
    const WrittenSample sample;
    sample.replace("run.json", "\"format\": 1", "\"format\": 2");
    CHECK(contains(sample.refused(), "run.json: its format is 2, and this version reads 1"));
  }
  SECTION("a figure that is missing") {
    const WrittenSample sample;
    sample.replace("run.json", "\"ulcer_index\"", "\"ulcer\"");
    CHECK(contains(sample.refused(), "run.json: it is not what `barometer run` writes"));
    CHECK(contains(sample.refused(), "ulcer_index"));
  }
}

TEST_CASE("the number of blocks that an older run.json does not have is left out of the sentence") {
  const WrittenSample sample;
  REQUIRE(contains(sample.text("run.json"), "\"fewest_blocks\""));
  while (contains(sample.text("run.json"), "\"fewest_blocks\"")) {
    sample.replace("run.json", "\"fewest_blocks\"", "\"former\"");
  }
  CHECK(sample.refused().empty());
}

}  // namespace barometer
