// SPDX-License-Identifier: Apache-2.0
#include "report/check_json.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/observation_kinds.hpp"
#include "core/bar_size.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "report/observation_text.hpp"
#include "report/warning_text.hpp"

namespace barometer::report {

namespace {

using Json = nlohmann::ordered_json;

Json fault(const core::Fault& fault) {
  return {{"where", fault.where}, {"what", fault.what}, {"fix", fault.fix}};
}

Json place(const analysis::Observation& seen, const analysis::ObservedPlace& place) {
  return {{"time", place.time_ns == 0 ? Json(nullptr) : Json(core::format_utc(place.time_ns))},
          {"value", std::isfinite(place.value) ? Json(place.value) : Json(nullptr)},
          {"why", why_of(seen, place)}};
}

Json observation(const analysis::Observation& seen) {
  const auto kind =
      std::ranges::find(analysis::kObservationKinds, seen.code, &analysis::ObservationKind::code);
  Json examples = Json::array();
  for (const analysis::ObservedPlace& each : seen.worst) {
    examples.push_back(place(seen, each));
  }
  return {{"kind", seen.code},
          {"symbol", seen.symbol},
          {"count", seen.count},
          {"of", seen.of == 0 ? Json(nullptr) : Json(seen.of)},
          {"fitting_zone", seen.fitting_zone.empty() ? Json(nullptr) : Json(seen.fitting_zone)},
          {"value_is", kind->value.empty() ? Json(nullptr) : Json(kind->value)},
          {"examples", std::move(examples)}};
}

Json symbol(const data::MarketData& market, const data::SymbolData& symbol) {
  const data::SymbolDataReport& report = symbol.report;
  return {{"name", symbol.name},
          {"source", symbol.source},
          {"venue", data::venue_name(market, symbol.venue)},
          {"bars", report.bars},
          {"first_time", core::format_utc(symbol.bars.front().close_time_ns)},
          {"last_time", core::format_utc(symbol.bars.back().close_time_ns)},
          {"gaps", report.gaps},
          {"missing_bars", report.missing_bars},
          {"zero_volume_bars", report.zero_volume_bars},
          {"flat_bars", report.flat_bars},
          {"out_of_session_bars", report.out_of_session_bars},
          {"off_hours_bars", report.off_hours_bars},
          {"widened_bars", report.widened_bars},
          {"repeated_rows", report.repeated_rows},
          {"skipped_rows", report.skipped_rows}};
}

Json document(const std::string& config, bool good) {
  return {{"format", kCheckFormat},
          {"config", config},
          {"good", good},
          {"faults", Json::array()},
          {"observations", Json::array()},
          {"warnings", Json::array()},
          {"bar", nullptr},
          {"symbols", Json::array()}};
}

}  // namespace

Json check_json(const std::string& config, const data::MarketData& market,
                std::span<const analysis::Observation> observations,
                std::span<const analysis::Warning> warnings) {
  Json json = document(config, true);
  for (const analysis::Observation& seen : observations) {
    json["observations"].push_back(observation(seen));
  }
  for (const analysis::Warning& warning : warnings) {
    json["warnings"].push_back(
        {{"code", analysis::code_of(warning)}, {"text", warning_text(warning)}});
  }
  json["bar"] = core::format_bar_size(market.bar);
  for (const data::SymbolData& each : market.symbols) {
    json["symbols"].push_back(symbol(market, each));
  }
  return json;
}

Json faults_json(const std::string& config, std::span<const core::Fault> faults) {
  Json json = document(config, false);
  for (const core::Fault& each : faults) {
    json["faults"].push_back(fault(each));
  }
  return json;
}

}  // namespace barometer::report
