// SPDX-License-Identifier: Apache-2.0
#include "analysis/tag_warnings.hpp"

#include "calendar/venue.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Dimensions of the sample run: volatility, score, trend; unknown on the first 40 of its bars.
std::vector<analysis::Warning> unknown_of(const test::SampleRun& run,
                                          std::vector<std::uint8_t> used) {
  analysis::RunRecord record = run.record();
  record.used_dimensions = std::move(used);
  std::vector<analysis::Warning> warnings;
  analysis::check_unknown_tags(record, warnings);
  return warnings;
}

std::vector<analysis::Warning> preset_of(const std::string& preset, core::Duration bar,
                                         bm_venue_kind venue,
                                         std::optional<core::Duration> on = {}) {
  test::SampleRun run;
  run.market.bar = bar;
  bm_instrument instrument{};
  instrument.venue_kind = venue;
  run.market.instruments = {instrument};
  analysis::RunRecord record = run.record();
  record.provenance.plugins = {
      {"regime", "regime", "", "", "", "", {{"preset", preset}}, "daily", on},
      {"strategy", "s", "", "", "", "", {{"preset", "crypto"}}}};
  std::vector<analysis::Warning> warnings;
  analysis::check_presets(record.provenance.plugins, record.market, warnings);
  return warnings;
}

bool fits(const std::string& preset, core::Duration bar, bm_venue_kind venue) {
  return preset_of(preset, bar, venue).empty();
}

}  // namespace

TEST_CASE("a dimension that is read and hardly ever known is warned of with what it needs") {
  const test::SampleRun run({.symbols = 1, .bars = 70, .first_step = 10});  // 30 of 60 unknown
  CHECK(unknown_of(run, {1, 1, 1}).empty());
  const test::SampleRun short_run({.symbols = 1, .bars = 69, .first_step = 10});
  CHECK(unknown_of(short_run, {0, 0, 0}).empty());
  CHECK(unknown_of(short_run, {}).empty());
  const auto warnings = unknown_of(short_run, {1, 1, 0});
  REQUIRE(warnings.size() == 1);
  const auto& unknown = std::get<analysis::UnknownTags>(warnings[0]);
  CHECK(unknown.dimensions == 2);
  REQUIRE(unknown.examples.size() == 2);
  CHECK(unknown.examples[0].dimension == "volatility");
  CHECK(unknown.examples[0].share == Approx(30.0 / 59));
  CHECK(unknown.examples[1].dimension == "score");
  CHECK(unknown.examples[0].longest == 69);
  CHECK(unknown.examples[0].bar == core::kHour);
}

TEST_CASE("a preset is held against the venue and the bars that it tags") {
  CHECK(fits("crypto", core::kHour, BM_VENUE_ALWAYS_OPEN));
  CHECK(fits("crypto", core::kMinute, BM_VENUE_ALWAYS_OPEN));
  CHECK_FALSE(fits("crypto", 4 * core::kHour, BM_VENUE_ALWAYS_OPEN));
  CHECK_FALSE(fits("crypto", core::kHour, BM_VENUE_SESSIONS));
  CHECK(fits("equity_daily", core::kDay, BM_VENUE_SESSIONS));
  CHECK(fits("equity_daily", core::kDay, BM_VENUE_ALWAYS_OPEN));
  CHECK_FALSE(fits("equity_daily", core::kHour, BM_VENUE_SESSIONS));
  CHECK(fits("equity_intraday", core::kMinute, BM_VENUE_SESSIONS));
  CHECK_FALSE(fits("equity_intraday", core::kMinute, BM_VENUE_ALWAYS_OPEN));
  CHECK_FALSE(fits("fx", core::kHour, BM_VENUE_ALWAYS_OPEN));
  CHECK(fits("futures", core::kDay, BM_VENUE_SESSIONS));
  CHECK(fits("", core::kDay, BM_VENUE_SESSIONS));
  CHECK(fits("a word of another plug-in", core::kDay, BM_VENUE_SESSIONS));
}

