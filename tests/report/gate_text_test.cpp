// SPDX-License-Identifier: Apache-2.0
#include "report/gate_text.hpp"

#include <sstream>
#include <string>

#include "gate_sample.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer::test::gate_sample;
using barometer_test::contains;

namespace {

std::string text_of(const analysis::GateResult& result) {
  return report::render_gate(result, {});
}

// The same without line ends, which may stand anywhere.
std::string joined(std::string text) {
  std::string found;
  for (const char letter : text) {
    const bool blank = letter == '\n' || letter == ' ';
    if (!blank || (!found.empty() && found.back() != ' ')) {
      found += blank ? ' ' : letter;
    }
  }
  return found;
}

// A result whose last twin differs so much a session, in basis points.
analysis::GateResult with_returns(double low, double high) {
  analysis::GateResult result = gate_sample();
  analysis::ReturnDifference& returns = *result.twins.back().returns;
  returns.low = low * 1e-4;
  returns.high = high * 1e-4;
  returns.mean = (low + high) / 2 * 1e-4;
  return result;
}

}  // namespace

TEST_CASE("a gate fits one screen of 80 columns") {
  const std::string text = text_of(gate_sample());
  std::istringstream lines(text);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    CHECK(line.size() <= 80);
  }
  CHECK(count <= 40);
}

TEST_CASE("each part of a gate is a table with its sentence") {
  const std::string text = joined(text_of(gate_sample()));
  for (const char* words :
       {"1 volatility = extreme -> flatten: acted 39 times", "without 1 1.03 -0.11 -0.23 to +0.01",
        "without all 1.03",
        "The gate kept you out of 212 trades that would have earned +3,120: it cost you; it cut "
        "236 trades whose other part would have earned -500: it saved you.",
        "Each trade alone, at its size", "(p 0.083; of harm 0.900; 240 moves of at most 500",
        "out of 42,766, none nearer than 110 bars", "The strategy's own tags move too.",
        "A second witness: the twins decide.", "not corrected for the search",
        "SHORT daily (60 of 109 bars)", "volatility.high_in 1.6 1.12 to 2.08 +0.10 +0.10 to +0.20",
        "In force +0.20, median of 12 other values +0.15, 1 on the other side of 0: a plateau."}) {
    INFO(text);
    CHECK(contains(text, words));
  }
}

TEST_CASE("the twins' interval decides, and nothing else") {
  CHECK(report::gate_verdict(with_returns(0.1, 0.9)) ==
        "the gate helps: +0.50 bps a session (95 %: +0.10 to +0.90); Sharpe -0.11 (-0.23 to "
        "+0.01)");
  CHECK(contains(report::gate_verdict(with_returns(-0.9, -0.1)), "the gate costs: -0.50 bps"));
  CHECK(contains(report::gate_verdict(with_returns(-0.9, 0.1)),
                 "not shown that the gate helps, nor that it harms"));
  analysis::GateResult steadier = with_returns(-0.9, 0.1);
  steadier.twins.back().sharpe->low = 0.02;
  CHECK(contains(report::gate_verdict(steadier), "makes returns steadier, not larger"));
  steadier.twins.back().sharpe->low = -0.3;
  steadier.twins.back().sharpe->high = -0.1;
  CHECK(contains(report::gate_verdict(steadier), "less steady"));
}

TEST_CASE("without an interval nothing is decided, and why is said") {
  analysis::GateResult result = gate_sample();
  result.twins.back().returns->low.reset();
  result.twins.back().returns->blocks = 9;
  CHECK(contains(report::gate_verdict(result), "in 9 blocks of time alone, and it takes ten"));
  result.twins.back().returns->differ = 0;
  CHECK(contains(report::gate_verdict(result), "changed nothing"));
  result.twins.back().returns.reset();
  CHECK(contains(report::gate_verdict(result), "lost all of its equity"));
}

TEST_CASE("a strategy that reads tags and has no conditions is judged by what it knows") {
  analysis::GateResult result = gate_sample();
  result.twins = {test::gate_twin(analysis::TwinKind::tags_of_strategy, "")};
  const std::string text = joined(text_of(result));
  CHECK(contains(text, "told no tag"));
  CHECK(contains(text, "Knowing the regime costs"));
  CHECK_FALSE(contains(text, "kept out"));
}

TEST_CASE("why there is no p is said") {
  const auto said = [](analysis::NoPlacebo missing) {
    analysis::GateResult result = gate_sample();
    result.placebo.p.reset();
    result.placebo.missing = missing;
    result.placebo.admissible = 12;
    return joined(text_of(result));
  };
  CHECK(contains(said(analysis::NoPlacebo::never_acts), "No p: the gate changes nothing"));
  CHECK(contains(said(analysis::NoPlacebo::too_few_moves), "12 ways alone, and it takes 200"));
  CHECK(contains(said(analysis::NoPlacebo::not_measured), "No p: returns do not vary"));
  CHECK(contains(said(analysis::NoPlacebo::stopped), "No p: stopped after 240 moves"));
}

TEST_CASE("thresholds say whether the value in force is a plateau, lucky or neither") {
  analysis::GateResult result = gate_sample();
  result.robustness.median = 0.05;
  CHECK(contains(joined(text_of(result)), "a lucky point"));
  result.robustness.objective = -0.1;
  CHECK(contains(joined(text_of(result)), "nothing in force that could be lucky"));
  result.robustness.rows.clear();
  CHECK(contains(joined(text_of(result)), "No parameter of the taggers changes anything"));
}

TEST_CASE("an interval that one block decides is marked, and what was stopped is said") {
  analysis::GateResult result = gate_sample();
  CHECK_FALSE(contains(joined(text_of(result)), "One block of time"));
  result.twins[1].returns->largest = 0.6;
  result.stopped = true;
  const std::string text = joined(text_of(result));
  CHECK(contains(text, "One block of time makes most of the difference of: without 2."));
  CHECK(contains(text, "Stopped before the end"));
}
