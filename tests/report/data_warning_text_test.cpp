// SPDX-License-Identifier: Apache-2.0
#include "report/data_warning_text.hpp"

#include "report/warning_text.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("split-like jumps are told with day, ratio and split") {
  analysis::SplitLikeJumps splits{.jumps = 1, .examples = {{"AAPL", 0, 0.1451, 0, 7, 1}}};
  CHECK(report::text_of(splits) ==
        "1 price jump looks like a split that data.actions does not know: AAPL on 1970-01-01 x "
        "0.1451 (7:1); strategies and taggers take it for a move: write data.actions: {path: ...} "
        "with it, or use split-adjusted prices");
  splits.jumps = 12;
  CHECK(report::text_of(splits).find("12 price jumps look like splits") == 0);
  CHECK(report::text_of(splits).find("(7:1) and 11 more;") != std::string::npos);
  splits.examples[0] = {"BIG", 0, 1e-303, 0, 0, 0};
  CHECK(report::text_of(splits).find("BIG on 1970-01-01 x 1e-303 (no split is so large: mend the "
                                     "price)") != std::string::npos);
}

TEST_CASE("a jump after a gap is told with the gap") {
  const analysis::JumpsAfterGaps reuses{
      .jumps = 1, .examples = {{"USO", 0, 1133.3, 2677 * core::kDay, 1, 1133}}};
  CHECK(report::text_of(reuses) ==
        "1 price jump follows a gap of a year or more: USO on 1970-01-01 x 1133 after 2,677 days; "
        "the "
        "ticker may be another company's since: write data.from or data.to so that the run has one "
        "of "
        "them");
}

TEST_CASE("missing bars are told with their share, their gaps and the longest") {
  const analysis::MissingBars missing{.venue = "us_equity",
                                      .symbols = 4,
                                      .gaps = 5,
                                      .missing = 10,
                                      .bars = 990,
                                      .examples = {{"SPY", 7, 6, 0}}};
  CHECK(report::text_of(missing) ==
        "10 bars that the calendar of us_equity has are missing, 1.0 % of all, in 5 gaps of 4 "
        "symbols: "
        "SPY 7, 6 of them from 1970-01-01T00:00:00Z on and 3 more; nothing is traded or tagged "
        "there: "
        "compare with the source, barometer check counts them by symbol");
}

TEST_CASE("a bar size that is not the data's is told with the one that is") {
  const analysis::UnsupportedBarSize size{
      .bar = core::kHour, .symbols = 1, .examples = {{"SPY", 1, 9'555, core::kDay}}};
  CHECK(report::text_of(size) ==
        "data.bar: 1h is the step from bar to bar of 1 of 9,555 steps of SPY, most are 1d; what "
        "counts "
        "bars counts others than it says: write data.bar: 1d");
}

TEST_CASE("a preset that does not fit is told with one that does") {
  CHECK(
      report::text_of(analysis::UnfitPreset{"regime", "crypto", "us_equity", core::kDay, false}) ==
      "preset crypto of the tagger regime is for bars of an hour or less at a venue that never "
      "closes; it tags bars of 1d at us_equity: write preset: equity_daily");
  CHECK(report::text_of(analysis::UnfitPreset{
            "regime", "crypto", "us_equity", core::kHour, false, {"A", "B", "C", "D"}}) ==
        "preset crypto of the tagger regime is for bars of an hour or less at a venue that never "
        "closes; it tags bars of 1h at us_equity (A, B, C and 1 more): tag daily bars, which are "
        "alike at all venues: write on: 1d and preset: equity_daily; or run such symbols apart");
  CHECK(report::text_of(analysis::UnfitPreset{"regime", "fx", "24x7", core::kHour, false})
            .ends_with("at 24x7: write preset: crypto"));
}

TEST_CASE("a dimension that was hardly known is told with the bars that it needs") {
  const analysis::UnknownTags unknown{.dimensions = 1,
                                      .examples = {{"volatility", 1, 7'800, core::kMinute, 4'680}}};
  CHECK(report::text_of(unknown) ==
        "tags that are used were unknown on most bars, and unknown matches nothing: volatility on "
        "100.0 % of the bars (it needs 7,800 bars of 1min or more); the longest symbol has 4,680 "
        "bars "
        "of 1min: give more bars before data.from, or parameters that need fewer");
}

TEST_CASE("a dimension that was never known is not told that it has enough bars") {
  const analysis::UnknownTags unknown{
      .dimensions = 1, .examples = {{"volatility", 1, 500, core::kHour, 1'005, false}}};
  CHECK(report::text_of(unknown).find("(1,005 bars of 1h were not enough, or it has no value on "
                                      "such bars)") != std::string::npos);
}

TEST_CASE("the size to write is the step of most bars, named where it is above a day") {
  const auto told = [](core::Duration step) {
    return report::text_of(analysis::UnsupportedBarSize{
        .bar = core::kDay, .symbols = 1, .examples = {{"SPY", 1, 9'555, step}}});
  };
  CHECK(told(core::kHour).ends_with("write data.bar: 1h"));
  CHECK(told(core::kWeek).ends_with("write data.bar: 1w"));
  CHECK(told(core::kWeek + core::kHour).ends_with("write data.bar: 1w"));
  CHECK(told(31 * core::kDay).ends_with("write data.bar: 1mo"));
  CHECK(told(2 * core::kDay).ends_with("above a day a run takes bars of 1w and 1mo alone"));
}

TEST_CASE("invalid orders are told by type, with what is wrong") {
  const analysis::InvalidOrders all{
      .orders = 16,
      .kinds = {{"limit", 12, 12, analysis::OrderFault::limit_price, 12},
                {"market", 3, 40, analysis::OrderFault::amount, 2},
                {"replace", 1, 0, analysis::OrderFault::stop_price, 1}},
      .first = {"market", "BTCUSDT", 5, 6 * core::kHour}};
  CHECK(
      report::warning_text(all) ==
      "16 orders rejected as invalid: all 12 limit orders (limit price is NaN, infinite or not "
      "positive), 3 of 40 market orders (most: amount or side makes no sense: NaN, infinite, 0 or "
      "negative, or a child with a target), 1 replace orders (stop price is NaN, infinite or not "
      "positive); the first is a market order for BTCUSDT at step 5, "
      "1970-01-01T06:00:00Z");
}

}  // namespace barometer
