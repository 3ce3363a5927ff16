// SPDX-License-Identifier: Apache-2.0
// synth, tag --score and regimes, as a person at the terminal meets them.
#include <sstream>
#include <string>

#include "app/barometer_program.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;
using namespace barometer;

namespace {

// A market of two symbols with enough bars for every tag to be known.
class Market {
 public:
  Market() {
    made_ =
        run_program("synth " + (folder_ / "market").string() + " --symbols 2 --bars 1500 --seed 7");
  }

  const Finished& made() const { return made_; }

  std::string config() const { return (folder_ / "market" / "market.yaml").string(); }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  Finished made_;
};

}  // namespace

TEST_CASE("synth writes a market that reads back to the same bits, truth included") {
  const Market market;
  INFO(market.made().output);
  REQUIRE(market.made().exit_code == 0);
  const data::MarketData read = data::load_market(config::load_config(market.config(), {}).data, 1);
  const std::vector<std::string> same{"data.synthetic.symbols=2", "data.synthetic.bars=1500",
                                      "data.synthetic.seed=7"};
  const data::MarketData made = data::load_market(
      config::parse_config("data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n", "test",
                           same)
          .data,
      1);
  CHECK(read.hash == made.hash);
  REQUIRE(read.symbols.size() == 2);
  CHECK(read.symbols[1].truth == made.symbols[1].truth);
  CHECK(read.truth_labels == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("synth refuses a folder that exists and numbers that make no sense") {
  const Market market;
  CHECK(run_program("synth " + market.folder().path().string()).exit_code == 5);
  const std::string fresh = "synth " + (market.folder() / "fresh").string();
  CHECK(run_program(fresh + " --bars 0").exit_code == 2);
  CHECK(run_program(fresh + " --bar soon").exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(market.folder() / "fresh"));
}

TEST_CASE("tag --score prints the same figures for files and for the market they were made of") {
  const Market market;
  const Finished files = run_program("tag " + market.config() + " --score");
  INFO(files.output);
  REQUIRE(files.exit_code == 0);
  CHECK(contains(files.output, "balanced accuracy"));
  CHECK(contains(files.output, "2 = high+extreme"));
  const Finished made = run_program(
      "tag configs/quickstart.yaml --score --set data.synthetic.symbols=2"
      " --set data.synthetic.bars=1500 --set data.synthetic.seed=7");
  REQUIRE(made.exit_code == 0);
  CHECK(contains(made.output, "turbulent = high+extreme"));
  const auto row = [](const std::string& text) {
    const std::size_t at = text.find("  all ");
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(row(files.output) == row(made.output));
}

TEST_CASE("tag --score says what is missing") {
  const Market market;
  const std::string tag = "tag " + market.config();
  CHECK(contains(run_program(tag).output, "--out FILE, --score or both"));
  CHECK(run_program(tag).exit_code == 2);
  const Finished typo = run_program(tag + " --score --dimension volatilty");
  CHECK(typo.exit_code == 2);
  CHECK(contains(typo.output, "did you mean 'volatility'?"));
  const Finished trend = run_program(tag + " --score --dimension trend");
  CHECK(trend.exit_code == 2);
  CHECK(contains(trend.output, "do not match the labels of trend"));
  const Finished no_truth = run_program(tag + " --score --set 'data.columns={close: close}'");
  CHECK(no_truth.exit_code == 2);
  CHECK(contains(no_truth.output, "data.columns.truth"));
}

TEST_CASE("regimes prints every dimension and draws the picture it was asked for") {
  const Market market;
  const std::string picture = (market.folder() / "regimes.svg").string();
  const Finished run = run_program("regimes " + market.config() + " --picture " + picture);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  for (const char* word : {"SYN01", "SYN02", "volatility", "trend", "session", "flips per 1000"}) {
    CHECK(contains(run.output, word));
  }
  CHECK(contains(run.output,
                 "    never closed, pre_open, opening, core, lunch, closing, post_close\n"));
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 120);
  }
  const std::string svg = read_file(picture);
  CHECK(svg.starts_with("<svg"));
  CHECK(contains(svg, "strong_up"));
  CHECK(contains(svg, "SYN02"));
  CHECK_FALSE(contains(svg, "monday"));
  CHECK(run_program("regimes " + market.config() + " --picture " + picture).exit_code == 5);
}

TEST_CASE("regimes tells how far timeframes agree") {
  const Market market;
  const Finished run = run_program("regimes " + market.config() + " --picture " +
                                   (market.folder() / "two.svg").string() +
                                   " --set 'regime=[{plugin: regime}, {plugin: regime, as: slow, "
                                   "params: {volatility: {half_life: 48}}}]'");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.output, "trend and slow.trend"));
  CHECK(contains(run.output, "agree on 100.0 %"));
  CHECK(contains(run.output, "by chance"));
}
