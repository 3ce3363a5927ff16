// SPDX-License-Identifier: Apache-2.0
#include "config/override.hpp"

#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

config::RunConfig with(const std::vector<std::string>& overrides) {
  return config::parse_config(kLeastSynthetic, "t.yaml", overrides);
}

std::string refused(const std::string& override) {
  return messages_of(kLeastSynthetic, std::vector<std::string>{override});
}

}  // namespace

TEST_CASE("an override is typed as if the file had said it") {
  CHECK(with({"run.threads=3"}).run.threads == 3);
  CHECK(with({"broker.commission=5bps"}).broker.commission == 0.0005);
  CHECK(with({"data.source=synthetic"}).data.source == config::DataSource::synthetic);
  CHECK(with({"data.symbols=[A, B]"}).data.symbols == std::vector<std::string>{"A", "B"});
  CHECK(with({"run.threads=1", "run.threads=2"}).run.threads == 2);
}

TEST_CASE("an override makes groups on its way, also in parameters") {
  const config::RunConfig config = with(
      {"strategy.params.fast=10", "regime.plugin=regime", "regime.params.volatility.rule=ratio"});
  REQUIRE(config.strategy.params.size() == 1);
  CHECK(config.strategy.params[0].name == "fast");
  CHECK(config.strategy.params[0].value.at.line == 0);
  REQUIRE(config.regime.size() == 1);
  CHECK(config.regime[0].params[0].name == "volatility.rule");
}

TEST_CASE("a segment of digits belongs to the one before it") {
  const config::RunConfig config = with({"latency.meter=full", "latency.budget.bar.p99.9=20us"});
  REQUIRE(config.latency.budgets.size() == 1);
  CHECK(config.latency.budgets[0].quantile == 0.999);
}

TEST_CASE("plain text after the first equals sign is the value") {
  CHECK(with({"output.dir=a=b, c: d # e"}).output.directory == "a=b, c: d # e");
  CHECK(config::parse_config(kLeastCsv, "t.yaml",
                             std::vector<std::string>{"data.time.format=%Y-%m-%d %H"})
            .data.csv.time_format == "%Y-%m-%d %H");
}

TEST_CASE("faults of an override say which one") {
  CHECK(refused("run.threads=many") ==
        "--set run.threads=many: run.threads: expected a whole number from 0 to 1024, found "
        "'many'\n");
  CHECK(refused("run.thread=1") ==
        "--set run.thread=1: run.thread: expected a key of this group, found 'thread'\n"
        "    did you mean 'threads'?\n");
  CHECK(refused("run.seed='5'") ==
        "--set run.seed='5': run.seed: expected a whole number from 0, found '5' in quotes\n"
        "    remove the quotes\n");
}

TEST_CASE("what is no assignment is refused") {
  for (const char* text : {"", "run.threads", "=1", ".=1", "run..threads=1", ".run=1", "run.=1"}) {
    INFO(text);
    CHECK(refused(text).find("expected key.path=value") != std::string::npos);
  }
  CHECK(refused("run.threads=[1").find("--set run.threads=[1") == 0);
  CHECK(refused(std::string(300, 'a') + "=1").size() < 400);
}

TEST_CASE("an override does not reach through a value") {
  CHECK(refused("strategy.plugin.x=1").find("expected groups of keys on the way") !=
        std::string::npos);
}
