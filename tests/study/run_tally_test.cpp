// SPDX-License-Identifier: Apache-2.0
#include "study/run_tally.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "study/run_store_edit.hpp"
#include "study/run_store_reader.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

struct Slow {
  std::int64_t distinct = 0;
  std::vector<double> ratios;
};

// By reading everything: what run_tally.hpp says, word for word.
Slow slowly(const study::RunStoreReader& store, const study::RunRow& row) {
  std::set<std::string> counted{row.identity};
  std::map<std::string, double> ratios;
  const auto take = [&](const std::string& identity, const std::vector<study::RowMetric>& metrics) {
    for (const study::RowMetric& metric : metrics) {
      if (metric.key == "sharpe" && metric.value) {
        ratios.emplace(identity, *metric.value);
      }
    }
  };
  store.each_run([&](const study::StoredRun& run) {
    const bool ours = run.strategy == row.variant->strategy;
    const std::vector<std::string> symbols = store.symbols(run.variant_hash);
    const bool shares = std::ranges::find_first_of(symbols, row.variant->symbols) != symbols.end();
    const bool search = run.kind == "run" || run.kind == "trial" || run.kind == "fold";
    const bool known = run.state == "done" || run.state == "forgotten";
    if (ours && shares && search && known && run.first_ns <= row.last_ns &&
        run.last_ns >= row.first_ns) {
      counted.insert(run.identity);
    }
    if (ours && run.state == "done" && run.data_hash == row.variant->data_hash) {
      take(run.identity, run.metrics);
    }
  });
  take(row.identity, row.metrics);
  Slow slow{.distinct = static_cast<std::int64_t>(counted.size()), .ratios = {}};
  for (const auto& [identity, ratio] : ratios) {
    slow.ratios.push_back(ratio);
  }
  return slow;
}

// Rows of few strategies, data, symbols, periods and identities, so that all of them meet.
class RandomStore {
 public:
  explicit RandomStore(std::uint64_t seed) : random_(seed, 0), store_(file()) {
    study_ = store_.begin_study(some_study());
  }

  std::filesystem::path file() const { return folder_ / "barometer.db"; }

  void add_some() {
    for (std::uint64_t i = below(12); i > 0; --i) {
      store_.add(row());
    }
    store_.flush();
  }

  // As `barometer run` does it, which keeps what it has counted.
  void record() {
    study::RunRow run = row();
    run.kind = study::RunKind::run;
    run.study.reset();
    run.number.reset();
    store_.record(run);
  }

  void forget() {
    const std::int64_t rows = study::RunStoreReader(file()).last_row();
    if (rows > 0) {
      study::forget_run(file(),
                        1 + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(rows))));
    }
  }

  study::RunRow row() {
    study::RunVariant variant = *some_variant("", pick({"sma_cross", "other"}));
    variant.data_hash = pick({"d1", "d2"});
    variant.symbols = below(2) == 0 ? std::vector<std::string>{"AAA"}
                                    : std::vector<std::string>{"BBB", pick({"AAA", "CCC"})};
    variant.hash =
        variant.strategy + variant.data_hash + variant.symbols.front() + variant.symbols.back();
    study::RunRow row =
        some_trial(study_, below(40), std::make_shared<const study::RunVariant>(variant));
    row.kind = static_cast<study::RunKind>(below(5));
    row.first_ns = static_cast<std::int64_t>(below(4)) * 1000;
    row.last_ns = row.first_ns + 500;
    const std::uint64_t what = below(25);
    row.identity = variant.hash + std::to_string(row.first_ns) + "-" + std::to_string(what);
    row.metrics = {{"calmar", 1.0}, {"sharpe", 0.1 * static_cast<double>(what) - 1}};
    row.metrics.back().value = what % 7 == 0 ? std::nullopt : row.metrics.back().value;
    row.state = below(4) == 0 ? study::RunState::failed : study::RunState::done;
    return row;
  }

  std::uint64_t below(std::uint64_t end) { return random_.bits() % end; }

 private:
  std::string pick(std::vector<std::string> words) { return words[below(words.size())]; }

  TempFolder folder_;
  stats::Random random_;
  study::RunStore store_;
  std::int64_t study_ = 0;
};

}  // namespace

