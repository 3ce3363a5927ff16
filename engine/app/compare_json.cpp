// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <optional>

#include "app/compare_text.hpp"

namespace barometer::app {

namespace {

using Json = nlohmann::ordered_json;
using study::ComparedRun;

Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// A year's where the sessions a year are known.
Json json_of(const std::optional<stats::SharpeDifference>& difference, double per_year) {
  if (!difference) {
    return nullptr;
  }
  const double scale = std::sqrt(per_year > 0 ? per_year : 1);
  return {{"difference", difference->difference * scale},
          {"standard_error", difference->standard_error * scale},
          {"low", difference->low * scale},
          {"high", difference->high * scale},
          {"p", difference->p},
          {"block", difference->block}};
}

Json json_of(const ComparedRun& run) {
  return {{"name", run.name},
          {"fingerprint", run.fingerprint},
          {"sessions", run.returns.values.size()},
          {"returns_from", run.returns_from}};
}

Json regimes_of(const study::RunComparison& comparison) {
  Json list = Json::array();
  for (const study::RegimeDifference& regime : comparison.regimes) {
    list.push_back({{"dimension", regime.dimension},
                    {"label", regime.label},
                    {"sessions", regime.sessions},
                    {"sharpe", json_of(regime.difference, comparison.sessions_per_year)}});
  }
  return list;
}

Json first_fill_of(const study::RunComparison& comparison) {
  if (!comparison.first_fill) {
    return nullptr;
  }
  return {{"number", comparison.first_fill->number},
          {"a", text_or_null(comparison.first_fill->a)},
          {"b", text_or_null(comparison.first_fill->b)}};
}

}  // namespace

Json comparison_json(const ComparedRun& a, const ComparedRun& b,
                     const study::RunComparison& comparison) {
  Json keys = Json::array();
  for (const study::DifferentKey& key : comparison.keys) {
    keys.push_back({{"key", key.key}, {"a", text_or_null(key.a)}, {"b", text_or_null(key.b)}});
  }
  Json metrics = Json::array();
  for (const study::MetricPair& pair : comparison.metrics) {
    metrics.push_back({{"key", pair.key}, {"a", or_null(pair.a)}, {"b", or_null(pair.b)}});
  }
  return {{"format", 1},
          {"a", json_of(a)},
          {"b", json_of(b)},
          {"same_results", comparison.same_results},
          {"keys", keys},
          {"metrics", metrics},
          {"first_fill", first_fill_of(comparison)},
          {"fills_missing", text_or_null(comparison.fills_missing)},
          {"common_sessions", comparison.sessions},
          {"sessions_per_year", comparison.sessions_per_year},
          {"sharpe", json_of(comparison.difference, comparison.sessions_per_year)},
          {"regimes", regimes_of(comparison)},
          {"regimes_missing", text_or_null(comparison.regimes_missing)}};
}

}  // namespace barometer::app
