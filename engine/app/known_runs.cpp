// SPDX-License-Identifier: Apache-2.0
#include "app/known_runs.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "core/error.hpp"
#include "stats/deflated_sharpe.hpp"
#include "stats/order_statistics.hpp"
#include "study/run_store.hpp"
#include "study/run_store_reader.hpp"
#include "study/run_store_record.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRows = 1'000;

std::optional<double> sharpe_of(const std::vector<study::RowMetric>& metrics) {
  for (const study::RowMetric& metric : metrics) {
    if (metric.key == "sharpe") {
      return metric.value;
    }
  }
  return std::nullopt;
}

// Ratios a year of done rows of the same strategy on the same data, an equal identity once.
std::vector<double> ratios_beside(const study::RunStoreReader& store, const study::RunRow& row) {
  std::set<std::string> seen{row.identity};
  std::vector<double> ratios;
  if (const std::optional<double> own = sharpe_of(row.metrics)) {
    ratios.push_back(*own);
  }
  for (const study::StoredRun& other : store.runs(kMostRows, true)) {
    const bool alike =
        other.strategy == row.variant->strategy && other.data_hash == row.variant->data_hash;
    const std::optional<double> ratio = sharpe_of(other.metrics);
    if (alike && other.state == "done" && ratio && seen.insert(other.identity).second) {
      ratios.push_back(*ratio);
    }
  }
  return ratios;
}

page::KnownRuns known_in(const study::RunStoreReader& store, const study::RunRow& row,
                         double periods_per_year) {
  page::KnownRuns known;
  known.distinct =
      store.count(row.variant->strategy, row.variant->symbols, row.first_ns, row.last_ns).distinct +
      (store.find(row.identity) ? 0 : 1);
  const std::vector<double> ratios = ratios_beside(store, row);
  const auto sample = stats::sharpe_sample_of(row.returns->values);
  if (known.distinct >= 2 && ratios.size() >= 2 && sample) {
    const double spread = stats::standard_deviation_of(ratios);
    known.deflated_sharpe = stats::deflated_sharpe(*sample, spread * spread / periods_per_year,
                                                   static_cast<double>(known.distinct));
  }
  return known;
}

}  // namespace

std::optional<page::KnownRuns> known_runs(const backtest::Result& result) {
  const config::RunConfig& config = result.state().inputs.plan.state().config;
  const fs::path folder =
      (config.data.folder / fs::path(config.output.directory)).lexically_normal();
  const fs::path file = study::store_in(folder);
  if (!fs::exists(file)) {
    return std::nullopt;
  }
  try {
    const study::RunStoreReader store(file);
    return known_in(store, study::row_of(result, {}, folder),
                    result.state().analysis.returns.periods_per_year);
  } catch (const core::Error&) {
    return std::nullopt;
  }
}

}  // namespace barometer::app
