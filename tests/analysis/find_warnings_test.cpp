// SPDX-License-Identifier: Apache-2.0
#include "analysis/find_warnings.hpp"

#include <algorithm>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// The warning of type `Kind`; null where the run gives rise to none.
template <class Kind>
const Kind* find(const std::vector<analysis::Warning>& warnings) {
  const auto found = std::ranges::find_if(warnings, [](const analysis::Warning& warning) {
    return std::holds_alternative<Kind>(warning);
  });
  return found == warnings.end() ? nullptr : &std::get<Kind>(*found);
}

analysis::PluginRecord plugin_built(const std::string& name, const std::string& build) {
  analysis::PluginRecord record;
  record.name = name;
  record.build = build;
  return record;
}

std::vector<analysis::Warning> warnings_of(const analysis::RunRecord& record) {
  return analysis::analyse(record).warnings;
}

}  // namespace

TEST_CASE("a plain run gives rise to no warning") {
  const test::SampleRun run({.stagger = 0, .fill_chance = 0});
  CHECK(warnings_of(run.record()).empty());
}

TEST_CASE("budgets and a live interval without a meter are warned of") {
  test::SampleRun run;
  run.config.latency.warmup_total = core::kSecond;
  run.config.latency.live_interval = core::kMinute;
  run.config.latency.meter = config::Meter::off;
  CHECK(find<analysis::BudgetsNotMetered>(warnings_of(run.record())) != nullptr);
  CHECK(find<analysis::LiveIntervalNotMetered>(warnings_of(run.record())) != nullptr);
  run.config.latency.meter = config::Meter::full;
  CHECK(find<analysis::BudgetsNotMetered>(warnings_of(run.record())) == nullptr);
  CHECK(find<analysis::LiveIntervalNotMetered>(warnings_of(run.record())) == nullptr);
}

TEST_CASE("decimals that are too few for the smallest price are warned of, with how many do") {
  test::SampleRun run({.symbols = 1, .bars = 50, .first_step = 10, .fill_chance = 0});
  run.fills = {test::fill_of(run.market, 0, 20, 1, 250, 250, 0),
               test::fill_of(run.market, 0, 22, 1, 0.04, 0.04, 0)};
  CHECK(find<analysis::RoundedPrices>(warnings_of(run.record())) == nullptr);
  run.config.output.decimals = 2;
  const auto warnings = warnings_of(run.record());
  const auto* found = find<analysis::RoundedPrices>(warnings);
  REQUIRE(found != nullptr);
  CHECK(found->symbol == run.market.symbols[0].name);
  CHECK(found->price == 0.04);
  CHECK(found->needed == 6);  // half of 1e-6 is less than a ten thousandth of 0.04, of 1e-5 more
  run.config.output.decimals = 5;
  CHECK(find<analysis::RoundedPrices>(warnings_of(run.record())) != nullptr);
  run.config.output.decimals = 6;
  CHECK(find<analysis::RoundedPrices>(warnings_of(run.record())) == nullptr);
}

TEST_CASE("plug-ins that say they are unoptimised are warned of where the run is metered") {
  test::SampleRun run;
  run.config.latency.meter = config::Meter::full;
  auto record = run.record();
  record.provenance.plugins = {plugin_built("fast", "gcc 12.2.0 optimised"),
                               plugin_built("unknown", "plain C"),
                               plugin_built("slow", "gcc 12.2.0 unoptimised assertions"),
                               plugin_built("slow", "gcc 12.2.0 unoptimised assertions"),
                               plugin_built("last", "unoptimised")};
  const auto warnings = warnings_of(record);
  const auto* found = find<analysis::UnoptimisedPlugins>(warnings);
  REQUIRE(found != nullptr);
  CHECK(found->names == std::vector<std::string>{"slow", "last"});
  run.config.latency.meter = config::Meter::off;
  CHECK(find<analysis::UnoptimisedPlugins>(warnings_of(record)) == nullptr);
}

