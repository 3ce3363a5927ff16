// SPDX-License-Identifier: Apache-2.0
#include "portfolio/valuation.hpp"

#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

data::MarketData market_of(const std::vector<std::string>& names) {
  data::MarketData market = test_market(std::vector<std::vector<data::BarRow>>(
      names.size(), std::vector<data::BarRow>{test_bar(0, 1, 1)}));
  for (std::size_t i = 0; i < names.size(); ++i) {
    market.symbols[i].name = names[i];
  }
  return market;
}

struct Found {
  std::vector<portfolio::Valuation> valuations;
  std::vector<core::Fault> faults;
};

Found find(const std::string& broker, const std::vector<std::string>& names) {
  const config::RunConfig config = config::parse_config(
      "data: {source: synthetic}\nstrategy: {plugin: x}\nbroker: " + broker + "\n", "t.yaml");
  Found found;
  found.valuations = portfolio::valuations_of(config, market_of(names), found.faults);
  return found;
}

}  // namespace

TEST_CASE("without currencies every symbol is worth its price") {
  const Found found = find("{cash: 1}", {"A", "B"});
  CHECK(found.faults.empty());
  CHECK_FALSE(found.valuations[1].rate.has_value());
  CHECK(found.valuations[1].multiplier == 1);
}

TEST_CASE("a rate is found by name, by its inverse's name, or where the config says") {
  const Found found = find(
      "{currency: USD, conversion: {CHF: 1/SWISS}, instruments: {DAX: {currency: EUR, multiplier: "
      "25}, NKY: {currency: JPY}, SMI: {currency: CHF}, SPY: {currency: USD}}}",
      {"DAX", "NKY", "SMI", "SPY", "EURUSD", "USDJPY", "SWISS"});
  CHECK(found.faults.empty());
  CHECK(*found.valuations[0].rate == 4);
  CHECK_FALSE(found.valuations[0].inverse);
  CHECK(found.valuations[0].multiplier == 25);
  CHECK(*found.valuations[1].rate == 5);
  CHECK(found.valuations[1].inverse);
  CHECK(*found.valuations[2].rate == 6);
  CHECK(found.valuations[2].inverse);
  CHECK_FALSE(found.valuations[3].rate.has_value());
}

TEST_CASE("a currency without a rate is reported with what would mend it, all at once") {
  const Found found = find(
      "{currency: USD, conversion: {CHF: SWIS}, instruments: {DAX: {currency: EUR}, NKY: "
      "{currency: JPY}}}",
      {"DAX", "NKY", "SWISS"});
  REQUIRE(found.faults.size() == 3);
  CHECK(core::to_string(found.faults[0]) ==
        "t.yaml:3:38: broker.conversion.CHF: expected a symbol of the run, found 'SWIS'\n"
        "    did you mean 'SWISS'?");
  CHECK(core::to_string(found.faults[1]) ==
        "t.yaml:3:20: DAX is quoted in EUR, the account is in USD, and no symbol of the run says "
        "what one is worth in the other\n"
        "    add a symbol EURUSD or USDEUR to data.symbols, or name one: broker.conversion: {EUR: "
        "SYMBOL}");
  const Found unstated = find("{instruments: {DAX: {currency: EUR}}}", {"DAX"});
  REQUIRE(unstated.faults.size() == 1);
  CHECK(unstated.faults[0].fix == "set broker.currency");
}
