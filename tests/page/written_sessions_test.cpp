// SPDX-License-Identifier: Apache-2.0
#include "page/written_sessions.hpp"

#include "analysis/session_samples.hpp"
#include "support/catch.hpp"
#include "written_sample.hpp"

namespace barometer {

namespace {

using Samples = std::vector<analysis::Sample>;

Samples samples_of(const test::SampleRun& run) {
  return analysis::session_samples(run.market, run.first_step, run.config.broker.cash, run.equity);
}

void check_equal(const std::optional<Samples>& found, const Samples& expected) {
  REQUIRE(found);
  REQUIRE(found->size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK((*found)[i].time_ns == expected[i].time_ns);
    CHECK((*found)[i].equity == expected[i].equity);
  }
}

}  // namespace

TEST_CASE("session ends are found by the venue's calendar among all steps, or are all rows") {
  test::SampleRun run;
  const test::WrittenSample sample(run);
  check_equal(page::written_sessions(page::read_written_run(sample.folder()), run.equity),
              samples_of(run));
  run.config.output.equity = config::EquityRows::session;
  const test::WrittenSample ends(run);
  std::vector<portfolio::EquityPoint> rows;
  for (const std::int64_t step : analysis::session_end_steps(run.market, run.first_step)) {
    rows.push_back(run.equity[static_cast<std::size_t>(step - run.first_step)]);
  }
  check_equal(page::written_sessions(page::read_written_run(ends.folder()), rows), samples_of(run));
}

TEST_CASE("there are none where the venue is gone or run.json counts others") {
  const test::SampleRun run;
  const test::WrittenSample sample(run);
  page::WrittenRun written = page::read_written_run(sample.folder());
  written.json["data"]["venue"] = "nowhere";
  CHECK_FALSE(page::written_sessions(written, run.equity));
  written.json["data"]["venue"] = "24x7";
  CHECK(page::written_sessions(written, run.equity));
  written.json["metrics"]["periods"] = 7;
  CHECK_FALSE(page::written_sessions(written, run.equity));
}

TEST_CASE("at several venues the account's volatility has to come out") {
  const test::SampleRun run({.symbols = 1, .bars = 60 * 24});
  const test::WrittenSample sample(run);
  page::WrittenRun written = page::read_written_run(sample.folder());
  written.json["data"]["venues"].push_back({{"name", "us_equity"}});
  check_equal(page::written_sessions(written, run.equity), samples_of(run));
  written.json["metrics"]["annual_volatility"] = 0.5;
  CHECK_FALSE(page::written_sessions(written, run.equity));
}

}  // namespace barometer
