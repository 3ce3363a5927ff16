// SPDX-License-Identifier: Apache-2.0
#include "analysis/account_warnings.hpp"

#include <cmath>

#include "calendar/venue.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Daily bars of a share that is held from its second bar on; of its currency's rate only those
// that `quoted` takes.
class ForeignShare {
 public:
  template <class Quoted>
  explicit ForeignShare(int days, Quoted quoted, const char* venue_of_rate = nullptr) {
    data::SymbolInput share = test::flat_symbol("SHARE", days, 0);
    data::SymbolInput rate = test::flat_symbol("EURUSD", 0, 0);
    for (int day = 0; day < days; ++day) {
      data::BarRow& bar = share.bars[static_cast<std::size_t>(day)];
      bar.close_time_ns = (day + 1) * core::kDay;
      if (quoted(day)) {
        rate.bars.push_back(bar);
      }
      run_.equity.push_back({bar.close_time_ns, 1e5, 1e5, 0, 0});
    }
    rate.venue = venue_of_rate == nullptr ? 0 : 1;
    run_.market = test::market_of({share, rate}, core::kDay);
    if (venue_of_rate != nullptr) {
      run_.market.venues[1].hours =
          std::make_shared<const calendar::Venue>(calendar::find_venue(venue_of_rate));
    }
    run_.first_step = 0;
    run_.fills = {test::fill_of(run_.market, 0, 1, 1, 100, 100, 0)};
    valuations_ = {{.rate = core::SymbolIndex{1}}, {}};
  }

  std::vector<analysis::StaleRate> stale() const {
    analysis::RunRecord record = run_.record();
    record.logs.flows.valuations = valuations_;
    analysis::RunAnalysis found;
    found.extent.last_ns = run_.equity.back().time_ns;
    found.round_trips = analysis::round_trips(run_.fills, run_.market, record.logs.flows);
    std::vector<analysis::Warning> warnings;
    analysis::check_rates(record, found, warnings);
    std::vector<analysis::StaleRate> rates;
    for (const analysis::Warning& warning : warnings) {
      rates.push_back(std::get<analysis::StaleRate>(warning));
    }
    return rates;
  }

  void sell_at(int bar) {
    run_.fills.push_back(test::fill_of(run_.market, 0, bar, -1, 100, 100, 0));
  }

 private:
  static test::SampleRun empty_run() {
    test::SampleRun run({.symbols = 1, .bars = 2, .first_step = 0, .fill_chance = 0});
    run.equity.clear();
    run.tags = regime::TagView();
    return run;
  }

  test::SampleRun run_ = empty_run();
  std::vector<portfolio::Valuation> valuations_;
};

std::vector<analysis::Warning> year_warnings(double counted, std::int64_t periods, double days) {
  const test::SampleRun run;
  analysis::RunAnalysis found;
  found.returns.periods_per_year = counted;
  found.returns.periods = periods;
  found.returns.years = days / 365.25;
  found.returns.sharpe = 0.65;
  found.returns.volatility = 0.13;
  std::vector<analysis::Warning> warnings;
  analysis::check_sessions_a_year(run.record(), found, warnings);
  return warnings;
}

}  // namespace

TEST_CASE("a rate that ends under a position is warned of with the sessions since") {
  const ForeignShare run(100, [](int day) { return day < 60; });
  const auto stale = run.stale();
  REQUIRE(stale.size() == 1);
  CHECK(stale[0].rate == "EURUSD");
  CHECK(stale[0].ended);
  CHECK(stale[0].from_ns == 60 * core::kDay);
  CHECK(stale[0].sessions == 40);
  CHECK(stale[0].symbols == 1);
}

TEST_CASE("a rate that ends when nothing is held in its currency any more is not warned of") {
  ForeignShare run(100, [](int day) { return day < 60; });
  run.sell_at(59);
  CHECK(run.stale().empty());
}

TEST_CASE("a rate may miss a weekend with holidays, and not more") {
  CHECK(ForeignShare(100, [](int) { return true; }).stale().empty());
  CHECK(ForeignShare(100, [](int day) { return day < 50 || day > 54; }).stale().empty());
  const auto stale = ForeignShare(100, [](int day) { return day < 50 || day > 55; }).stale();
  REQUIRE(stale.size() == 1);
  CHECK_FALSE(stale[0].ended);
  CHECK(stale[0].sessions == 6);
  CHECK(stale[0].from_ns == 50 * core::kDay);
  CHECK(stale[0].to_ns == 57 * core::kDay);
}

TEST_CASE("sessions a year are compared with those that the venue counts") {
  // A US share of twelve years at a venue that never closes.
  const auto warnings = year_warnings(365, 3'056, 4'434);
  REQUIRE(warnings.size() == 1);
  const auto& year = std::get<analysis::SessionsAYear>(warnings[0]);
  CHECK(year.counted == 365);
  CHECK(year.found == Approx(251.7).margin(0.1));
  // x sqrt(251.7 / 365)
  CHECK(*year.with_found(year.sharpe) == Approx(0.54).margin(0.005));
  CHECK(*year.with_found(year.volatility) == Approx(0.108).margin(0.0005));
  CHECK_FALSE(year.with_found(std::nullopt).has_value());
}

TEST_CASE("holidays, short periods and figures that are undefined are no reason to warn") {
  CHECK(year_warnings(252, 3'056, 4'434).empty());
  CHECK(year_warnings(260, 3'056, 4'434).empty());
  CHECK(year_warnings(365, 364, 365).empty());
  CHECK(year_warnings(252, 19, 31).empty());
  CHECK(year_warnings(365, 20, 29).empty());
  CHECK_FALSE(year_warnings(365, 21, 31).empty());
}

TEST_CASE("a rate is stale by the sessions of its own venue") {
  // The ninth day is Friday the 9th of January 1970; no currency trades on the weekend.
  const auto until_friday = [](int day) { return day <= 8; };
  CHECK(ForeignShare(11, until_friday).stale().size() == 1);
  CHECK(ForeignShare(11, until_friday, "fx").stale().empty());
  const auto stale = ForeignShare(13, until_friday, "fx").stale();
  REQUIRE(stale.size() == 1);
  CHECK(stale[0].sessions == 2);  // of Monday and Tuesday
}

}  // namespace barometer