TEST_CASE("a tally is that of all rows, whatever was counted, changed or forgotten before") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    RandomStore store(seed);
    for (int time = 0; time < 40; ++time) {
      store.add_some();
      store.record();
      if (store.below(6) == 0) {
        store.forget();
      }
      const study::RunStoreReader reader(store.file());
      const study::RunRow row = store.row();
      const study::RunTally tally = reader.tally_with(row);
      const Slow slow = slowly(reader, row);
      INFO(seed << ", " << time);
      CHECK(tally.distinct == slow.distinct);
      REQUIRE(tally.ratios == static_cast<std::int64_t>(slow.ratios.size()));
      if (tally.ratios >= 2) {
        CHECK(tally.standard_deviation() ==
              Approx(stats::standard_deviation_of(slow.ratios)).epsilon(1e-12).margin(1e-15));
      }
    }
  }
}

TEST_CASE("what was counted is kept with a run, and the next one reads the rows behind it alone") {
  const TempFolder folder;
  study::RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  for (std::uint64_t number = 0; number < 20; ++number) {
    store.add(some_trial(study, number, some_variant()));
  }
  study::RunRow run = some_trial(0, 100, some_variant());
  run.kind = study::RunKind::run;
  run.study.reset();
  run.number.reset();
  CHECK(store.record(run) == 21);
  const study::Database database(folder / "barometer.db", study::Database::Access::write,
                                 std::chrono::seconds(1));
  CHECK(database.integer("SELECT last_row FROM tallies") == 21);
  // A number that only somebody who does not count again can have.
  database.execute("UPDATE tallies SET trials=1000");
  const study::RunStoreReader reader(folder / "barometer.db");
  CHECK(reader.tally_with(run).distinct == 1000);
  run.identity = "another";
  CHECK(reader.tally_with(run).distinct == 1001);
  database.execute("UPDATE runs SET reason='' WHERE id=3");
  CHECK(reader.tally_with(run).distinct == 22);
}

TEST_CASE("a store of before has no tallies, is counted all the same, and gets them") {
  const TempFolder folder;
  study::RunRow run = some_trial(0, 7, some_variant());
  run.kind = study::RunKind::run;
  run.study.reset();
  run.number.reset();
  {
    study::RunStore store(folder / "barometer.db");
    store.record(run);
    const study::Database database(folder / "barometer.db", study::Database::Access::write,
                                   std::chrono::seconds(1));
    database.execute("DROP TRIGGER tallies_changed; DROP TRIGGER tallies_deleted");
    database.execute("DROP TABLE tallies");
  }
  run.identity = "another";
  CHECK(study::RunStoreReader(folder / "barometer.db").tally_with(run).distinct == 2);
  study::RunStore(folder / "barometer.db").record(run);
  const study::Database database(folder / "barometer.db", study::Database::Access::read,
                                 std::chrono::seconds(1));
  CHECK(database.integer("SELECT trials FROM tallies") == 2);
}

TEST_CASE("a damaged row is told to who counts, and others are recorded beside it") {
  const TempFolder folder;
  study::RunStore store(folder / "barometer.db");
  study::RunRow run = some_trial(0, 7, some_variant());
  run.kind = study::RunKind::run;
  run.study.reset();
  run.number.reset();
  store.record(run);
  const study::Database database(folder / "barometer.db", study::Database::Access::write,
                                 std::chrono::seconds(1));
  database.execute("UPDATE runs SET metrics='nonsense'");
  CHECK(store.record(run) == 2);
  CHECK_THROWS_AS(study::RunStoreReader(folder / "barometer.db").tally_with(run), core::Error);
}
