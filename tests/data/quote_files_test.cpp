// SPDX-License-Identifier: Apache-2.0
#include "data/quote_files.hpp"

#include <string>

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

// Bids of A, B and D, asks of A, C and D.
class Sides {
 public:
  Sides() {
    for (const char* name : {"A.bid", "B.bid", "D.bid", "A.ask", "C.ask", "D.ask"}) {
      write_file(folder_ / name, "");
    }
    config_.csv.path = (folder_ / "{symbol}.bid").string();
    config_.csv.ask_path = (folder_ / "{symbol}.ask").string();
    config_.csv.path_at = {4, 15};
    config_.csv.ask_path_at = {4, 33};
  }

  config::DataConfig& config() { return config_; }

  // Symbols with two sides, as "A D".
  std::string paired() {
    config::DataConfig bid = config_;
    config::DataConfig ask = config_;
    bid.csv = config::bid_side(config_.csv);
    ask.csv = config::ask_side(config_.csv);
    bids_ = data::find_source_files(bid);
    std::string names;
    const auto asks = data::find_ask_files(config_, ask, bids_);
    for (std::size_t i = 0; i < asks.size(); ++i) {
      CHECK(asks[i].symbol == bids_.files.at(i).symbol);
      CHECK(asks[i].parts.front().path.extension() == ".ask");
      names += (names.empty() ? "" : " ") + asks[i].symbol;
    }
    CHECK(bids_.files.size() == asks.size());
    return names;
  }

  const std::vector<data::LeftOut>& left_out() const { return bids_.left_out; }

 private:
  TempFolder folder_;
  config::DataConfig config_ = hourly_csv();
  data::SourceFiles bids_;
};

}  // namespace

TEST_CASE("every side that stands alone is a fault at the path of the other") {
  Sides sides;
  try {
    sides.paired();
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].where == "test.yaml:4:33");
    CHECK(error.faults()[0].what == "B has no file of the ask");
    CHECK(error.faults()[1].where == "test.yaml:4:15");
    CHECK(error.faults()[1].what == "C has no file of the bid");
  }
}

TEST_CASE("sides that stand alone are left out on request") {
  Sides sides;
  sides.config().missing = config::Missing::skip;
  CHECK(sides.paired() == "A D");
  REQUIRE(sides.left_out().size() == 2);
  CHECK(sides.left_out()[0].symbol == "B");
  CHECK(sides.left_out()[1].symbol == "C");
}

TEST_CASE("symbols that are named come in their order, and must have both files") {
  Sides sides;
  sides.config().symbols = {"D", "A"};
  CHECK(sides.paired() == "D A");
  sides.config().symbols = {"A", "B"};
  CHECK_THROWS_AS(sides.paired(), core::Error);
  sides.config().missing = config::Missing::skip;
  CHECK(sides.paired() == "A");
  REQUIRE(sides.left_out().size() == 1);
  CHECK(sides.left_out()[0].symbol == "B");
  sides.config().symbols = {"B", "C"};
  CHECK_THROWS_AS(sides.paired(), core::Error);
}
