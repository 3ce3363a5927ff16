// SPDX-License-Identifier: Apache-2.0
#include "report/study_json.hpp"

#include "report/json_text.hpp"
#include "report/sample_study.hpp"
#include "report/study_notes.hpp"
#include "report/study_sentence.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using Json = nlohmann::ordered_json;

Json written() {
  return report::study_json(test::sample_study(), test::sample_verdict(), test::sample_trials());
}

}  // namespace

TEST_CASE("every figure of a study is in its JSON") {
  const Json json = written();
  const Json& figures = json["figures"];
  CHECK(figures["sharpe"] ==
        Json({{"sharpe", 1.9},
              {"probabilistic_sharpe", 0.987},
              {"minimum_record_sessions", 811.2},
              {"session",
               {{"sharpe", 0.0995}, {"skew", -0.5}, {"kurtosis", 8.0}, {"sessions", 2000.0}}}}));
  CHECK(figures["luck"] == Json({{"chance", 0.342}, {"draws", 10'000}, {"copies", 4550.0}}));
  CHECK(figures["deflated_sharpe"] == Json({{"trials", 9100.0},
                                            {"probability", 0.621},
                                            {"expected_best", 1.4},
                                            {"probability_by_draws", 0.653},
                                            {"expected_best_by_draws", 1.35},
                                            {"expected_best_unlike", 1.65}}));
  CHECK(figures["backtest_length"] == Json({{"years", 7.13}, {"bound", 9.94}, {"have", 5.48}}));
  CHECK(figures["overfitting"] == Json({{"probability", 0.451},
                                        {"losses", 0.302},
                                        {"slope", -0.12},
                                        {"trials", 2},
                                        {"blocks", 16},
                                        {"halves", 12870},
                                        {"ranks", {5804, 0, 66, 7000}}}));
  const Json& ability = figures["superior_ability"];
  CHECK(ability["p_values"] == Json({{"lower", 0.061}, {"consistent", 0.072}, {"upper", 0.083}}));
  CHECK(ability["p_values_unstudentised"]["lower"] == 0.101);
  CHECK(ability["reality_check"] == 0.121);
  CHECK(ability["statistic"] == 2.75);
  CHECK(ability["survivors"] == Json({1, 7, 8, 9, 10, 11, 12}));
  CHECK(ability["block_sessions"] == 3.5);
  CHECK(json["doubts"] == Json({"luck", "deflated", "not_superior"}));
  CHECK(json["sentence"] == report::study_sentence(test::sample_study(), test::sample_verdict()));
}

TEST_CASE("counts, folds, paths, holdout and trials are in the JSON as well") {
  const Json json = written();
  CHECK(json["counts"] == Json({{"done", 4550},
                                {"failed", 12},
                                {"counted", 9100},
                                {"mean_session_sharpe", 0.011},
                                {"session_sharpe_variance", 0.0007},
                                {"returns_kept", 2},
                                {"returns_kept_for_being_best", 1},
                                {"clusters", 13}}));
  const Json& walk = json["walk_forward"];
  CHECK(walk["efficiency"] == 0.333);
  CHECK(walk["objective_in"] == 2.25);
  CHECK(walk["objective_out"] == 0.75);
  CHECK(walk["embargo_is_short"] == true);
  CHECK(walk["longest_holding_ns"] == 3 * core::kDay);
  CHECK(walk["drift"][0] ==
        Json({{"axis", "strategy.params.fast"}, {"values", 1}, {"changes", 0}}));
  CHECK(walk["untested_regimes"][0]["label"] == "extreme");
  const Json& fold = walk["folds"][0];
  CHECK(fold["test_begin"] == 301 * core::kDay);
  CHECK(fold["train_end"] == 300 * core::kDay);
  CHECK(fold["chosen"] == Json({"5", "100"}));
  CHECK(fold["regimes"][0] == Json({{"dimension", "volatility"},
                                    {"label", "extreme"},
                                    {"train_bars", 17},
                                    {"test_bars", 0}}));
  CHECK(json["paths"] == Json({{"objectives", {0.125, 0.25}},
                               {"median", 0.875},
                               {"low", -0.35},
                               {"high", 1.55},
                               {"losing", 0.142}}));
  CHECK(
      json["holdout"] ==
      Json({{"objective", 0.61}, {"standard_error", 0.37}, {"days", 91.0}, {"opened_before", 2}}));
  REQUIRE(json["trials"].size() == 4);
  CHECK(json["trials"][1] == json["best"]);
  CHECK(json["best"] == Json({{"number", 1},
                              {"values", {"5", "100"}},
                              {"objective", 1.9},
                              {"standard_error", 0.45},
                              {"trades", 212},
                              {"max_drawdown", 0.231},
                              {"plateau", 1.1},
                              {"neighbours", 4}}));
  CHECK(json["failures"][0] ==
        Json({{"reason", "the strategy threw: \"no\"\n"}, {"trials", 11}, {"first", 4}}));
  CHECK(json["assumptions"].size() == report::study_notes().size());
}

TEST_CASE("what pictures are drawn from is in the JSON") {
  const Json json = written();
  const Json& map = json["map"];
  CHECK(map["grid"] == true);
  CHECK(map["all_trials"] == 180);
  CHECK(map["held"] == Json::object());
  CHECK(map["axes"][1] == Json({{"axis", "strategy.params.slow"},
                                {"values", {"50", "100", "200"}},
                                {"all_values", 90},
                                {"logarithmic", false},
                                {"effect", 0.5}}));
  REQUIRE(map["trials"].size() == 4);
  CHECK(map["trials"][0] ==
        Json({{"number", 0}, {"x", 0.0}, {"y", 0.0}, {"objective", 0.5}, {"neighbour", true}}));
  CHECK(map["trials"][3]["objective"].is_null());
  CHECK(json["spread"] ==
        Json({{"sharpe", {{"low", -1.5}, {"width", 0.85}, {"counts", {1, 2, 1, 3}}}},
              {"objective", nullptr}}));
}

TEST_CASE("what is missing says why, what there is none of is null") {
  analysis::StudyVerdict verdict;
  verdict.luck.missing = analysis::WhyMissing::no_trial;
  const Json json = report::study_json({}, verdict, {});
  CHECK(json["figures"]["luck"] == Json({{"missing", "no trial has an objective"}}));
  for (const char* key : {"best", "walk_forward", "paths", "holdout", "map"}) {
    CHECK(json[key].is_null());
  }
  CHECK(Json::parse(report::to_text(written())) == written());
}

}  // namespace barometer
