// SPDX-License-Identifier: Apache-2.0
// Whatever a plug-in does to its process: the program names it, ends with 4 and leaves nothing.
#include "app/supervise.hpp"

#include <array>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/sanitized.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kFolder = BAROMETER_BINARY_DIR "/tests/fixtures";
const std::string kEnvironment = "BAROMETER_PLUGIN_PATH=" + kFolder;
const std::string kSmall =
    " configs/quickstart.yaml --quiet --set data.synthetic.bars=1500 --set latency.meter=off "
    "--set strategy.when=[] --set regime.plugin=deadly_tagger --set regime.params={} "
    "--set strategy.plugin=deadly_strategy --set strategy.params={} ";
const std::string kStep = ": step 100 at 2022-01-05T05:00:00Z (SYN01 bar 100, ";

std::string does(const std::string& section, const std::string& sin,
                 const std::string& when = "call") {
  return "--set " + section + ".params.sin=" + sin + " --set " + section + ".params.when=" + when +
         " ";
}

Finished run_in(const TempFolder& folder, const std::string& arguments,
                const std::string& environment = kEnvironment) {
  const std::string out =
      contains(arguments, "--out ") ? "" : "--out " + (folder / "out").string() + " ";
  return run_program("run" + kSmall + out + arguments, environment);
}

struct Sin {
  const char* name;
  const char* words;
  bool sanitizers_see = false;  // they end the process themselves
};

constexpr std::array kSins{
    Sin{"segfault", "segmentation fault (it used memory", true},
    Sin{"stack", "segmentation fault, by the look of it of a stack that overflowed", true},
    Sin{"abort", "was ended by abort"},
    Sin{"exit", "called exit(0)"},
    Sin{"_exit", "called _exit(0)"},
    Sin{"exec", "executed another program ('true')"},
    Sin{"exec_sleep", "executed another program ('sleep')"},
    Sin{"divide", "arithmetic fault", true},
    Sin{"bus_error", "bus error", true},
    Sin{"killed", "was killed (SIGKILL)"},
    Sin{"thread", "segmentation fault (it used memory", true}};

void check_named(const Finished& run, const Sin& sin, const TempFolder& folder) {
  INFO(run.output);
  CHECK(run.exit_code == 4);
  CHECK((contains(run.output, sin.words) || (kSanitized && sin.sanitizers_see)));
  CHECK(contains(run.output, "--no-supervise"));
  CHECK(folder.entries() == 0);
}

}  // namespace

TEST_CASE("a strategy that ends its process is named, with step, time and bars") {
  for (const Sin& sin : kSins) {
    const TempFolder folder;
    const Finished run = run_in(folder, does("strategy", sin.name));
    check_named(run, sin, folder);
    CHECK(
        contains(run.output, kFolder + "/deadly_strategy.so: strategy 'deadly_strategy'" + kStep));
  }
}

TEST_CASE("a tagger that ends its process is named, with symbol, bars and time") {
  for (const Sin& sin : {kSins[0], kSins[3], kSins[4]}) {
    const TempFolder folder;
    const std::string act = does("regime", sin.name) + "--threads 1 ";
    const Finished ahead = run_in(folder, act);
    check_named(ahead, sin, folder);
    CHECK(contains(ahead.output, "tagger 'deadly_tagger': symbol SYN01, bars 1024 to 1499, 2022-"));
    const Finished in_step = run_in(folder, act + "--set run.tagging=in_step");
    check_named(in_step, sin, folder);
    CHECK(contains(in_step.output,
                   "tagger 'deadly_tagger': symbol SYN01, bar 100, 2022-01-05T05:00:00Z: "));
  }
}

