// SPDX-License-Identifier: Apache-2.0
// reliability.md row 7: every kind of plug-in that cheats is named, with plug-in, symbol, bar and
// dimension, by the command that a line of the table says. None of those that know what they cannot
// know passes `causality`.
#include <span>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kFixtures = std::string(BAROMETER_BINARY_DIR) + "/tests/fixtures";
const std::string kEnvironment = "BAROMETER_PLUGIN_PATH=" + kFixtures;
const std::string kMarket =
    " configs/quickstart.yaml --threads 1 --set latency.meter=off --set data.synthetic.bars=1100 "
    "--set data.synthetic.symbols=3 --set data.synthetic.seed=5 --set strategy.when=[] "
    "--set regime.params={} --set strategy.params={} ";

enum class By { run, run_in_step, causality, verify };

struct Cheater {
  const char* plugin;  // cheating_... or lawless_...: the fixture without its kind
  const char* sin;
  By by;
  const char* words;  // what is said of it
};

const char* const kHidden = "in step, nothing but NaN behind each bar  DIFFERENT: ";

constexpr Cheater kTaggers[]{
    // Looks ahead.
    {"cheating", "peek_1", By::causality, "tag 'trend' of SYN01 at bar 23 (2022-01-02T00:00:00Z)"},
    {"cheating", "peek_2", By::causality, "tag 'trend' of SYN01 at bar 23 "},
    {"cheating", "peek_20", By::causality, "tag 'trend' of SYN01 at bar 51 "},
    {"cheating", "peek_rarely", By::causality, "tag 'trend' of SYN01 at bar 194 "},
    {"cheating", "peek_volume", By::causality, "tag 'mean' of SYN01 at bar 20 "},
    {"cheating", "kept_bars", By::causality, "tag 'trend' of SYN01 at bar 23 "},
    {"cheating", "second_pass", By::causality, "tag 'trend' of SYN01 at bar 23 "},
    {"lawless", "next_bar", By::causality, "tag 'direction' of SYN01 at bar 51 "},
    // Depends on its block.
    {"cheating", "last_of_block", By::causality, "tag 'trend' of SYN01 at bar 554 "},
    {"cheating", "min_of_block", By::causality, "tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "max_of_block", By::causality, "tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "mean_of_block", By::causality, "tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "counts_blocks", By::causality, "tag 'trend' of SYN01 at bar 21 "},
    {"cheating", "restarts_blocks", By::causality, "tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "first_of_block", By::causality, "tag 'trend' of SYN01 at bar 539 "},
    {"lawless", "count", By::causality, "tag 'direction' of SYN01 at bar 50 "},
    // Rewrites what was seen.
    {"cheating", "repaint_1", By::run,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry -1 of 'trend': a block"},
    {"cheating", "repaint_seldom", By::causality,
     "tag 'trend' of SYN01 at bar 26 (2022-01-02T03:00:00Z) was rising when"},
    {"cheating", "repaint_1", By::run_in_step,
     "SYN03, bar 64, 2022-01-03T17:00:00Z: wrote entry -1 of 'trend': a block"},
    {"cheating", "repaint_number", By::causality,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry -1 of 'mean': a block"},
    {"cheating", "repaint_other", By::causality,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry -1 of 'step': a block"},
    {"cheating", "repaint_at_end", By::causality,
     "tag 'trend' of SYN01 at bar 27 (2022-01-02T04:00:00Z) was rising when"},
    {"cheating", "repaint_onset", By::causality,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry -1 of the onsets of 'trend': a block"},
    {"lawless", "later_onset", By::causality,
     "tag 'direction' of SYN01 at bar 680 (2022-01-29T09:00:00Z) was since bar 680 when it was "
     "first seen and is since bar 650 at the end"},
    {"cheating", "other_symbol", By::causality,
     "tag 'trend' of SYN01 at bar 20 (2022-01-01T21:00:00Z) was"},
    {"lawless", "repaint", By::run,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry -1 of 'direction': a block"},
    // Depends on others, on what is wanted, on the date, or on nothing of the market.
    {"cheating", "shared", By::causality, "tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "second", By::causality,
     "on another thread          DIFFERENT: tag 'trend' of SYN01 at bar 20 "},
    {"lawless", "shared", By::causality, "tag 'direction' of SYN01 at bar 50 "},
    {"lawless", "second", By::causality,
     "on another thread          DIFFERENT: tag 'mean' of SYN01 at bar 50 "},
    {"cheating", "without_onsets", By::causality,
     "dimensions wanted              DIFFERENT: tag 'trend' of SYN01 at bar 51 "},
    {"cheating", "alone", By::causality,
     "dimensions wanted              DIFFERENT: tag 'trend' of SYN01 at bar 51 "},
    {"lawless", "needs_other", By::causality,
     "dimensions wanted              DIFFERENT: tag 'mean' of SYN01 at bar 50 "},
    {"lawless", "year", By::causality,
     "28 years later                      DIFFERENT: tag 'direction' of SYN01 at bar 50 "},
    {"cheating", "random", By::causality,
     "on another thread          DIFFERENT: tag 'trend' of SYN01 at bar "},
    {"cheating", "clock", By::causality,
     "on another thread          DIFFERENT: tag 'trend' of SYN01 at bar "},
    {"cheating", "thread", By::causality,
     "on another thread          DIFFERENT: tag 'trend' of SYN01 at bar 20 "},
    {"cheating", "address", By::causality,
     "on another thread          DIFFERENT: tag 'trend' of SYN01 at bar 20 "},
    {"lawless", "forgets", By::verify, "BROKEN            reset"},
    {"lawless", "early", By::verify, "BROKEN            warm_up"},
    {"lawless", "half_saved", By::verify, "BROKEN            state"},
    // Writes what it did not declare.
    {"lawless", "label", By::run,
     "at symbol SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: wrote a category"},
    {"lawless", "label", By::run_in_step,
     "at symbol SYN01, bar 50, 2022-01-03T03:00:00Z: wrote a category"},
    {"lawless", "infinite", By::causality,
     "at symbol SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: wrote a category that it did not "
     "declare, an infinite"},
    {"lawless", "onset", By::causality,
     "at symbol SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: wrote a category that it did not "
     "declare, an infinite"},
    // Writes where nothing of its own is.
    {"lawless", "from_zero", By::run,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry 1024 of 'direction': a block"},
    {"lawless", "from_zero", By::run_in_step,
     "SYN01, bar 64, 2022-01-03T17:00:00Z: wrote entry 64 of 'direction': a block"},
    {"cheating", "from_zero_number", By::causality,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry 1024 of 'mean': a block"},
    {"cheating", "from_zero_onset", By::causality,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote entry 1024 of the onsets of 'trend': a block"},
    {"lawless", "beyond", By::run,
     "bars 0 to 1023, 2022-01-01T01:00:00Z: wrote entry 1024 of 'direction': a block"},
    {"cheating", "beyond_5", By::run,
     "bars 0 to 1023, 2022-01-01T01:00:00Z: wrote entry 1028 of 'trend': a block"},
    {"cheating", "beyond_5", By::run_in_step,
     "SYN01, bar 0, 2022-01-01T01:00:00Z: wrote entry 5 of 'trend': a block"},
    {"cheating", "beyond_number", By::causality,
     "bars 0 to 1023, 2022-01-01T01:00:00Z: wrote entry 1024 of 'mean': a block"},
    {"cheating", "beyond_onset", By::causality,
     "bars 0 to 1023, 2022-01-01T01:00:00Z: wrote entry 1024 of the onsets of 'trend': a block"},
    {"cheating", "far_beyond", By::run, "symbol SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: "},
    {"cheating", "far_before", By::run, "symbol SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: "},
    {"cheating", "before_first", By::run,
     "bars 0 to 1023, 2022-01-01T01:00:00Z: wrote entry -1 of 'trend': a block"},
    {"lawless", "writes_bars", By::run,
     "bars 1024 to 1099, 2022-02-12T17:00:00Z: wrote to SYN01's close (bar 1004): bars cannot be "
     "written"},
    {"cheating", "writes_time", By::run_in_step,
     "SYN01, bar 501, 2022-01-21T22:00:00Z: wrote to SYN01's close time (bar 481): bars cannot"},
    {"cheating", "writes_instrument", By::run,
     "create for SYN01 wrote to the instrument that it was shown"},
    {"cheating", "writes_wanted", By::run,
     "create for SYN01 wrote to the list of dimensions that are wanted"},
    {"cheating", "writes_params", By::run,
     "wrote to the parameter 'sin': parameters cannot be written"},
    {"cheating", "writes_params", By::run_in_step,
     "wrote to the parameter 'sin': parameters cannot be written"},
    {"lawless", "writes_clock", By::run,
     "SYN01, bars 0 to 1023, 2022-01-01T01:00:00Z: wrote to the calendar (of step 0): calendars "
     "cannot"},
};

constexpr Cheater kStrategies[]{
    {"cheating", "writes_params", By::run,
     "wrote to the parameter 'sin': parameters cannot be written"},
    // Looks ahead.
    {"cheating", "peek_1", By::causality,
     "order 1: 222.29088698908203 SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "peek_7", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "peek_500", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "peek_max", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "peek_raw", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "peek_tag", By::causality, "SYN01 at 2022-01-01T20:00:00Z (bar 19) in the run"},
    {"cheating", "peek_seldom", By::causality,
     "SYN01 at 2022-01-08T05:00:00Z (bar 172) in the run"},
    {"cheating", "kept_bars", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    {"cheating", "whole_count", By::causality, "SYN01 at 2022-01-01T03:00:00Z (bar 2) in the run"},
    {"cheating", "knows_end", By::causality, "SYN01 at 2022-01-01T02:00:00Z (bar 1) in the run"},
    {"lawless", "next_bar", By::causality, "SYN01 at 2022-01-01T01:00:00Z (bar 0) in the run"},
    // Depends on others, on the date, or on nothing of the market.
    {"cheating", "second", By::causality, "on another thread          DIFFERENT: order 1: "},
    {"cheating", "counts_all", By::causality, "on another thread          DIFFERENT: order 1: "},
    {"lawless", "second", By::causality, "on another thread          DIFFERENT: order 1: "},
    {"cheating", "random", By::causality, "on another thread          DIFFERENT: order "},
    {"cheating", "clock", By::causality, "on another thread          DIFFERENT: order "},
    {"cheating", "thread", By::causality, "on another thread          DIFFERENT: order 1: "},
    {"cheating", "address", By::causality, "on another thread          DIFFERENT: order 1: "},
    {"lawless", "forgets", By::verify, "BROKEN            reset"},
    {"lawless", "shared", By::verify, "BROKEN            together"},
    {"lawless", "keeps", By::verify, "BROKEN            view"},
    {"lawless", "cash", By::verify, "BROKEN            view"},
    {"cheating", "writes_fill", By::verify, "BROKEN            view"},
    // Writes what is not its own.
    {"lawless", "overflows", By::verify, "BROKEN            buffer"},
    {"cheating", "writes_bar", By::run,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to "
     "SYN01's close (bar 12): bars cannot be written"},
    {"cheating", "writes_next", By::run,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to "
     "SYN01's open (bar 401): bars cannot be written"},
    {"cheating", "writes_tag", By::run,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to the "
     "tags of 'trend' (SYN01 bar 13): tags cannot be written"},
    {"cheating", "writes_tag", By::run_in_step,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to the "
     "tags of 'trend' (SYN01 bar 13): tags cannot be written"},
    {"cheating", "writes_instrument", By::run,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to the "
     "instrument SYN01: instruments cannot"},
    {"cheating", "writes_calendar", By::run,
     "step 400 at 2022-01-17T17:00:00Z (SYN01 bar 400, ...): wrote to the "
     "calendar (of step 400): calendars cannot"},
};

// A market whose other plug-in is honest.
std::string told(const std::string& kind, const std::string& plugin, const std::string& sin) {
  const std::string other = kind == "regime" ? "strategy" : "regime";
  const std::string honest = other == "regime" ? "cheating_tagger" : "cheating_strategy";
  return kMarket + "--set " + other + ".plugin=" + honest + " --set " + kind + ".plugin=" + plugin +
         " --set " + kind + ".params.sin=" + sin;
}

Finished tried(By by, const std::string& kind, const std::string& plugin, const std::string& sin) {
  if (by == By::verify) {
    return run_program("plugins --verify " + kFixtures + "/" + plugin + ".so --set " + kind +
                       ".params.sin=" + sin);
  }
  if (by == By::causality) {
    return run_program("causality" + told(kind, plugin, sin), kEnvironment);
  }
  const TempFolder folder;
  const std::string mode = by == By::run_in_step ? " --set run.tagging=in_step" : "";
  Finished run = run_program(
      "run" + told(kind, plugin, sin) + mode + " --quiet --out " + (folder / "out").string(),
      kEnvironment);
  CHECK(folder.entries() == (run.exit_code == 0 ? 1 : 0));
  return run;
}

void check_named(const std::string& kind, const std::string& suffix,
                 std::span<const Cheater> cheaters) {
  for (const Cheater& cheater : cheaters) {
    const std::string plugin = std::string(cheater.plugin) + suffix;
    const Finished run = tried(cheater.by, kind, plugin, cheater.sin);
    INFO(plugin << " " << cheater.sin << "\n" << run.output);
    CHECK(run.exit_code == 4);
    CHECK(contains(run.output, plugin));
    const bool sanitized = contains(run.output, "Sanitizer");  // it ends the process itself
    CHECK((sanitized || contains(in_one_line(run.output), in_one_line(cheater.words))));
  }
}

}  // namespace

TEST_CASE("taggers that cheat are named, each by the command that its line says") {
  check_named("regime", "_tagger", kTaggers);
}

TEST_CASE("strategies that cheat are named, each by the command that its line says") {
  check_named("strategy", "_strategy", kStrategies);
}

TEST_CASE("who writes to bars of a coarser size is told so") {
  const TempFolder folder;
  const Finished run = run_program("run" + told("regime", "lawless_tagger", "writes_bars") +
                                       " --set regime.on=4h --set data.synthetic.bars=3000"
                                       " --set run.tagging=in_step --quiet --out " +
                                       (folder / "out").string(),
                                   kEnvironment);
  INFO(run.output);
  CHECK(run.exit_code == 4);
  const bool sanitized = contains(run.output, "Sanitizer");
  CHECK((sanitized ||
         contains(run.output, "wrote to SYN01's coarser bars (bar 481): bars and calendars")));
}

TEST_CASE("who peeks so rarely that no cut meets it is named where the future is hidden") {
  const Finished run = tried(By::causality, "regime", "cheating_tagger", "peek_rarely");
  INFO(run.output);
  CHECK(contains(run.output, kHidden));
  CHECK(contains(run.output, "SOMETHING DEPENDS ON MORE THAN THE BARS UP TO NOW"));
}

TEST_CASE("what is not the same twice is said to be mended first") {
  const Finished run = tried(By::causality, "strategy", "cheating_strategy", "random");
  INFO(run.output);
  CHECK(contains(run.output, "NOT THE SAME TWICE: mend that first"));
}

TEST_CASE("of a strategy that acts by the date nobody can tell what it knew, and that is said") {
  const Finished run = tried(By::causality, "strategy", "cheating_strategy", "year");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "dated 28 years later                      not the same: order 1: "));
  CHECK(contains(run.output, "note: the strategy acts by the date"));
}

TEST_CASE("who acts by a tag of the calendar does not act by the date") {
  const Finished run = run_program("causality" + told("regime", "cheating_tagger", "known_year") +
                                       " --set 'strategy.when=[{if: {trend: rising}, then: "
                                       "flatten}]'",
                                   kEnvironment);
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "dated 28 years later                      same"));
  CHECK_FALSE(contains(run.output, "note:"));
}

TEST_CASE("the same plug-ins that do not cheat are not named by anybody") {
  for (const By by : {By::run, By::run_in_step, By::causality, By::verify}) {
    for (const char* kind : {"regime", "strategy"}) {
      const std::string plugin =
          std::string("cheating_") + (kind[0] == 'r' ? "tagger" : "strategy");
      const Finished run = tried(by, kind, plugin, "none");
      INFO(plugin << "\n" << run.output);
      CHECK(run.exit_code == 0);
      CHECK_FALSE(contains(run.output, "DIFFERENT"));
    }
  }
}

TEST_CASE("nor are they on more blocks than lie between guards") {
  const Finished run =
      run_program("causality" + told("regime", "cheating_tagger", "none") +
                      " --set data.synthetic.bars=20000 --set data.synthetic.symbols=1",
                  kEnvironment);
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "\n  with fewer dimensions wanted (beginning)  same\n"));
}
