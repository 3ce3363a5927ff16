// SPDX-License-Identifier: Apache-2.0
#include "profile/measured_side.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "profile/machine_use.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

std::vector<std::vector<Fact>> soft_facts(std::span<const ProcessReport> reports) {
  std::vector<std::vector<Fact>> facts;
  for (const ProcessReport& report : reports) {
    facts.push_back(report.facts.soft);
  }
  return facts;
}

}  // namespace

Replicates replicates_of(const std::string& name, std::span<const ProcessReport> reports) {
  Replicates side{name, {}, kBlockSample};
  for (const ProcessReport& report : reports) {
    side.processes.push_back(report.times);
  }
  return side;
}

MeasuredWith measured_with(std::span<const ProcessReport> reports) {
  const ProcessReport& first = reports.front();
  MeasuredWith with{.clock = first.clock,
                    .probe_reads = first.probe_reads,
                    .cold_steps = first.cold_steps,
                    .cold_bars = first.cold_bars,
                    .least_padding = first.padding,
                    .most_padding = first.padding};
  std::vector<double> reads;
  std::vector<double> bars;
  for (const ProcessReport& report : reports) {
    reads.push_back(report.clock_read_ns);
    bars.push_back(report.block_bars);
    with.least_padding = std::min(with.least_padding, report.padding);
    with.most_padding = std::max(with.most_padding, report.padding);
  }
  with.clock_read_ns = stats::median_of(reads);
  with.block_bars = stats::mean_of(bars);
  return with;
}

MeasurementFacts measurement_facts_of(std::span<const ProcessReport> reports) {
  return {reports.front().facts.strict, spread_of(soft_facts(reports))};
}

std::vector<std::string> changes_during(std::span<const ProcessReport> reports) {
  std::vector<std::string> changes;
  for (const ProcessReport& report : reports) {
    for (const std::string& difference :
         strict_differences(reports.front().facts, report.facts, Compared::sessions)) {
      const std::string change = "changed while it was measured: " + difference;
      if (std::find(changes.begin(), changes.end(), change) == changes.end()) {
        changes.push_back(change);
      }
    }
  }
  return changes;
}

std::vector<std::string> soft_warnings(std::span<const ProcessReport> reports,
                                       const std::string& side) {
  return soft_warnings(soft_facts(reports), side);
}

std::string disturbances(std::span<const ProcessReport> baseline,
                         std::span<const ProcessReport> candidate) {
  const std::string before = disturbances(soft_facts(baseline));
  const std::string now = disturbances(soft_facts(candidate));
  if (before.empty() || now.empty() || before == now) {
    return before.empty() ? now : before;
  }
  return fmt::format("baseline: {}; candidate: {}", before, now);
}

std::vector<std::string> skipped_work(const Executed& executed) {
  if (executed.never_known.empty()) {
    return {};
  }
  std::string names;
  for (const std::string& name : executed.never_known) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return {
      "never known in this window, so that part of the work may not have been "
      "done: " +
      names};
}

std::vector<std::string> different_work(const Executed& baseline, const Executed& candidate) {
  if (baseline == candidate) {
    return {};
  }
  return {
      "the two sides did not do the same work: orders, fills, results or warm bars "
      "differ"};
}

}  // namespace barometer::profile
