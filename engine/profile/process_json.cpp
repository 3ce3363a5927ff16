// SPDX-License-Identifier: Apache-2.0
#include "profile/process_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.hpp"

namespace barometer::profile {

namespace {

using Json = nlohmann::ordered_json;

Json facts_json(const std::vector<Fact>& facts) {
  Json json = Json::object();
  for (const Fact& fact : facts) {
    json[fact.name] = fact.value;
  }
  return json;
}

// nlohmann turns any number into an integer, and one that does not fit into nonsense: the behaviour
// of that conversion is undefined. A reference is given to integers alone.
std::int64_t count_of(const Json& json) {
  const auto count = json.get_ref<const std::int64_t&>();
  if (count < 0) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "a count is negative or too large", ""});
  }
  return count;
}

// The same of a key that an older program does not write.
std::int64_t count_or_none(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? 0 : count_of(*found);
}

std::vector<Fact> facts_of(const Json& json) {
  std::vector<Fact> facts;
  for (const auto& [name, value] : json.items()) {
    facts.push_back({name, value.get<std::string>()});
  }
  return facts;
}

void check_times(const ProcessTimes& times) {
  const auto good = [](const std::vector<double>& all) {
    return std::all_of(all.begin(), all.end(),
                       [](double ns) { return std::isfinite(ns) && ns > 0; });
  };
  const bool together = times.all_ns().size() == times.blocks_ns.size();
  if (!good(times.blocks_ns) || !good(times.whole_ns) || !together) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "a block's time is missing or not a positive number", ""});
  }
}

}  // namespace

void to_json(Json& json, const ProcessTimes& times) {
  Json steps = Json::array();
  for (const StepCount& step : times.steps) {
    steps.push_back({step.ns, step.count});
  }
  json = {{"cold_step_ns", times.cold_step_ns},
          {"blocks_ns_per_bar", times.all_ns()},
          {"steady_steps", std::move(steps)}};
  if (!times.whole_ns.empty()) {
    json["blocks_without_cold_steps_ns_per_bar"] = times.blocks_ns;
    json["replay_cold_ns"] = times.replay_cold_ns;
  }
}

void from_json(const Json& json, ProcessTimes& times) {
  json.at("cold_step_ns").get_to(times.cold_step_ns);
  json.at("blocks_ns_per_bar").get_to(times.blocks_ns);
  if (const auto later = json.find("blocks_without_cold_steps_ns_per_bar"); later != json.end()) {
    times.whole_ns = std::move(times.blocks_ns);
    later->get_to(times.blocks_ns);
    times.replay_cold_ns = json.value("replay_cold_ns", 0.0);
  }
  for (const Json& step : json.at("steady_steps")) {
    times.steps.push_back({step.at(0).get<double>(), count_of(step.at(1))});
  }
  check_times(times);
}

void to_json(Json& json, const Executed& executed) {
  json = {{"steps", executed.steps},
          {"bars", executed.bars},
          {"warm_bars", executed.warm_bars},
          {"dimensions", executed.dimensions},
          {"never_known", executed.never_known},
          {"declared_dimensions", executed.declared},
          {"orders", executed.orders},
          {"fills", executed.fills},
          {"result", executed.result}};
}

void from_json(const Json& json, Executed& executed) {
  executed.steps = count_of(json.at("steps"));
  executed.bars = count_of(json.at("bars"));
  executed.warm_bars = count_of(json.at("warm_bars"));
  json.at("dimensions").get_to(executed.dimensions);
  json.at("never_known").get_to(executed.never_known);
  executed.declared = count_of(json.at("declared_dimensions"));
  executed.orders = count_of(json.at("orders"));
  executed.fills = count_of(json.at("fills"));
  json.at("result").get_to(executed.result);
}

void to_json(Json& json, const MeasurementFacts& facts) {
  json = {{"strict", facts_json(facts.strict)}, {"soft", facts_json(facts.soft)}};
}

void from_json(const Json& json, MeasurementFacts& facts) {
  facts = {facts_of(json.at("strict")), facts_of(json.at("soft"))};
}

std::string to_text(const ProcessReport& report) {
  const Json json = {{"protocol", kProtocol},
                     {"clock", report.clock},
                     {"clock_read_ns", report.clock_read_ns},
                     {"probe_reads", report.probe_reads},
                     {"block_bars", report.block_bars},
                     {"cold_steps", report.cold_steps},
                     {"cold_bars", report.cold_bars},
                     {"padding", report.padding},
                     {"executed", report.executed},
                     {"fingerprint", report.facts},
                     {"times", report.times}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

ProcessReport process_report(std::string_view text, const std::string& who) {
  try {
    const Json json = Json::parse(text);
    if (json.at("protocol") != kProtocol) {
      throw core::Error(core::ErrorKind::bad_input,
                        core::Fault{"", "speaks another protocol than was agreed", ""});
    }
    ProcessReport report;
    json.at("clock").get_to(report.clock);
    report.clock_read_ns = json.value("clock_read_ns", 0.0);
    report.probe_reads = count_or_none(json, "probe_reads");
    json.at("block_bars").get_to(report.block_bars);
    report.cold_steps = count_or_none(json, "cold_steps");
    report.cold_bars = count_or_none(json, "cold_bars");
    report.padding = count_of(json.at("padding"));
    json.at("executed").get_to(report.executed);
    json.at("fingerprint").get_to(report.facts);
    json.at("times").get_to(report.times);
    return report;
  } catch (const Json::exception& error) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{who, std::string("handed over no profile: ") + error.what(), ""});
  } catch (const core::Error& error) {
    throw core::Error(core::ErrorKind::bad_input, core::Fault{who, error.what(), ""});
  }
}

}  // namespace barometer::profile
