// SPDX-License-Identifier: Apache-2.0
// Whatever happens to the program or to the disk: what it writes is whole or absent, and it says
// so.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/preload.hpp"
#include "support/soak.hpp"

using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

const std::string kFailingCalls = BAROMETER_BINARY_DIR "/tests/app/failing_calls.so";

class Place {
 public:
  Place() {
    fs::create_directory(folder_ / "out");
    std::ofstream(config()) << "data:\n"
                               "  source: synthetic\n"
                               "  bar: 1h\n"
                               "  synthetic: {symbols: 1, bars: 600}\n"
                               "regime: {plugin: regime}\n"
                               "strategy: {plugin: buy_and_hold}\n"
                               "output: {dir: '"
                            << out() << "'}\n";
  }

  std::string config() const { return (folder_ / "small.yaml").string(); }

  std::string out() const { return (folder_ / "out").string(); }

  // Names in the folder of results, hidden ones included, but for the run store's.
  std::set<std::string> left() const {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(out())) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("barometer.db")) {
        names.insert(name);
      }
    }
    return names;
  }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  TempFolder folder_;
};

bool is_whole(const fs::path& run) {
  for (const char* name : {"fills.csv", "orders.csv", "equity.csv", "summary.txt"}) {
    if (!fs::exists(run / name)) {
      return false;
    }
  }
  return nlohmann::json::parse(read_file((run / "run.json").string()), nullptr, false).is_object();
}

std::size_t whole_runs(const Place& place) {
  std::size_t whole = 0;
  for (const std::string& name : place.left()) {
    whole += !name.starts_with('.') && is_whole(fs::path(place.out()) / name) ? 1 : 0;
  }
  return whole;
}

// A program that was started; its words go into a file.
class Started {
 public:
  Started(std::vector<std::string> arguments, const fs::path& words) {
    arguments.insert(arguments.begin(), BAROMETER_BINARY_DIR "/barometer");
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
      pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    ::posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 1, words.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                       0666);
    ::posix_spawn_file_actions_adddup2(&files, 1, 2);
    REQUIRE(::posix_spawn(&process_, pointers[0], &files, nullptr, pointers.data(), environ) == 0);
    ::posix_spawn_file_actions_destroy(&files);
  }

  void send(int signal) const { ::kill(process_, signal); }

  // Its exit code; 128 and the signal that ended it.
  int wait() const {
    int status = 0;
    ::waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t process_ = 0;
};

