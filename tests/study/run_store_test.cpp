// SPDX-License-Identifier: Apache-2.0
#include "study/run_store.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <numeric>
#include <random>

#include "core/error.hpp"
#include "study/run_store_reader.hpp"
#include "study/run_store_schema.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/soak.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;
using core::ErrorKind;
using study::RunKind;
using study::RunState;
using study::RunStore;
using study::RunStoreReader;

namespace {

// What `body` throws as "kind: words"; empty where it returns.
template <class Body>
std::optional<core::Error> thrown_by(const Body& body) {
  try {
    body();
    return std::nullopt;
  } catch (const core::Error& error) {
    return error;
  }
}

bool mentions(const std::optional<core::Error>& error, const std::string& words) {
  return error && std::string(error->what()).find(words) != std::string::npos;
}

// A process without threads of its own that runs `body` and ends with what it returns.
pid_t begin_process(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 99;
    try {
      code = body();
    } catch (...) {  // told by the exit code: the child has no report of tests
    }
    ::_exit(code);
  }
  return child;
}

int exit_code_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::vector<std::uint64_t> first_numbers(std::size_t count) {
  std::vector<std::uint64_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::uint64_t{0});
  return numbers;
}

void sql(const std::filesystem::path& file, const char* statement) {
  const study::Database database(file, study::Database::Access::create,
                                 std::chrono::milliseconds(0));
  database.execute(statement);
}

}  // namespace

TEST_CASE("what was flushed is in the file, in the order in which it was added") {
  const TempFolder folder;
  const std::filesystem::path file = study::store_in(folder / "runs");
  CHECK(file == folder / "runs/barometer.db");
  RunStore store(file);
  const std::int64_t study = store.begin_study(some_study());
  const auto variant = some_variant();
  for (std::uint64_t number = 0; number < 1000; ++number) {
    store.add(some_trial(study, number, variant));
  }
  store.flush();
  CHECK(store.added() == 1000);
  CHECK(store.committed() == 1000);
  const RunStoreReader reader(file);
  CHECK(reader.numbers(study, RunKind::trial, RunState::done) == first_numbers(1000));
  CHECK(reader.trial(study, RunKind::trial, 999)->id == 1000);
}

