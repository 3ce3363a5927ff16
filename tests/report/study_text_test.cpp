// SPDX-License-Identifier: Apache-2.0
#include "report/study_text.hpp"

#include <algorithm>
#include <sstream>

#include "core/character_width.hpp"
#include "core/safe_text.hpp"
#include "report/sample_study.hpp"
#include "report/study_notes.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

// Lines joined, so that a sentence may be looked for wherever it was broken.
std::string flowing(const std::string& text) {
  std::string joined;
  for (const char letter : text) {
    const char blank = letter == '\n' ? ' ' : letter;
    if (blank != ' ' || joined.empty() || joined.back() != ' ') {
      joined += blank;
    }
  }
  return joined;
}

std::string rendered(const analysis::StudyEvidence& study, const analysis::StudyVerdict& verdict,
                     bool verbose = false) {
  return report::render_study(study, verdict, report::Style{}, verbose);
}

}  // namespace

TEST_CASE("the verdict of a study with everything fits on one screen of 80 columns") {
  // The longest names and values that there may be.
  analysis::StudyEvidence study = test::sample_study();
  study.name = std::string(200, 'n');
  study.objective = std::string(90, 'o');
  study.axes.assign(30, "strategy.params." + std::string(90, 'a'));
  study.best->values.assign(30, std::string(90, 'v'));
  study.done = study.counted = 123'456'789;
  analysis::StudyVerdict verdict = test::sample_verdict();
  verdict.trials = 123'456'789;
  verdict.forward->folds = 13;
  verdict.forward->drift.assign(3, {"strategy.params." + std::string(90, 'a'), 12, 11});
  verdict.forward->untested.assign(9,
                                   {std::string(90, 'd'), std::string(90, 'l'), {1, 2, 3}, false});
  verdict.doubts = {analysis::Doubt::luck, analysis::Doubt::deflated};
  for (const bool long_names : {false, true}) {
    const std::string text = long_names ? rendered(study, verdict)
                                        : rendered(test::sample_study(), test::sample_verdict());
    const std::vector<std::string> lines = lines_of(text);
    INFO(text);
    CHECK(lines.size() <= 40);
    for (const std::string& line : lines) {
      CHECK(core::display_width(line) <= 80);
    }
    CHECK(text.back() == '\n');
    CHECK(text[text.size() - 2] != '\n');
  }
}

TEST_CASE("every figure stands with its sentence") {
  const std::string text = flowing(rendered(test::sample_study(), test::sample_verdict()));
  for (const char* sentence :
       {"4,550 trials done, 12 failed; 9,100 counted on these data",
        "objective sharpe, maximised; 2,000 sessions, 365 a year",
        "returns kept of 2 trials in 13 clusters: the best 1, others drawn",
        "Best: trial 1 fast 5, slow 100",
        "sharpe 1.90 ± 0.45; plateau 1.10, median of 4 neighbours; 212 trades; drawdown -23.1 %",
        "chance by luck 34 % of studies of 9,100 trials without any edge show a Sharpe ratio of "
        "1.90 "
        "or more",
        "deflated Sharpe 0.621 probability to be above 1.40, expected of the best of 9,100 trials "
        "without an edge (by draws 1.35: 0.653; if unlike 1.65)",
        "alone 0.987 probability to be above 0, were it the only trial; 0.95 takes 812 sessions, "
        "2,000 are there",
        "data needed 7.1 y before 9,100 trials are not expected to show this by luck (at most "
        "9.9); "
        "5.5 are there",
        "PBO 45.1 % of 12,870 halvings of time: the best of 2 trials in one half is below the "
        "middle "
        "in the other; it loses in 30.2 %; slope -0.12",
        "SPA, p 0.072 that none of 2 trials beats buy and hold (0.061 to 0.083; White 0.121); for "
        "sure trials 1, 7, 8 and 4 more",
        "efficiency 0.33 of sharpe in training is left in 1 of 1 test",
        "not tested 1 volatility extreme has no bar in 1 of 1 test",
        "embargo 1d is shorter than the longest trade, 3d",
        "paths 0.88 median of 45 paths (90 %: -0.35 to 1.55); 14.2 % lose",
        "holdout 0.61 ± 0.37 in 91 unseen days; opened 2 times before",
        "Of 9,100 trials the best has a Sharpe ratio of 1.90;"}) {
    INFO(sentence << "\n" << text);
    CHECK(contains(text, sentence));
  }
}