TEST_CASE("labels of a column are told as unchecked, with the bars that have none") {
  const test::SampleRun run;
  auto record = run.record();
  record.provenance.plugins = {plugin_built("labels", "built in")};
  record.provenance.plugins[0].labels =
      analysis::LabelsRecord{.column = "mood", .file = "m.csv", .bars = 9, .labelled = 7};
  const auto warnings = warnings_of(record);
  const auto* found = find<analysis::UncheckedLabels>(warnings);
  REQUIRE(found != nullptr);
  CHECK(found->column == "mood");
  CHECK(found->file == "m.csv");
  CHECK(found->unlabelled == 2);
}

TEST_CASE("prices that are adjusted closes are warned of") {
  test::SampleRun run;
  const auto none = warnings_of(run.record());
  CHECK(find<analysis::TotalReturnPrices>(none) == nullptr);
  run.config.data.csv.adjusted_close = config::ColumnRef{.name = "Adj Close"};
  const auto warnings = warnings_of(run.record());
  CHECK(find<analysis::TotalReturnPrices>(warnings) != nullptr);
}

TEST_CASE("skipped rows are summed, and the first symbol with most of them is the worst") {
  test::SampleRun run;
  run.market.symbols[0].report.skipped_rows = 1;
  run.market.symbols[1].report.bars = 320;
  run.market.symbols[1].report.skipped_rows = 80;
  run.market.symbols[2].report.skipped_rows = 80;
  const auto warnings = warnings_of(run.record());
  const auto* skipped = find<analysis::SkippedRows>(warnings);
  REQUIRE(skipped != nullptr);
  CHECK(skipped->rows == 161);
  CHECK(skipped->worst_symbol == "COIN1");
  CHECK(skipped->worst_rows == 80);
  CHECK(skipped->worst_share == 0.2);
}

TEST_CASE("a tenth of bars outside the extended hours is warned of, with the worst symbol's") {
  test::SampleRun run;
  const auto bars = run.market.symbols[0].report.bars = 400;
  run.market.symbols[1].report.bars = run.market.symbols[2].report.bars = bars;
  run.market.symbols[0].report.off_hours_bars = 39;
  const auto few = warnings_of(run.record());
  CHECK(find<analysis::OffHours>(few) == nullptr);
  run.market.symbols[1].report.off_hours_bars = 40;
  run.market.symbols[2].report.off_hours_bars = 100;
  run.market.symbols[2].report.fitting_zone = "Asia/Tokyo";
  const auto warnings = warnings_of(run.record());
  const auto* found = find<analysis::OffHours>(warnings);
  REQUIRE(found != nullptr);
  CHECK(found->symbols == 2);
  CHECK(found->worst_symbol == "COIN2");
  CHECK(found->worst_bars == 100);
  CHECK(found->worst_share == 0.25);
  CHECK(found->fitting_zone == "Asia/Tokyo");
}

TEST_CASE("what the run counted is warned of") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.counts.unlisted_orders = 9'872;
  record.counts.unmeasured_fills = 3;
  record.counts.dropped_series_values = 4;
  const auto warnings = warnings_of(record);
  REQUIRE(find<analysis::UnlistedOrders>(warnings) != nullptr);
  CHECK(find<analysis::UnlistedOrders>(warnings)->orders == 9'872);
  REQUIRE(find<analysis::FillsWithoutImpact>(warnings) != nullptr);
  CHECK(find<analysis::FillsWithoutImpact>(warnings)->fills == 3);
  REQUIRE(find<analysis::DroppedOutput>(warnings) != nullptr);
  CHECK(find<analysis::DroppedOutput>(warnings)->log_rows == 0);
  CHECK(find<analysis::DroppedOutput>(warnings)->series_values == 4);
}

TEST_CASE("orders that are not listed are counted among the rejected ones") {
  const test::SampleRun run;
  const analysis::OrderCounts before = analysis::count_orders(run.orders);
  const analysis::OrderCounts after = analysis::count_orders(run.orders, 9'872);
  CHECK(after.total == before.total + 9'872);
  CHECK(after.rejected.at(BM_REASON_TOO_MANY_ORDERS) == 9'872);
}

}  // namespace barometer
