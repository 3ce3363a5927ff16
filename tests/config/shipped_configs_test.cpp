// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

TEST_CASE("every shipped config loads, and its description loads to the same") {
  const auto files = shipped_configs();
  CHECK(files.size() >= 4);
  for (const std::string& file : files) {
    INFO(file);
    const config::RunConfig config = config::load_config(file, {});
    CHECK(json_of(config::parse_config(json_of(config), "again.json")) == json_of(config));
  }
}

TEST_CASE("the quickstart needs no file") {
  const config::RunConfig config = config::load_config("configs/quickstart.yaml", {});
  CHECK(config.data.source == config::DataSource::synthetic);
  CHECK(config.strategy.plugin == "regime_momentum");
  CHECK(config.data.synthetic.symbols == 8);
  CHECK(config.data.synthetic.bars == 2 * 365 * 24);
}

TEST_CASE("the real-data configs name the files of the data folder") {
  const config::RunConfig crypto = config::load_config("configs/crypto_hourly.yaml", {});
  CHECK(crypto.data.symbols.size() == 10);
  CHECK(crypto.data.csv.stamp == config::StampSide::open);
  const config::RunConfig equity = config::load_config("configs/equity_daily.yaml", {});
  CHECK(equity.data.symbols.empty());
  CHECK(equity.data.csv.bad_rows == config::BadRows::skip);
  CHECK_FALSE(equity.data.csv.stamp);
}

TEST_CASE("the configs of the two other taggers name them") {
  CHECK(config::load_config("configs/ml_common.yaml", {}).data.source ==
        config::DataSource::synthetic);
  CHECK(config::load_config("configs/crypto_hidden_states.yaml", {}).data.symbols.size() == 2);
}