// The child of a program that was killed ends soon, and takes what it was writing with it.
void wait_for_child(const Place& place) {
  const auto runs = [&place] {
    return std::ranges::any_of(fs::directory_iterator("/proc"), [&](const fs::directory_entry& of) {
      return read_file((of.path() / "cmdline").string()).find(place.config()) != std::string::npos;
    });
  };
  for (int i = 0; i < 500 && runs(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Started start_run(const Place& place, const std::string& out = "") {
  std::vector<std::string> arguments{"run", place.config()};
  if (!out.empty()) {
    arguments.insert(arguments.end(), {"--out", out});
  }
  return Started(arguments, place / "words");
}

// How a command ends whose call number `at` of a function fails, in a folder of its own.
Finished with_fault(const std::string& command, const std::string& function, int at, int error) {
  return run_program(command,
                     "BAROMETER_FAIL=" + function + " BAROMETER_FAIL_AT=" + std::to_string(at) +
                         " BAROMETER_FAIL_WITH=" + std::to_string(error) + preload(kFailingCalls));
}

// Lets each call of each function that writes fail, one after the other, until none is left.
void check_faults(const Place& place, const std::string& command) {
  for (const auto& [function, error] : {std::pair{"mkdir", EACCES},
                                        {"open", EMFILE},
                                        {"write", ENOSPC},
                                        {"fsync", EIO},
                                        {"rename", EPERM}}) {
    for (int at = 1;; ++at) {
      const Finished finished = with_fault(command, function, at, error);
      INFO(command << ": " << function << " " << at << ": " << finished.output);
      if (finished.exit_code == 0) {
        CHECK(at > 1);
        fs::remove_all(place.out());
        fs::create_directory(place.out());
        break;
      }
      CHECK(finished.exit_code == 5);
      CHECK(finished.output.find("barometer: " + place.out()) != std::string::npos);
      CHECK(place.left().empty());
      REQUIRE(at < 200);
    }
  }
}

}  // namespace

TEST_CASE("twelve runs of one config in one second have a folder each") {
  const Place place;
  std::vector<Started> runs;
  for (int i = 0; i < 12; ++i) {
    runs.push_back(start_run(place));
  }
  for (const Started& run : runs) {
    CHECK(run.wait() == 0);
  }
  CHECK(whole_runs(place) == 12);
  CHECK(place.left().size() == 12);
}

TEST_CASE("of several runs into one folder one does the work, the others are refused") {
  const Place place;
  std::vector<Started> runs;
  for (int i = 0; i < 4; ++i) {
    runs.push_back(start_run(place, place.out() + "/one"));
  }
  int done = 0;
  for (const Started& run : runs) {
    const int code = run.wait();
    CHECK((code == 0 || code == 5));
    done += code == 0 ? 1 : 0;
  }
  CHECK(done == 1);
  CHECK(whole_runs(place) == 1);
  CHECK(place.left().size() == 1);
}

// The data of these commands do not exist, which ends them with 2 where they come to that.
TEST_CASE("a target that cannot be made is found before the work") {
  const Place place;
  const std::string file = (place / "file").string();
  std::ofstream(file) << "x";
  const std::string config = (place / "csv.yaml").string();
  std::ofstream(config)
      << "data: {source: csv, path: 'nowhere-{symbol}.csv', symbols: [A], bar: 1h,"
         " time: {column: t, format: epoch_ms, zone: UTC, stamp: open}}\n"
         "regime: {plugin: regime}\nstrategy: {plugin: buy_and_hold}\n";
  for (const std::string& command :
       {"run " + config + " --out ", "tag " + config + " --out ",
        "regimes " + config + " --picture ", "profile " + config + " --json ",
        "profile " + config + " --save ", std::string("synth "),
        std::string("new strategy my_idea --out ")}) {
    CHECK(run_program(command + place.out() + "/x").exit_code ==
          (command.starts_with("synth") || command.starts_with("new") ? 0 : 2));
    for (const std::string& target :
         {file + "/x", std::string("/proc/nobody/x"), place.out() + "/" + std::string(300, 'x')}) {
      const Finished finished = run_program(command + target);
      INFO(command << target << ": " << finished.output);
      CHECK(finished.exit_code == 5);
      CHECK(finished.output.starts_with("barometer: /"));
    }
    fs::remove_all(place.out());
    fs::create_directory(place.out());
  }
}

TEST_CASE("every fault of the disk is told, and leaves nothing") {
  const Place place;
  const std::string timings = (place / "timings.csv").string();
  std::ofstream(timings) << "time\n"
                         << [] {
                              std::string rows;
                              for (int i = 0; i < 60; ++i) {
                                rows += std::to_string(10 + i % 3) + "\n";
                              }
                              return rows;
                            }();
  check_faults(place, "run " + place.config() + " --quiet --out " + place.out() + "/new/run");
  check_faults(place, "tag " + place.config() + " --quiet --out " + place.out() + "/tags.csv");
  check_faults(place, "regimes " + place.config() + " --quiet --picture " + place.out() + "/a.svg");
  check_faults(place, "synth --quiet --bars 50 --symbols 2 " + place.out() + "/market");
  // `new` writes as `synth` does.
}

TEST_CASE("a file system without locks is no obstacle") {
  const Place place;
  for (int at = 1; at < 3; ++at) {
    CHECK(with_fault("run " + place.config(), "flock", at, ENOLCK).exit_code == 0);
  }
  CHECK(whole_runs(place) == 2);
}

TEST_CASE("a run that may start no thread says what it lacks, and leaves nothing") {
  const Place place;
  const Finished finished =
      with_fault("run " + place.config() + " --threads 2", "pthread_create", 1, EAGAIN);
  INFO(finished.output);
  CHECK(finished.exit_code == 71);
  CHECK(finished.output.starts_with("barometer: a thread could not be started"));
  CHECK(place.left().empty());
  CHECK(
      with_fault("run " + place.config() + " --threads 1", "pthread_create", 1, EAGAIN).exit_code ==
      0);
}

TEST_CASE("killed at any moment, a run is whole or absent, and the next one tidies up") {
  const Place place;
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(start_run(place).wait() == 0);
  const auto whole = std::chrono::steady_clock::now() - begin;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> share(0, 1.1);
  std::size_t done = 1;
  const std::uint64_t trials = std::min<std::uint64_t>(barometer::soak(30), 300);
  for (std::uint64_t i = 0; i < trials; ++i) {
    const int signal = std::vector{SIGKILL, SIGINT, SIGTERM, SIGHUP}[i % 4];
    const Started run = start_run(place);
    std::this_thread::sleep_for(whole * share(random));
    run.send(signal);
    const int code = run.wait();
    INFO("signal " << signal << " after which it ended with " << code);
    CHECK((code == 0 || code == 130 || code == 128 + signal));
    if (signal == SIGKILL) {
      wait_for_child(place);
      done = whole_runs(place);
    }
    done += code == 0 && signal != SIGKILL ? 1 : 0;
    CHECK(whole_runs(place) == done);
    if (signal == SIGKILL) {
      REQUIRE(start_run(place).wait() == 0);  // removes what that one may have left
      ++done;
    }
    CHECK(place.left().size() == done);
  }
}

TEST_CASE("output that cannot be printed is told, and loses no result") {
  const Place place;
  const std::string run = "run " + place.config();
  for (const std::string where : {" >&-", " > /dev/full", " --log > /dev/full"}) {
    const Finished finished = run_program(run + where);
    INFO(where << ": " << finished.output);
    CHECK(finished.exit_code == 5);
    CHECK(finished.output.find("barometer: standard output: could not be written") == 0);
  }
  CHECK(whole_runs(place) == 3);
  CHECK(run_program(run + " --quiet >&- 2>&- <&-").exit_code == 0);
  CHECK(whole_runs(place) == 4);
  CHECK(place.left().size() == 4);
  for (const char* help : {"--help", "--version", "plugins", "completion bash"}) {
    CHECK(run_program(help + std::string(" > /dev/full")).exit_code == 5);
  }
}

TEST_CASE("an error that cannot be printed has its exit code still") {
  for (const char* where : {" 2>&-", " 2>/dev/full"}) {
    CHECK(run_program("run nowhere.yaml" + std::string(where)).exit_code == 2);
    CHECK(run_program("jump" + std::string(where)).exit_code == 2);
  }
}

TEST_CASE("a reader that goes away loses no result") {
  const Place place;
  const std::string code = (place / "code").string();
  // The reader has gone before the first word.
  run_command("mkfifo " + code + ".fifo; { sleep 0.02; " BAROMETER_BINARY_DIR "/barometer run " +
              place.config() + "; echo $? > " + code + "; } 2> " + code + ".words | true");
  CHECK(read_file(code) == "5\n");
  CHECK(read_file(code + ".words").find("Broken pipe") != std::string::npos);
  CHECK(whole_runs(place) == 1);
}

TEST_CASE("a limit of the size of files is named, and nothing is left") {
  const Place place;
  // More than the copy of a plug-in, less than the equity of so many bars of at least 40 bytes.
  const auto limit = fs::file_size(BAROMETER_BINARY_DIR "/plugins/regime.so") + 1'000'000;
  const Finished finished = run_command(
      "ulimit -f " + std::to_string(limit / 512) + "; " BAROMETER_BINARY_DIR "/barometer run " +
      place.config() + " --set data.synthetic.bars=" + std::to_string(limit / 40));
  INFO(finished.output);
  CHECK(finished.exit_code == 5);
  CHECK(finished.output.find("File too large") != std::string::npos);
  CHECK(place.left().empty());
}

TEST_CASE("a data file that is cut while it is read is an error that names it") {
  const Place place;
  run_program("synth " + place.out() + "/market --symbols 1 --bars 20000 --quiet");
  std::string bars;
  for (const fs::directory_entry& entry : fs::directory_iterator(place.out() + "/market")) {
    bars = entry.path().extension() == ".csv" ? entry.path().string() : bars;
  }
  const std::string check = "check " + place.out() + "/market/market.yaml --quiet";
  const Finished finished = run_program(check, "BAROMETER_CUTS=" + bars + preload(kFailingCalls));
  INFO(finished.output);
  CHECK(finished.exit_code == 2);
  CHECK(finished.output.find(bars + ":1:1: was changed while it was read") != std::string::npos);
}