TEST_CASE("so is one that does it while it is made or ended") {
  for (const Sin& sin : {kSins[2], kSins[3]}) {
    const TempFolder folder;
    const Finished strategy = run_in(folder, does("strategy", sin.name, "create"));
    check_named(strategy, sin, folder);
    CHECK(contains(strategy.output, "strategy 'deadly_strategy': create: "));
    const Finished tagger = run_in(folder, does("regime", sin.name, "create") + "--threads 1");
    check_named(tagger, sin, folder);
    CHECK(contains(tagger.output, "tagger 'deadly_tagger': create for symbol SYN01: "));
    const Finished ended = run_in(folder, does("strategy", sin.name, "destroy"));
    check_named(ended, sin, folder);
    CHECK(contains(ended.output, "strategy 'deadly_strategy': destroy: "));
  }
}

TEST_CASE("so is one that does it while it is loaded, for every command that loads it") {
  for (const Sin& sin : {kSins[0], kSins[3], kSins[4], kSins[5]}) {
    const TempFolder folder;
    const std::string environment = kEnvironment + " DEADLY_AT_LOAD=" + sin.name;
    const Finished run = run_in(folder, "", environment);
    check_named(run, sin, folder);
    CHECK(contains(run.output, "/deadly_tagger.so: while it was loaded: "));
  }
  for (const std::string command : {"check", "causality", "regimes"}) {
    const Finished run = run_program(command + kSmall, kEnvironment + " DEADLY_AT_LOAD=exit");
    INFO(run.output);
    CHECK(run.exit_code == 4);
    CHECK(contains(run.output, "/deadly_tagger.so: while it was loaded: called exit(0)"));
  }
  const Finished listing = run_program("plugins", kEnvironment + " DEADLY_AT_LOAD=_exit");
  CHECK(listing.exit_code == 4);
  CHECK(contains(listing.output, "/deadly_strategy.so: while it was loaded: called _exit(0)"));
}

TEST_CASE("an exit handler of a plug-in takes nothing from a run that is whole") {
  const TempFolder folder;
  const Finished run = run_in(folder, does("strategy", "at_exit"));
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(std::filesystem::exists(folder / "out" / "run.json"));
}

// The copy has no thread but the one that forked, so that it may wait for others until it is ended.
TEST_CASE("a plug-in that forks and goes on in both processes makes one run") {
  for (const std::string how :
       {"--threads 1", "--set run.tagging=in_step --threads 1", "--no-supervise --threads 1"}) {
    for (const std::string when : {"create", "call"}) {
      const TempFolder folder;
      const Finished run = run_in(folder, does("strategy", "fork", when) + how);
      INFO(how << " " << when << ": " << run.output);
      CHECK(run.exit_code == 0);
      CHECK(folder.entries() == 1);
      CHECK(std::filesystem::exists(folder / "out" / "run.json"));
    }
  }
  const TempFolder folder;
  const Finished run = run_in(folder, "", kEnvironment + " DEADLY_AT_LOAD=fork");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a plug-in may name its thread") {
  const TempFolder folder;
  const Finished run = run_in(folder, does("strategy", "named", "create"));
  INFO(run.output);
  CHECK(run.exit_code == 0);
}

TEST_CASE("a call that takes longer than run.step_deadline ends the run") {
  const TempFolder folder;
  const Finished run = run_in(folder, does("strategy", "loop") + "--set run.step_deadline=1s");
  check_named(run, {"loop", "ran longer than run.step_deadline 1s"}, folder);
  CHECK(contains(run.output, kStep));
  const Finished good = run_in(folder, "--set run.step_deadline=1min");
  INFO(good.output);
  CHECK(good.exit_code == 0);
}

