// SPDX-License-Identifier: Apache-2.0
#include "report/gate_picture.hpp"

#include "chart/picture_text.hpp"
#include "gate_sample.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer::test::gate_sample;
using barometer_test::contains;

TEST_CASE("the picture of a gate has its three parts") {
  const std::string svg = report::draw_gate(gate_sample());
  CHECK(svg.starts_with("<svg"));
  for (const char* words : {"Twins", "without 2", "without all", "Placebo", "p 0.083", "Thresholds",
                            "volatility.high_in", "the gate costs"}) {
    INFO(words);
    CHECK(contains(svg, words));
  }
  CHECK_FALSE(contains(svg, "nothing to show"));
}

TEST_CASE("the rows of the twins stand in the panel of the twins, in their order") {
  const std::string svg = report::draw_gate(gate_sample());
  const auto height_of = [&](const std::string& words) {
    const std::size_t end = svg.find(">" + words + "<");
    REQUIRE(end != std::string::npos);
    const std::size_t y = svg.rfind(" y=\"", end);
    return std::stod(svg.substr(y + 4));
  };
  CHECK(height_of("without 2") < height_of("without all"));
  // The headline of the next panel begins so, and goes on in a second line.
  CHECK(height_of("without all") <
        height_of("Placebo: the same tags at other times, and where they"));
}

TEST_CASE("a part without figures says so") {
  analysis::GateResult result = gate_sample();
  result.placebo.drawn.clear();
  CHECK(contains(report::draw_gate(result), "nothing to show"));
  result = gate_sample();
  result.robustness.rows.clear();
  CHECK(contains(report::draw_gate(result), "nothing to show"));
}

TEST_CASE("every word of it can be read on a phone, of any gate") {
  analysis::GateResult result = gate_sample();
  barometer_test::check_phone(report::draw_gate(result));
  result.name =
      "\u5e02\u5834\u306e\u72b6\u614b\u3092\u77e5\u308b\u6226\u7565\u3068"
      "\u77e5\u3089\u306a\u3044\u6226\u7565\u306e\u6bd4\u8f03\u3068\u305d\u306e\u4ed6";
  for (int more = 0; more < 40; ++more) {
    result.robustness.rows.push_back(result.robustness.rows.front());
    result.robustness.rows.back().key =
        "regime.params." + std::string(static_cast<std::size_t>(more) * 3, 'w');
  }
  for (analysis::GateTwin& twin : result.twins) {
    twin.sharpe.reset();
  }
  barometer_test::check_phone(report::draw_gate(result));
  result.twins.back().sharpe = {.difference = -9, .low = -12, .high = -1};
  result.placebo.drawn.clear();
  result.robustness.rows.clear();
  barometer_test::check_phone(report::draw_gate(result));
}

TEST_CASE("names cannot leave their text element") {
  analysis::GateResult result = gate_sample();
  result.name = "<script>";
  result.robustness.rows[0].key = "regime.params.<b>";
  const std::string svg = report::draw_gate(result);
  CHECK_FALSE(contains(svg, "<script>"));
  CHECK_FALSE(contains(svg, "<b>"));
}
