// SPDX-License-Identifier: Apache-2.0
#include "report/study_sentence.hpp"

#include "report/sample_study.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using analysis::Doubt;
using barometer_test::contains;

TEST_CASE("a study that luck explains is not to be believed, in one sentence") {
  analysis::StudyVerdict verdict = test::sample_verdict();
  verdict.trials = 4550;
  verdict.doubts = {Doubt::luck};
  CHECK(report::study_sentence(test::sample_study(), verdict) ==
        "of 4,550 trials the best has a Sharpe ratio of 1.90; the best of as many without any edge "
        "reaches that in 34 % of such studies: do not believe it yet");
}

TEST_CASE("what else speaks against the best is named, and nothing is where nothing does") {
  analysis::StudyEvidence study = test::sample_study();
  study.objective = "calmar";
  analysis::StudyVerdict verdict = test::sample_verdict();
  verdict.luck.value->chance = 0.021;
  verdict.doubts = {Doubt::no_gain,      Doubt::deflated,      Doubt::overfitted,
                    Doubt::not_superior, Doubt::fails_forward, Doubt::fails_holdout};
  CHECK(
      report::study_sentence(study, verdict) ==
      "of 9,100 trials the best by calmar has a Sharpe ratio of 1.90; the best of as many without "
      "any edge reaches that in 2.1 % of such studies, and it lost, its deflated Sharpe ratio is "
      "below 0.95, and 4 more: do not believe it yet");
  for (const auto& [doubt, clause] :
       {std::pair{Doubt::overfitted, "who chooses among these trials chooses worse than by a coin"},
        std::pair{Doubt::not_superior, "it is not surely better than buy and hold"},
        std::pair{Doubt::fails_forward, "what was chosen in training gained nothing in the tests"},
        std::pair{Doubt::fails_holdout, "it gained nothing in the part that no trial had seen"}}) {
    verdict.doubts = {doubt};
    CHECK(contains(report::study_sentence(study, verdict),
                   std::string(", and ") + clause + ": do not believe it yet"));
  }
  verdict.doubts.clear();
  verdict.trials = 1;
  CHECK(report::study_sentence(study, verdict) ==
        "the only trial has a Sharpe ratio of 1.90; one without any edge reaches that in 2.1 % of "
        "such studies: nothing here speaks against it, and only new data can speak for it");
}

TEST_CASE("without a verdict the reason is said") {
  analysis::StudyVerdict verdict;
  verdict.luck.missing = analysis::WhyMissing::idle;
  CHECK(report::study_sentence(test::sample_study(), verdict) ==
        "there is no verdict: the best trial's returns do not vary");
  using analysis::WhyMissing;
  for (const WhyMissing why :
       {WhyMissing::no_trial, WhyMissing::no_returns, WhyMissing::idle, WhyMissing::one_trial,
        WhyMissing::too_few_sessions, WhyMissing::no_gain, WhyMissing::no_benchmark}) {
    CHECK(!report::missing_text(why).empty());
  }
}

TEST_CASE("doubts have keys in the order of their values") {
  CHECK(report::doubt_key(Doubt::no_gain) == "no_gain");
  CHECK(report::doubt_key(Doubt::luck) == "luck");
  CHECK(report::doubt_key(Doubt::deflated) == "deflated");
  CHECK(report::doubt_key(Doubt::overfitted) == "overfitted");
  CHECK(report::doubt_key(Doubt::not_superior) == "not_superior");
  CHECK(report::doubt_key(Doubt::fails_forward) == "fails_forward");
  CHECK(report::doubt_key(Doubt::fails_holdout) == "fails_holdout");
}

TEST_CASE("chances have the digits that the draws can say") {
  CHECK(report::chance_text(1e-4) == "less than 0.1 %");
  CHECK(report::chance_text(0.001) == "0.1 %");
  CHECK(report::chance_text(0.0994) == "9.9 %");
  CHECK(report::chance_text(0.0996) == "10 %");
  CHECK(report::chance_text(0.342) == "34 %");
  CHECK(report::chance_text(1) == "100 %");
}

}  // namespace barometer
