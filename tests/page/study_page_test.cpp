// SPDX-License-Identifier: Apache-2.0
#include "page/study_page.hpp"

#include <map>
#include <regex>

#include "study_pages.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

std::map<std::string, int> elements_of(const std::string& page) {
  const std::string body =
      page.substr(page.find("<body>"), page.find("<script") - page.find("<body>"));
  static const std::regex kOpening("<([A-Za-z][A-Za-z0-9]*)");
  std::map<std::string, int> elements;
  for (std::sregex_iterator at(body.begin(), body.end(), kOpening), end; at != end; ++at) {
    ++elements[(*at)[1]];
  }
  return elements;
}

std::string page_of(const std::string& kind) {
  return test::page_of(test::study_case(kind), test::SampleRun({.symbols = 3, .bars = 60}));
}

}  // namespace

TEST_CASE("a study's page has its parts, pictures in both widths, and the frame's script alone") {
  const std::string page = page_of("study");
  const auto elements = elements_of(page);
  CHECK(elements.at("section") == 7);
  CHECK(elements.at("svg") == 2 * 5);  // map, spread, ranks, folds, paths
  for (const char* words :
       {"do not believe it yet", "deflated threshold 1.40", "best trial 1.90", "the middle",
        "Combinatorial purged", "Out of sample", "Which regimes each fold contained",
        "Trials that failed", "the median of its 4 neighbours", "Config and data",
        "; 4 of 180 trials are drawn, at equal distances"}) {
    INFO(words);
    CHECK(contains(page, words));
  }
  CHECK(std::regex_search(page, std::regex("href=\"[^#]")) == false);
  CHECK(!contains(page, " style="));
  CHECK(page == page_of("study"));
}

TEST_CASE("what a study has not is said") {
  const std::string page = page_of("bare");
  for (const char* words : {"No axis has two values", "no walk-forward, no cross-validation",
                            "There is no probability of overfitting"}) {
    INFO(words);
    CHECK(contains(page, words));
  }
  test::StudyCase none;
  none.evidence = {};
  none.evidence.name = "none";
  none.verdict = {};
  none.verdict.luck.missing = analysis::WhyMissing::no_trial;
  none.trials.clear();
  const std::string empty = test::page_of(none, test::SampleRun({.symbols = 1, .bars = 5}));
  CHECK(contains(empty, "There is no verdict: no trial has an objective."));
  CHECK(empty.ends_with("</html>\n"));
}

TEST_CASE("the page of 10,000 trials is no larger than 600 KB") {
  CHECK(page_of("large").size() <= 600'000);
  CHECK(page_of("draws").size() <= 600'000);
}

TEST_CASE("hostile names at every field of a study are text") {
  CHECK(elements_of(page_of("hostile")).count("script") == 0);
  for (const char* element : {"b", "img", "iframe", "base", "meta"}) {
    INFO(element);
    CHECK(elements_of(page_of("hostile")).count(element) == 0);
  }
}

}  // namespace barometer
