// SPDX-License-Identifier: Apache-2.0
#include "page/map_picture.hpp"

#include "drawn_texts.hpp"
#include "page/map_scale.hpp"
#include "study_pages.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

std::string drawn(const analysis::StudyEvidence& evidence, double width) {
  return page::map_picture({.evidence = evidence, .map = *evidence.map}, width, "map-");
}

// Trials along one axis.
analysis::StudyEvidence one_axis(const std::vector<std::string>& values) {
  analysis::StudyEvidence evidence = test::sample_study();
  evidence.map->axes.resize(1);
  evidence.map->axes[0].values = values;
  evidence.map->trials.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    evidence.map->trials.push_back(
        {.number = i, .x = static_cast<double>(i), .objective = 0.5 * static_cast<double>(i % 5)});
  }
  return evidence;
}

}  // namespace

TEST_CASE("the worst trial has the first colour, the best the last, whichever way is better") {
  const analysis::StudyMap map = *test::sample_study().map;
  const page::MapScale most(map, true);
  CHECK(most.step(0.5) == 0);
  CHECK(most.step(1.9) == chart::kScaleColours.size() - 1);
  CHECK(most.step(0.5 + 1.4 / 7 * 3.5) == 3);
  const page::MapScale least(map, false);
  CHECK(least.step(1.9) == 0);
  CHECK(least.step(0.5) == chart::kScaleColours.size() - 1);
  analysis::StudyMap flat = map;
  flat.trials.resize(1);
  CHECK(page::MapScale(flat, true).step(0.5) == chart::kScaleColours.size() - 1);
}

TEST_CASE("a grid is a field of cells with its numbers, the best framed, its neighbours dashed") {
  const std::string svg = drawn(test::sample_study(), 760);
  CHECK(contains(svg, ">1.85</text>"));
  CHECK(contains(svg, ">its neighbours: the plateau</text>"));
  // One frame for the best, two for its neighbours, one each in the legend.
  const auto count = [&](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) {
      ++found;
    }
    return found;
  };
  CHECK(count("stroke-width=\"2.50\"") == 2);
  CHECK(count("stroke-dasharray") == 3);
  for (const std::size_t step : {std::size_t{0}, chart::kScaleColours.size() - 1}) {
    CHECK(count(std::string("z\" fill=\"") + chart::kScaleColours[step].hex) == 1);
  }
}

TEST_CASE("texts of maps are whole, large enough and apart, on wide screens and on phones") {
  std::vector<std::string> numbers;
  for (int i = 0; i < 40; ++i) {
    numbers.push_back(std::to_string(1'000 * i));
  }
  analysis::StudyEvidence cut = one_axis(numbers);
  cut.map->grid = false;
  for (const analysis::StudyEvidence& evidence :
       {test::sample_study(), test::large_study().evidence, test::drawn_study().evidence,
        test::hostile_study().evidence, one_axis(numbers), cut,
        one_axis({"none", "gate", "日本電信電話日本電信電話"}), one_axis({"1", "2"})}) {
    for (const double width : {358.0, 760.0}) {
      INFO(evidence.name << " " << width);
      CHECK(test::text_faults(drawn(evidence, width), width) == "");
    }
  }
}

TEST_CASE("draws over words stand at the places of the words") {
  analysis::StudyEvidence evidence = test::drawn_study().evidence;
  analysis::StudyMap& map = *evidence.map;
  map.axes[1] = {.axis = 1, .values = {"none", "gate", "both"}, .all = 3};
  for (analysis::MapTrial& trial : map.trials) {
    trial.y = static_cast<double>(trial.number % 3);
  }
  const std::string svg = drawn(evidence, 358);
  for (const char* word : {">none</text>", ">gate</text>", ">both</text>"}) {
    INFO(word);
    CHECK(contains(svg, word));
  }
  CHECK(test::text_faults(svg, 358) == "");
}

}  // namespace barometer