TEST_CASE("a figure that is not there says why") {
  analysis::StudyEvidence study = test::sample_study();
  study.returns.sessions = 31;
  study.benchmark.clear();
  analysis::StudyVerdict verdict = test::sample_verdict();
  verdict.overfitting = {.value = {}, .missing = analysis::WhyMissing::too_few_sessions};
  verdict.ability = {.value = {}, .missing = analysis::WhyMissing::no_benchmark};
  verdict.deflated = {.value = {}, .missing = analysis::WhyMissing::one_trial};
  verdict.sharpe.value->record_sessions = std::nullopt;
  verdict.forward->efficiency = std::nullopt;
  const std::string text = flowing(rendered(study, verdict));
  CHECK(contains(text, "PBO n/a overfitting needs 32 sessions, 31 are there"));
  CHECK(contains(text, "SPA, p n/a there is no benchmark over the same sessions"));
  CHECK(contains(text, "deflated Sharpe n/a it compares trials, and there is one"));
  CHECK(contains(text, "0.95 is out of reach"));
  study.returns.best = 2;
  CHECK(contains(rendered(study, verdict), "returns kept of 2 trials in 13 clusters\n"));
  verdict.forward->untested.resize(3, verdict.forward->untested.front());
  CHECK(contains(flowing(rendered(study, verdict)), "has no bar in 1 of 1 test; and 2 more"));
  verdict.forward->folds = 4;
  verdict.forward->drift.push_back({.axis = "slow", .values = 2, .changes = 2});
  CHECK(contains(flowing(rendered(study, verdict)), "; choices changed 2 of 6 times"));
  CHECK(contains(text, "left in 1 of 1 test: none, training gained nothing"));

  analysis::StudyVerdict nothing;
  nothing.luck.missing = analysis::WhyMissing::no_trial;
  analysis::StudyEvidence empty;
  CHECK(contains(rendered(empty, nothing), "There is no verdict: no trial has an objective."));
}

TEST_CASE("an objective that is not the Sharpe ratio is not what PBO is about") {
  analysis::StudyEvidence study = test::sample_study();
  study.objective = "max_drawdown";
  study.maximised = false;
  const std::string text = flowing(rendered(study, test::sample_verdict()));
  CHECK(contains(text, "the best by Sharpe ratio of 2 trials in one half"));
  CHECK(contains(text, "objective max_drawdown, minimised"));
}

TEST_CASE("asked for more, there are the folds and what every figure assumes") {
  const std::string brief = rendered(test::sample_study(), test::sample_verdict());
  const std::string text = flowing(rendered(test::sample_study(), test::sample_verdict(), true));
  CHECK(contains(text, "1970-10-29 1971-02-06 2.25 0.75 5, 100"));
  for (const report::StudyNote& note : report::study_notes()) {
    CHECK(contains(text, flowing(std::string(note.statistic) + ": " + note.text + ".")));
    CHECK(!contains(flowing(brief), flowing(note.text)));
  }
}

TEST_CASE("names of others reach the terminal printable") {
  analysis::StudyEvidence study = test::sample_study();
  study.name = "\x1b[2Jname";
  study.best->values[0] = "\x1b[31mred";
  study.axes[0] = "strategy.params.\x1b[1m";
  const std::string text = rendered(study, test::sample_verdict(), true);
  CHECK(std::ranges::count(text, '\x1b') == 0);
}

}  // namespace barometer
