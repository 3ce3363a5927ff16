// SPDX-License-Identifier: Apache-2.0
#include "app/compare_page.hpp"

#include <functional>
#include <map>
#include <memory>
#include <regex>
#include <string>

#include "page/hostile_names.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

using Names = std::function<std::string()>;

// Two runs of 40 sessions with something in every field; `name` gives what may come from anybody.
struct Two {
  explicit Two(const Names& name) {
    auto ends = std::make_shared<std::vector<std::int64_t>>();
    for (std::int64_t i = 0; i < 40; ++i) {
      ends->push_back((i + 1) * 86'400'000'000'000);
      a.returns.values.push_back(0.01 * static_cast<double>(i % 5 - 2));
      b.returns.values.push_back(0.01 * static_cast<double>(i % 3 - 1));
    }
    a.returns.session_ends = b.returns.session_ends = ends;
    for (study::ComparedRun* run : {&a, &b}) {
      run->name = name();
      run->fingerprint = name();
      run->returns_from = name();
    }
    comparison.keys = {{name(), name(), name()}, {name(), "", name()}};
    comparison.metrics = {{"sharpe", 0.5, 0.25},
                          {"sharpe_standard_error", 0.13, 0.06},
                          {"max_drawdown_peak_time", 86'400e9, std::nullopt},
                          {name(), 1.0, 2.0}};
    comparison.first_fill =
        study::DifferentFill{.number = 1'234,
                             .a = name(),
                             .b = name(),
                             .of_a = {name(), name(), name(), name(), name(), name()},
                             .of_b = {}};
    comparison.sessions = 40;
    comparison.sessions_per_year = 400;
    comparison.difference = stats::SharpeDifference{
        .difference = 0.01, .standard_error = 0.02, .low = -0.03, .high = 0.05, .p = 0.5};
    comparison.regimes = {{name(), name(), 35, comparison.difference}, {name(), name(), 5, {}}};
  }

  std::string page() const {
    std::string text;
    app::write_comparison_page(a, b, comparison, [&](std::string_view piece) { text += piece; });
    return text;
  }

  study::ComparedRun a, b;
  study::RunComparison comparison;
};

std::map<std::string, int> elements_of(const std::string& page) {
  static const std::regex kOpening("<([A-Za-z][A-Za-z0-9]*)");
  std::map<std::string, int> elements;
  const std::string body =
      page.substr(page.find("<body>"), page.find("<script>") - page.find("<body>"));
  for (std::sregex_iterator at(body.begin(), body.end(), kOpening), end; at != end; ++at) {
    ++elements[(*at)[1]];
  }
  return elements;
}

Two plain() {
  return Two([n = 0]() mutable { return "name" + std::to_string(n++); });
}

}  // namespace

TEST_CASE("the page of two runs has all that was compared") {
  const std::string page = plain().page();
  for (const char* part :
       {"<section id=\"verdict\"", "<section id=\"equity\"", "<section id=\"metrics\"",
        "<section id=\"regimes\"", "<section id=\"config\"", "<section id=\"fills\"",
        "<title>name0 and name3 - Barometer</title>", "0.20, 95 % -0.60 to 1.00, p 0.500",
        "data-key=\"a.sharpe\">0.50 ± 0.13<", "data-key=\"b.sharpe\">0.25 ± 0.06<", ">0.25<",
        ">1970-01-02", "Fill 1,234 is the first that differs", ">none any more<", ">too few<",
        "<div class=\"chart wide\">"}) {
    INFO(part);
    CHECK(contains(page, part));
  }
}

TEST_CASE("the page refers to nothing outside, and its only script is the frame's") {
  const std::string page = plain().page();
  CHECK(page.find("<script") == page.rfind("<script"));
  CHECK_FALSE(contains(page, " src="));
  CHECK_FALSE(contains(page, " style="));
  CHECK_FALSE(std::regex_search(page, std::regex("href=\"[^#]")));
}

TEST_CASE("a hostile name at any field is text") {
  const auto names = test::hostile_names();
  for (std::size_t first = 0; first < names.size(); first += 7) {
    const Two two([&, n = first]() mutable { return names[n++ % names.size()] + "."; });
    CHECK(elements_of(two.page()) == elements_of(plain().page()));
  }
}

TEST_CASE("what could not be compared is said") {
  Two two = plain();
  two.comparison.difference.reset();
  two.comparison.first_fill.reset();
  two.comparison.fills_missing = "run 3 has no run folder";
  two.comparison.regimes.clear();
  two.comparison.regimes_missing = "there are no tags";
  two.comparison.keys.clear();
  two.b.returns = {};
  const std::string page = two.page();
  for (const char* part : {"No difference can be judged", "Not compared: run 3 has no run folder.",
                           "Not compared: there are no tags.", "No key differs",
                           "fewer than two sessions in common"}) {
    INFO(part);
    CHECK(contains(page, part));
  }
  two.comparison.same_results = true;
  two.comparison.fills_missing.clear();
  CHECK(contains(two.page(), "The fingerprints are equal"));
  CHECK(contains(two.page(), "All fills are the same."));
}