TEST_CASE("presets of currencies and of futures are for long sessions") {
  for (const char* preset : {"fx", "futures"}) {
    for (const int hours : {6, 23}) {
      test::SampleRun run;
      bm_instrument instrument{};
      instrument.venue_kind = BM_VENUE_SESSIONS;
      run.market.instruments = {instrument};
      for (bm_calendar_row& row : run.market.calendar) {
        row.session_close_ns = row.session_open_ns + hours * core::kHour;
      }
      const std::vector<analysis::PluginRecord> plugins{
          {"regime", "regime", "", "", "", "", {{"preset", preset}}}};
      std::vector<analysis::Warning> warnings;
      analysis::check_presets(plugins, run.market, warnings);
      CHECK(warnings.size() == (hours == 6 ? 1 : 0));
    }
  }
}

TEST_CASE("of several venues each is held against the preset, by the symbols that trade there") {
  data::SymbolInput share = test::flat_symbol("SHARE", 20, core::kHour);
  share.venue = 1;
  data::MarketData market = test::market_of({test::flat_symbol("COIN", 20, core::kHour), share});
  calendar::Venue stocks = calendar::find_venue("us_equity");
  market.venues[1].hours = std::make_shared<const calendar::Venue>(stocks);
  market.instruments.resize(2);
  market.instruments[1].venue_kind = BM_VENUE_SESSIONS;
  const auto warned = [&](const char* preset) {
    const std::vector<analysis::PluginRecord> plugins{
        {"regime", "regime", "", "", "", "", {{"preset", preset}}}};
    std::vector<analysis::Warning> warnings;
    analysis::check_presets(plugins, market, warnings);
    return warnings;
  };
  const auto crypto = warned("crypto");
  REQUIRE(crypto.size() == 1);
  CHECK(std::get<analysis::UnfitPreset>(crypto[0]).venue == "us_equity");
  CHECK(std::get<analysis::UnfitPreset>(crypto[0]).symbols == std::vector<std::string>{"SHARE"});
  const auto intraday = warned("equity_intraday");
  REQUIRE(intraday.size() == 1);
  CHECK(std::get<analysis::UnfitPreset>(intraday[0]).venue == "24x7");
  CHECK(std::get<analysis::UnfitPreset>(intraday[0]).symbols == std::vector<std::string>{"COIN"});
  CHECK(warned("equity_daily").size() == 1);  // the size of the bars, once
}

TEST_CASE("of a tagger on coarser bars those count") {
  CHECK(preset_of("equity_daily", core::kHour, BM_VENUE_ALWAYS_OPEN, core::kDay).empty());
  const auto warnings = preset_of("crypto", core::kHour, BM_VENUE_ALWAYS_OPEN, core::kDay);
  REQUIRE(warnings.size() == 1);
  const auto& unfit = std::get<analysis::UnfitPreset>(warnings[0]);
  CHECK(unfit.tagger == "daily");
  CHECK(unfit.bar == core::kDay);
  CHECK(unfit.fits_venue);
}

TEST_CASE("a symbol that never knows a tag in use lacks so many bars of those that it needs") {
  const test::SampleRun run({.symbols = 2, .bars = 30, .first_step = 10});  // unknown on 40 bars
  analysis::RunRecord record = run.record();
  record.used_dimensions = {1, 0, 1};
  record.needed_bars = [](std::size_t dimension) { return dimension == 0 ? 41 : 100; };
  std::vector<analysis::Observation> seen;
  analysis::observe_unknown_tags(record, seen);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].code == analysis::UnknownTags::kCode);
  CHECK(seen[0].symbol == run.market.symbols[0].name);
  CHECK(seen[0].count == 2);
  CHECK(seen[0].of == 2);
  REQUIRE(seen[0].worst.size() == 2);
  CHECK(seen[0].worst[0].text == "trend");  // 100 - 30 bars
  CHECK(seen[0].worst[0].value == 70);
  CHECK(seen[0].worst[1].text == "volatility");
  CHECK(seen[0].worst[1].value == 11);
  const auto bars = std::ssize(run.market.symbols[1].bars);
  CHECK(seen[1].worst[0].value == static_cast<double>(100 - bars));
  seen.clear();
  record.needed_bars = [](std::size_t) { return 5; };
  analysis::observe_unknown_tags(record, seen);
  CHECK(seen.empty());
}

}  // namespace barometer
