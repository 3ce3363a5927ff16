// SPDX-License-Identifier: Apache-2.0
#include "analysis/reported_dimension.hpp"

#include "config/output_config.hpp"
#include "regime/tag_columns.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using Slots = std::vector<std::uint8_t>;

regime::Dimension category(const std::string& name, std::vector<std::string> labels,
                           bm_known_ahead known_ahead) {
  regime::Dimension dimension;
  dimension.name = name;
  dimension.labels = std::move(labels);
  dimension.known_ahead = known_ahead;
  return dimension;
}

// One symbol of four bars: mood is known when its bar has closed, day and hour beforehand.
regime::TagView tags() {
  const regime::TagColumns written({category("mood", {"good", "bad"}, BM_KNOWN_NO),
                                    category("day", {"odd", "even"}, BM_KNOWN_WEEK),
                                    category("hour", {"early", "late"}, BM_KNOWN_DAY)},
                                   {{1, 1, 1}, {}}, std::vector<std::int64_t>{4});
  std::vector<bm_tag_column> columns(3);
  written.block(0, 0, columns);
  const std::vector<std::vector<std::int8_t>> labels{
      {BM_TAG_UNKNOWN, 0, 1, 1}, {0, 1, 0, 1}, {0, 1, BM_TAG_UNKNOWN, 1}};
  for (std::size_t d = 0; d < labels.size(); ++d) {
    std::copy(labels[d].begin(), labels[d].end(), columns[d].category);
  }
  return written.view();
}

config::OutputConfig output(std::vector<std::string> regimes,
                            std::vector<config::TagPair> pairs = {}) {
  config::OutputConfig config;
  config.regimes = std::move(regimes);
  config.pairs = std::move(pairs);
  return config;
}

}  // namespace

TEST_CASE("the report shows the categories that were asked for") {
  const test::SampleRun run;
  const auto all = analysis::reported_dimensions(run.tags, output({}));
  CHECK(analysis::single_dimensions(all) == std::vector<std::size_t>{0, 2});
  const auto named = analysis::reported_dimensions(run.tags, output({"trend", "score"}));
  CHECK(analysis::single_dimensions(named) == std::vector<std::size_t>{2});
}

TEST_CASE("a bar counts under the label before it, or its own where that is known beforehand") {
  const auto reported = analysis::reported_dimensions(tags(), output({}));
  REQUIRE(reported.size() == 3);
  CHECK(analysis::slots_of(reported[0], tags(), 0, 0, 4) == Slots{2, 2, 0, 1});
  CHECK(analysis::slots_of(reported[1], tags(), 0, 0, 4) == Slots{0, 1, 0, 1});
  CHECK(analysis::slots_of(reported[1], tags(), 0, 2, 2) == Slots{0, 1});
  CHECK(analysis::slots_of(reported[2], tags(), 0, 0, 4) == Slots{0, 1, 3, 1});
  CHECK_FALSE(reported[0].own_bar());
  CHECK(reported[1].own_bar());
  CHECK_FALSE(reported[1].gaps());
  CHECK(reported[2].gaps());
  CHECK(reported[2].gap_slot_of(0, true) == 2);
  CHECK(reported[2].gap_slot_of(0, false) == std::nullopt);
  CHECK(reported[2].gap_slot_of(reported[2].unknown(), true) == std::nullopt);
  CHECK(reported[1].gap_slot_of(0, true) == std::nullopt);
  CHECK(reported[2].is_gap(2));
  CHECK_FALSE(reported[2].is_gap(1));
}

TEST_CASE("in a pair each side follows its own rule, and is known where both are") {
  const auto reported =
      analysis::reported_dimensions(tags(), output({"day"}, {{"mood", "hour", {}}}));
  REQUIRE(reported.size() == 2);
  const analysis::ReportedDimension& pair = reported[1];
  CHECK(pair.name == "mood & hour");
  CHECK(pair.labels == std::vector<std::string>{"good & early", "good & late", "good & gap",
                                                "bad & early", "bad & late", "bad & gap"});
  // mood before: -, -, good, bad; hour: early, late, -, late.
  CHECK(analysis::slots_of(pair, tags(), 0, 0, 4) == Slots{6, 6, 6, 4});
  CHECK_FALSE(pair.own_bar());
  CHECK(pair.gap_slot_of(4, true) == 5);
  CHECK(pair.is_gap(2));
  CHECK_FALSE(pair.is_gap(4));
  CHECK(analysis::single_dimensions(reported) == std::vector<std::size_t>{1});
}

}  // namespace barometer
