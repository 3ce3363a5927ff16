// SPDX-License-Identifier: Apache-2.0
#include "conformance/law_lines.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace barometer::conformance {

namespace {

using Json = nlohmann::json;

Json json_of(const VerifyHeader& header) {
  return {{"plugin", header.plugin},
          {"file", header.file},
          {"market", header.market},
          {"laws", header.laws}};
}

// What a process of a plug-in wrote is not trusted: a number that is no integer, or names nothing
// of the enumeration, is refused before it becomes one.
template <class Enum>
Enum enum_of(const Json& json, Enum last) {
  const auto number = json.get_ref<const std::int64_t&>();
  if (number < 0 || number > static_cast<std::int64_t>(last)) {
    throw core::Error(
        core::ErrorKind::defect,
        core::Fault{"--verify", "expected a number of an enumeration, found " + json.dump(), ""});
  }
  return static_cast<Enum>(number);
}

VerifyHeader header_of(const Json& json) {
  return {json.at("plugin"), json.at("file"), json.at("market"), json.at("laws")};
}

Json json_of(const LawReport& report) {
  const Breach& breach = report.breach;
  return {{"law", report.law},      {"says", report.says},     {"outcome", report.outcome},
          {"note", report.note},    {"done", breach.done},     {"where", breach.where},
          {"first", breach.first},  {"second", breach.second}, {"cause", breach.cause},
          {"change", breach.change}};
}

LawReport report_of(const Json& json) {
  return {json.at("law"),
          json.at("says"),
          enum_of(json.at("outcome"), LawOutcome::not_reached),
          json.at("note"),
          {json.at("done"), json.at("where"), json.at("first"), json.at("second"), json.at("cause"),
           json.at("change")}};
}

Json json_of(const core::Error& error) {
  Json faults = Json::array();
  for (const core::Fault& fault : error.faults()) {
    faults.push_back({fault.where, fault.what, fault.fix});
  }
  return {{"kind", error.kind()}, {"faults", faults}};
}

core::Error error_of(const Json& json) {
  std::vector<core::Fault> faults;
  for (const Json& fault : json.at("faults")) {
    faults.push_back({fault.at(0), fault.at(1), fault.at(2)});
  }
  return {enum_of(json.at("kind"), core::ErrorKind::defect), std::move(faults)};
}

}  // namespace

std::string line_of(const LawLine& line) {
  Json json = Json::object();
  if (line.begun) {
    json["begun"] = json_of(*line.begun);
  }
  if (line.trying) {
    json["trying"] = *line.trying;
  }
  if (line.tried) {
    json["tried"] = json_of(*line.tried);
  }
  if (line.refused) {
    json["refused"] = json_of(*line.refused);
  }
  if (line.ended) {
    json["ended"] = true;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

LawLine read_line(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    LawLine line;
    if (json.contains("begun")) {
      line.begun = header_of(json["begun"]);
    }
    if (json.contains("trying")) {
      line.trying = json["trying"];
    }
    if (json.contains("tried")) {
      line.tried = report_of(json["tried"]);
    }
    if (json.contains("refused")) {
      line.refused.emplace(error_of(json["refused"]));
    }
    line.ended = json.contains("ended");
    return line;
  } catch (const Json::exception& error) {
    throw core::Error(core::ErrorKind::defect,
                      core::Fault{"--verify", error.what(), "the line was: " + text});
  }
}

}  // namespace barometer::conformance
