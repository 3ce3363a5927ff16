// SPDX-License-Identifier: Apache-2.0
#include "study/compare.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include "study/compare_fills.hpp"
#include "study/compare_regimes.hpp"

namespace barometer::study {

namespace {

constexpr std::uint64_t kSeed = 1;

std::string value_in(const std::map<std::string, std::string>& keys, const std::string& key) {
  const auto found = keys.find(key);
  return found == keys.end() ? "" : found->second;
}

std::vector<DifferentKey> different_keys(const ComparedRun& a, const ComparedRun& b) {
  std::map<std::string, std::string> all = a.keys;
  all.insert(b.keys.begin(), b.keys.end());
  std::vector<DifferentKey> different;
  for (const auto& [key, value] : all) {
    DifferentKey one{key, value_in(a.keys, key), value_in(b.keys, key)};
    if (one.a != one.b) {
      different.push_back(std::move(one));
    }
  }
  return different;
}

std::optional<double> metric_of(const ComparedRun& run, const std::string& key) {
  const auto found = std::ranges::find(run.metrics, key, &RowMetric::key);
  return found == run.metrics.end() ? std::nullopt : found->value;
}

std::vector<MetricPair> metric_pairs(const ComparedRun& a, const ComparedRun& b) {
  std::vector<MetricPair> pairs;
  for (const RowMetric& metric : a.metrics) {
    if (std::ranges::find(b.metrics, metric.key, &RowMetric::key) != b.metrics.end()) {
      pairs.push_back({metric.key, metric.value, metric_of(b, metric.key)});
    }
  }
  return pairs;
}

void compare_fills(const ComparedRun& a, const ComparedRun& b, RunComparison& result) {
  for (const ComparedRun* run : {&a, &b}) {
    std::error_code ignored;
    if (!run->folder || !std::filesystem::exists(*run->folder / "fills.csv", ignored)) {
      result.fills_missing = run->name + " has no run folder with fills.csv";
      return;
    }
  }
  std::ifstream of_a(*a.folder / "fills.csv");
  std::ifstream of_b(*b.folder / "fills.csv");
  result.first_fill = first_different_fill(of_a, of_b);
}

}  // namespace

CommonSessions common_sessions(const RowReturns& a, const RowReturns& b) {
  CommonSessions common;
  if (!a.session_ends || !b.session_ends) {
    return common;
  }
  const std::vector<std::int64_t>& left = *a.session_ends;
  const std::vector<std::int64_t>& right = *b.session_ends;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] != right[j]) {
      left[i] < right[j] ? ++i : ++j;
      continue;
    }
    const std::int64_t begin = i == 0 ? 0 : left[i - 1];
    if (begin == (j == 0 ? 0 : right[j - 1])) {
      common.begins.push_back(begin);
      common.ends.push_back(left[i]);
      common.a.push_back(a.values[i]);
      common.b.push_back(b.values[j]);
    }
    ++i;
    ++j;
  }
  return common;
}

RunComparison compare_runs(const ComparedRun& a, const ComparedRun& b) {
  RunComparison result;
  result.keys = different_keys(a, b);
  result.metrics = metric_pairs(a, b);
  result.same_results = a.fingerprint == b.fingerprint;
  compare_fills(a, b, result);
  const CommonSessions common = common_sessions(a.returns, b.returns);
  result.sessions = common.a.size();
  const std::optional<double> year = metric_of(a, "periods_per_year");
  result.sessions_per_year = year ? *year : metric_of(b, "periods_per_year").value_or(0);
  result.difference = stats::sharpe_difference(common.a, common.b, kSeed);
  compare_regimes(a, b, common, kSeed, result);
  return result;
}

}  // namespace barometer::study