TEST_CASE("a row is on the disk 200 ms after it was added, without a flush") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  store.add(some_trial(store.begin_study(some_study()), 5, some_variant()));
  const auto begin = std::chrono::steady_clock::now();
  while (store.committed() == 0) {
    ::usleep(1000);
    REQUIRE(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
  CHECK(RunStoreReader(folder / "barometer.db").run(1)->number == 5);
}

TEST_CASE("a done trial is written once, a failed one again") {
  const TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  RunStore store(file);
  const std::int64_t study = store.begin_study(some_study());
  study::RunRow failed = some_trial(study, 3, some_variant());
  failed.state = RunState::failed;
  failed.reason = "segmentation fault";
  failed.objective.reset();
  CHECK(store.record(failed) == 1);
  CHECK(RunStoreReader(file).failures(study, RunKind::trial) ==
        std::vector<analysis::FailedTrials>{{"segmentation fault", 1, 3}});
  CHECK(store.record(some_trial(study, 3, some_variant())) == 1);
  study::RunRow again = some_trial(study, 3, some_variant());
  again.fingerprint = "other";
  CHECK(store.record(again) == 0);  // it was there
  const RunStoreReader reader(file);
  CHECK(reader.trial(study, RunKind::trial, 3)->fingerprint == "f3");
  CHECK(reader.trial(study, RunKind::trial, 3)->reason.empty());
  CHECK(reader.runs(10, true).size() == 1);
}

TEST_CASE("any client reads the file while it is written") {
  const TempFolder folder;
  RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  for (std::uint64_t number = 0; number < 600; ++number) {
    store.add(some_trial(study, number, some_variant()));
  }
  store.flush();
  const Finished python = run_command(
      "python3 -c \"import sqlite3; d = sqlite3.connect('" + (folder / "barometer.db").string() +
      "'); print(d.execute('PRAGMA integrity_check').fetchone()[0], d.execute('SELECT COUNT(*), "
      "SUM(json_extract(metrics, \\'$.sharpe\\') = objective) FROM runs').fetchone())\"");
  CHECK(python.output == "ok (600, 600)\n");
  store.add(some_trial(study, 600, some_variant()));
  store.flush();
  CHECK(store.committed() == 601);
}

// Each time they begin with no file, so that they make it at once too.
TEST_CASE("two processes write to one file at once") {
  const TempFolder folder;
  const std::filesystem::path file = folder / (std::to_string(GENERATE(range(0, 5))) + ".db");
  const auto writer = [&] {
    RunStore store(file, std::chrono::seconds(60));
    const std::int64_t study = store.begin_study(some_study());
    for (std::uint64_t number = 0; number < 2000; ++number) {
      store.add(some_trial(study, number, some_variant()));
    }
    store.flush();
    return 0;
  };
  const pid_t first = begin_process(writer);
  const pid_t second = begin_process(writer);
  CHECK(exit_code_of(first) == 0);
  CHECK(exit_code_of(second) == 0);
  const RunStoreReader reader(file);
  CHECK(reader.numbers(1, RunKind::trial, RunState::done) == first_numbers(2000));
  CHECK(reader.numbers(2, RunKind::trial, RunState::done) == first_numbers(2000));
}

TEST_CASE("killed at any time, the file has every row that was reported done, once") {
  const TempFolder folder;
  std::mt19937 random(7);
  for (std::uint64_t kill = 0; kill < soak(10); ++kill) {
    const std::filesystem::path file = folder / (std::to_string(kill) + ".db");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = begin_process([&] {
      RunStore store(file);
      const std::int64_t study = store.begin_study(some_study());
      std::uint64_t told = 0;
      for (std::uint64_t number = 0;; ++number) {
        store.add(some_trial(study, number, some_variant()));
        for (const std::uint64_t done = store.committed(); told < done; ++told) {
          if (::write(ends[1], "x", 1) != 1) {
            return 1;
          }
        }
      }
    });
    ::close(ends[1]);
    std::size_t reported = 0;
    char bytes[4096];
    if (kill % 2 == 1) {  // amid its work, however busy the machine; else perhaps before it
      REQUIRE(::read(ends[0], bytes, 1) == 1);
      ++reported;
    }
    ::usleep(std::uniform_int_distribution<unsigned>(0, 60'000)(random));
    ::kill(child, SIGKILL);
    CHECK(exit_code_of(child) == -SIGKILL);
    for (ssize_t size = 1; size > 0;) {
      size = ::read(ends[0], bytes, sizeof bytes);
      reported += static_cast<std::size_t>(size > 0 ? size : 0);
    }
    ::close(ends[0]);
    RunStore again(file);  // whatever is there is a store
    const RunStoreReader reader(file);
    const auto numbers = reader.numbers(1, RunKind::trial, RunState::done);
    CHECK(numbers.size() >= reported);
    CHECK(numbers == first_numbers(numbers.size()));
    const study::Database database(file, study::Database::Access::read,
                                   std::chrono::milliseconds(0));
    CHECK(database.integer("SELECT COUNT(*) FROM pragma_integrity_check"
                           " WHERE integrity_check<>'ok'") == 0);
  }
}

TEST_CASE("a file of another version or another program is refused as it is") {
  const TempFolder folder;
  { const RunStore store(folder / "barometer.db"); }
  sql(folder / "barometer.db", "PRAGMA user_version=2");
  const auto version = thrown_by([&] { const RunStore store(folder / "barometer.db"); });
  CHECK(mentions(version, "has schema 2, and this program knows schema 1"));
  CHECK(mentions(version, "move the file away"));
  CHECK(version->kind() == ErrorKind::bad_input);
  CHECK(mentions(thrown_by([&] { RunStoreReader{folder / "barometer.db"}; }), "schema 2"));
  sql(folder / "other.db", "CREATE TABLE mine(a)");
  CHECK(mentions(thrown_by([&] { const RunStore store(folder / "other.db"); }), "no run store"));
  CHECK(read_file((folder / "other.db").string()).find("runs_identity") == std::string::npos);
  write_file(folder / "text.db", "these are no tables, but a text that is long enough\n");
  const auto text = thrown_by([&] { const RunStore store(folder / "text.db"); });
  CHECK(mentions(text, "no run store"));
  CHECK(text->kind() == ErrorKind::bad_input);
}

TEST_CASE("a file that cannot be opened or is locked is told as such") {
  const TempFolder folder;
  write_file(folder / "plain", "a file\n");
  const auto closed = thrown_by([&] { const RunStore store(folder / "plain/barometer.db"); });
  CHECK(mentions(closed, "cannot be opened"));
  CHECK(closed->kind() == ErrorKind::write_failed);
  const std::filesystem::path file = folder / "barometer.db";
  RunStore store(file, std::chrono::milliseconds(50));
  const study::Database other(file, study::Database::Access::write, std::chrono::milliseconds(0));
  other.execute("BEGIN IMMEDIATE");
  store.add(some_trial(1, 0, some_variant()));
  const auto locked = thrown_by([&] { store.flush(); });
  CHECK(mentions(locked, "keeps it locked"));
  CHECK(locked->kind() == ErrorKind::write_failed);
  CHECK(store.committed() == 0);
  CHECK(mentions(thrown_by([&] { store.add(some_trial(1, 1, some_variant())); }), "locked"));
}

TEST_CASE("a full disk is told, and what was done before is there") {
  const TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  const pid_t child = begin_process([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1U << 20, 1U << 20};
    RunStore store(file);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const std::int64_t study = store.begin_study(some_study());
    const auto error = thrown_by([&] {
      for (std::uint64_t number = 0; number < 100'000; ++number) {
        store.add(some_trial(study, number, some_variant()));
      }
    });
    const bool told = mentions(error, "disk") && error->kind() == ErrorKind::write_failed;
    return told && store.committed() > 0 && store.committed() < 100'000 ? 0 : 1;
  });
  CHECK(exit_code_of(child) == 0);
  RunStore store(file);
  const auto numbers = RunStoreReader(file).numbers(1, RunKind::trial, RunState::done);
  CHECK(!numbers.empty());
  CHECK(numbers == first_numbers(numbers.size()));
}

TEST_CASE("a store that may not be written is read, and says so when it is to be written") {
  const TempFolder folder;
  const std::filesystem::path place = folder / "50 % of #1?";  // letters that a URI would read
  {
    RunStore store(place / "barometer.db");
    store.record(some_trial(store.begin_study(some_study()), 0, some_variant()));
  }
  namespace fs = std::filesystem;
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(place / "barometer.db", fs::perms(0444));
  fs::permissions(place, fs::perms(0555));
  const pid_t child = begin_process([&] {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::seteuid(kNobody) != 0) {
      return 1;
    }
    const bool read = RunStoreReader(place / "barometer.db").runs(10, true).size() == 1;
    const auto error = thrown_by([&] { const RunStore store(place / "barometer.db"); });
    return read && error && error->kind() == ErrorKind::write_failed &&
                   mentions(error, "may not be written")
               ? 0
               : 2;
  });
  CHECK(exit_code_of(child) == 0);
  fs::permissions(place, fs::perms(0755));
}

TEST_CASE("a damaged file is told") {
  const TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  {
    RunStore store(file);
    const std::int64_t study = store.begin_study(some_study());
    for (std::uint64_t number = 0; number < 2000; ++number) {
      store.add(some_trial(study, number, some_variant()));
    }
  }
  std::string bytes = read_file(file.string());
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5a');
  write_file(file, bytes);
  const auto error = thrown_by([&] { RunStoreReader(file).runs(10, true); });
  CHECK(mentions(error, "damaged"));
  CHECK(error->kind() == ErrorKind::bad_input);
}
