// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_edit.hpp"

#include "core/error.hpp"
#include "study/run_store_reader.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;
using study::RunKind;
using study::RunState;

TEST_CASE("a forgotten trial keeps its number, its identity and nothing else") {
  const TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  study::RunStore store(file);
  const std::int64_t study = store.begin_study(some_study());
  study::RunRow row = some_trial(study, 7, some_variant());
  row.returns = study::RowReturns{
      {0.5}, std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{1})};
  const std::int64_t id = store.record(row);
  CHECK(study::add_note(file, id, "a note"));
  CHECK(study::forget_run(file, id));
  const study::RunStoreReader reader(file);
  const auto forgotten = reader.run(id);
  REQUIRE(forgotten);
  CHECK(forgotten->state == "forgotten");
  CHECK(forgotten->identity == row.identity);
  CHECK(forgotten->number == 7);
  CHECK(forgotten->values.empty());
  CHECK(forgotten->metrics.empty());
  CHECK_FALSE(forgotten->objective);
  CHECK(forgotten->fingerprint.empty());
  CHECK_FALSE(reader.returns(id));
  CHECK(reader.notes(id).empty());
  CHECK(reader.forgotten() == 1);
  CHECK(store.record(row) == 0);  // its number is taken: it is not made to be counted anew
}

TEST_CASE("what is not there cannot be changed") {
  const TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  { const study::RunStore store(file); }
  CHECK_FALSE(study::add_note(file, 1, "a note"));
  CHECK_FALSE(study::forget_run(file, 1));
  CHECK_FALSE(study::forget_study(file, 1));
  CHECK_THROWS_AS(study::forget_run(folder / "none.db", 1), core::Error);
  CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
}
