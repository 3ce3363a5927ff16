// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"

#include <filesystem>
#include <fstream>

#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

TEST_CASE("what the YAML leaves out has the defaults of run_config.hpp") {
  const config::RunConfig config = config::parse_config(kLeastSynthetic, "t.yaml");
  CHECK(config.file == "t.yaml");
  CHECK(config.data.bar == core::kHour);
  CHECK(config.data.synthetic.bars == 17'520);
  CHECK(config.regime.empty());
  CHECK(config.broker.cash == 100'000.0);
  CHECK(config.broker.size_at == config::SizeAt::fill);
  CHECK(config.broker.buffer() == 0);
  CHECK(config.latency.meter == config::Meter::off);
  CHECK(config.run.tagging == config::Tagging::ahead);
}

TEST_CASE("all faults are told at once, in the order of the groups") {
  CHECK(messages_of("data: {source: synthetic, venu: 24x7}\n"
                    "strategy: {plugin: sma_cross}\n"
                    "broker: {cash: -1, short_selling: yes}\n"
                    "rum: {seed: 1}\n") ==
        "t.yaml:1:27: data.venu: expected a key of this group, found 'venu'\n"
        "    did you mean 'venue'?\n"
        "t.yaml:3:16: broker.cash: expected a number from 0.01 to 1000000000000000, found '-1'\n"
        "t.yaml:3:35: broker.short_selling: expected true or false, found 'yes'\n"
        "t.yaml:4:1: rum: expected a key of this group, found 'rum'\n"
        "    did you mean 'run'?\n");
}

TEST_CASE("faults of structure and of type are told together") {
  const std::string told =
      messages_of(synthetic_with("run: {seed: 1, seed: x, threads: &a 2000}\n"));
  CHECK(told.find("expected the key 'seed' once") != std::string::npos);
  CHECK(told.find("found an anchor") != std::string::npos);
  CHECK(told.find("run.threads: expected a whole number") != std::string::npos);
}

TEST_CASE("a deadline of calls is a duration, and none unless it is asked for") {
  CHECK_FALSE(config::parse_config(kLeastSynthetic, "t.yaml").run.step_deadline);
  CHECK(config::parse_config(synthetic_with("run: {step_deadline: 5s}\n"), "t.yaml")
            .run.step_deadline == 5 * core::kSecond);
  CHECK(messages_of(synthetic_with("run: {step_deadline: 5}\n"))
            .find("run.step_deadline: expected a duration") != std::string::npos);
}

TEST_CASE("required keys are asked for where they are missing") {
  CHECK(messages_of("run: {seed: 1}\n") ==
        "t.yaml:1:1: data: expected a group of keys, found no such key\n"
        "    say where the bars come from: {source: synthetic}\n");
  CHECK(messages_of("data: {}\nregime: {}\nstrategy: {}\n") ==
        "t.yaml:1:1: data.source: expected synthetic, csv, json or table, found no such key\n"
        "t.yaml:2:1: regime.plugin: expected the name of a plug-in or the path of its library, "
        "found no such key\n"
        "    or say which column has your own labels: regime.column\n"
        "t.yaml:3:1: strategy.plugin: expected the name of a plug-in or the path of its library, "
        "found no such key\n");
}

TEST_CASE("a document that is no group of keys is refused") {
  for (const char* text : {"", "# nothing\n", "a", "[data]", "---\n", "'data: {}'"}) {
    INFO(text);
    CHECK(messages_of(text).find("expected groups of keys") != std::string::npos);
  }
}

TEST_CASE("wrong kinds are refused by name") {
  CHECK(messages_of(synthetic_with("run: fast\n")) ==
        "t.yaml:3:6: run: expected a group of keys, found 'fast'\n");
  CHECK(messages_of(synthetic_with("run:\n")) ==
        "t.yaml:3:1: run: expected a group of keys, found nothing\n");
  CHECK(messages_of(synthetic_with("run: {seed: [1]}\n")) ==
        "t.yaml:3:13: run.seed: expected a whole number from 0, found a list\n");
}

TEST_CASE("pairs of dimensions are lists of two different names") {
  const config::RunConfig config = config::parse_config(
      synthetic_with("output: {pairs: [[volatility, daily.trend]]}\n"), "t.yaml");
  REQUIRE(config.output.pairs.size() == 1);
  CHECK(config.output.pairs[0].first == "volatility");
  CHECK(config.output.pairs[0].second == "daily.trend");
  CHECK(config.output.pairs[0].at.column == 18);
  CHECK(messages_of(synthetic_with("output: {pairs: volatility}\n")) ==
        "t.yaml:3:17: output.pairs: expected a list of pairs, found 'volatility'\n"
        "    write [[volatility, trend]]\n");
  for (const char* pair :
       {"volatility", "[volatility]", "[a, b, c]", "[trend, trend]", "[a, [b]]"}) {
    INFO(pair);
    CHECK(messages_of(synthetic_with("output: {pairs: [" + std::string(pair) + "]}\n"))
              .find("output.pairs[0]: expected two different dimensions") != std::string::npos);
  }
}

TEST_CASE("a quoted number is text") {
  CHECK(messages_of(synthetic_with("run: {seed: '5'}\n")) ==
        "t.yaml:3:13: run.seed: expected a whole number from 0, found '5' in quotes\n"
        "    remove the quotes\n");
  CHECK_FALSE(faults_of(synthetic_with("output: {tags: 'true'}\n")).empty());
  CHECK(faults_of(synthetic_with("data2: 1\n")).size() == 1);
}

TEST_CASE("what of an account is written, and with how many decimals") {
  const config::RunConfig plain = config::parse_config(synthetic_with(""), "t.yaml");
  CHECK(plain.output.equity == config::EquityRows::bar);
  CHECK_FALSE(plain.output.decimals);
  const config::RunConfig config =
      config::parse_config(synthetic_with("output: {equity: none, decimals: 4}\n"), "t.yaml");
  CHECK(config.output.equity == config::EquityRows::none);
  CHECK(config.output.decimals == 4);
  CHECK(messages_of(synthetic_with("output: {equity: sessions, decimals: 13}\n")) ==
        "t.yaml:3:18: output.equity: expected bar, session or none, found 'sessions'\n"
        "    did you mean 'session'?\n"
        "t.yaml:3:38: output.decimals: expected a whole number from 0 to 12, found '13'\n");
}

TEST_CASE("what has a unit is not a number, so that quotes do not matter") {
  const auto yaml = synthetic_with("broker: {commission: '5bps', cash_buffer: \"2%\"}\n");
  const config::RunConfig config = config::parse_config(yaml, "t.yaml");
  CHECK(config.broker.commission == 0.0005);
  CHECK(config.broker.cash_buffer == 0.02);
}

TEST_CASE("names of runs and folders stay where they belong") {
  for (const char* name : {"../x", "a/b", "..", "'a b'", "\"\\u202e\"", "~"}) {
    INFO(name);
    CHECK_FALSE(faults_of(synthetic_with("run: {name: " + std::string(name) + "}\n")).empty());
  }
  CHECK(messages_of(synthetic_with("output: {dir: ~/runs}\n")).find("write ${HOME}") !=
        std::string::npos);
}

TEST_CASE("variables are filled in in paths and nowhere else") {
  CHECK(config::parse_config(synthetic_with("output: {dir: '${BAROMETER_TEST_UNSET:-out}/x'}\n"),
                             "t.yaml")
            .output.directory == "out/x");
  CHECK(messages_of(synthetic_with("output: {dir: '${BAROMETER_TEST_UNSET}'}\n")) ==
        "t.yaml:3:15: output.dir: expected a path, found '${BAROMETER_TEST_UNSET}'\n"
        "    set the environment variable BAROMETER_TEST_UNSET, or write "
        "${BAROMETER_TEST_UNSET:-default}\n");
  CHECK_FALSE(faults_of(synthetic_with("run: {name: '${BAROMETER_TEST_UNSET:-x}'}\n")).empty());
  CHECK_FALSE(faults_of(synthetic_with("run: {seed: '${BAROMETER_TEST_UNSET:-1}'}\n")).empty());
}

TEST_CASE("a file that cannot be read is named with the reason") {
  try {
    config::load_config("no/such/file.yaml", {});
    FAIL("loaded what is not there");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.faults().front().where == "no/such/file.yaml");
    CHECK(error.faults().front().what == "cannot be read: No such file or directory");
  }
  CHECK_THROWS_AS(config::load_config("configs", {}), core::Error);
}

TEST_CASE("a file without end ends at a mebibyte") {
  CHECK_THROWS_AS(config::load_config("/dev/zero", {}), core::Error);
}