// SIGKILL of the program, SIGINT, SIGTERM, and SIGINT twice while a plug-in never returns: all at
// the same time, since each takes some seconds.
TEST_CASE("a plug-in that never returns outlives neither an interrupt nor the program") {
  const TempFolder folder;
  const std::string program = kEnvironment + " " + BAROMETER_BINARY_DIR + "/barometer run" + kSmall;
  std::string script;
  int number = 0;
  for (const std::string signals : {"KILL", "INT", "TERM", "HUP", "INT INT"}) {
    for (const std::string loop : {"loop", "deaf_loop"}) {
      const std::string name = (folder / std::to_string(++number)).string();
      script += "( mkdir " + name + "; export DEADLY_MARK=" + name + ".mark; " + program +
                does("strategy", loop) + "--out " + name + "/out >" + name +
                ".txt 2>&1 & p=$!; i=0; while [ ! -e $DEADLY_MARK ] && [ $i -lt 300 ]; do sleep "
                "0.1; i=$((i + 1)); done; c=$(pgrep -P $p); ";
      for (std::size_t at = 0; at < signals.size();) {
        const std::size_t end = std::min(signals.find(' ', at), signals.size());
        script += "kill -" + signals.substr(at, end - at) + " $p; sleep 0.3; ";
        at = end + 1;
      }
      script += "wait $p; echo " + signals + " " + loop + " $?; [ KILL != '" + signals +
                "' ] || sleep 5; kill -0 $c 2>/dev/null && echo left alive; ls -A " + name +
                " ) & ";
    }
  }
  const Finished all = run_command(script + "wait");
  INFO(all.output);
  CHECK_FALSE(contains(all.output, "left alive"));
  CHECK_FALSE(contains(all.output, "partial"));
  for (const std::string how :
       {"INT loop 130", "INT deaf_loop 130", "TERM loop 130", "TERM deaf_loop 130", "HUP loop 130",
        "INT INT loop 130", "INT INT deaf_loop 130", "KILL loop 137"}) {
    CHECK(contains(all.output, how));
  }
  const std::string said = read_file((folder / "3.txt").string());
  INFO(said);
  CHECK(contains(said, "did not return after an interrupt and was ended"));
}

TEST_CASE("what a program that is killed was writing goes with it") {
  const TempFolder folder;
  const Finished all = run_command("for i in 1 2 3 4 5 6 7 8; do " + kEnvironment + " " +
                                   BAROMETER_BINARY_DIR + "/barometer run" + kSmall +
                                   "--set output.tags=true --out " + folder.path().string() +
                                   "/out$i & p=$!; sleep 0.$((i * 5 + 5)); kill -KILL $p; wait $p; "
                                   "done 2>/dev/null; sleep 2; ls -A " +
                                   folder.path().string());
  INFO(all.output);
  CHECK_FALSE(contains(all.output, "partial"));
}

TEST_CASE("--no-supervise runs plug-ins in the program itself") {
  const TempFolder folder;
  const Finished run = run_in(folder, does("strategy", "_exit") + "--no-supervise");
  CHECK(run.exit_code == 0);
  CHECK(run.output.empty());
}

TEST_CASE("the host keeps what a plug-in changes of its process, and says who changed what") {
  const TempFolder folder;
  const std::string strategy = "/deadly_strategy.so: strategy 'deadly_strategy' changed ";
  for (const std::string when : {"create", "call", "destroy"}) {
    const Finished run = run_in(
        folder, "--out " + (folder / when).string() + " " + does("strategy", "everything", when));
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(run.output, strategy));
    for (const char* what : {"working folder", "umask", "locale", "signal handlers", "held back",
                             "environment", "standard input", "resource limits"}) {
      CHECK(contains(run.output, what));
    }
    CHECK(run_json(folder / when)["fingerprint"] == run_json(folder / "create")["fingerprint"]);
  }
  const Finished tagger =
      run_in(folder, "--out " + (folder / "t").string() + " " + does("regime", "umask", "create"));
  INFO(tagger.output);
  CHECK(tagger.exit_code == 0);
  CHECK(contains(tagger.output, "tagger 'deadly_tagger' changed umask; put back"));
  const Finished load = run_in(folder, "--out " + (folder / "l").string(),
                               kEnvironment + " DEADLY_AT_LOAD=everything");
  INFO(load.output);
  CHECK(load.exit_code == 0);
  CHECK(contains(load.output, "/deadly_strategy.so changed resource limits, "));
}
