// SPDX-License-Identifier: Apache-2.0
#include "profile/baseline_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "profile/process_json.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKind = "barometer profile baseline";
constexpr const char* kMakeAgain = "make it again: barometer profile CONFIG --save FILE";

[[noreturn]] void reject(const std::filesystem::path& file, std::string what) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{file.string(), std::move(what), kMakeAgain});
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) {
    reject(file, "could not be read: a baseline is expected there");
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

Json parsed(const std::filesystem::path& file) {
  const std::string text = text_of(file);
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    const bool begun = text.starts_with("{\"kind\":");
    reject(file, begun ? fmt::format("is cut off or damaged after {} bytes", text.size())
                       : "is no baseline: JSON that `barometer profile --save` wrote is expected");
  }
  return json;
}

void check_version(const std::filesystem::path& file, const Json& json) {
  if (!json.is_object() || json.value("kind", Json()) != kKind) {
    reject(file, "is no baseline of `barometer profile --save`");
  }
  if (const Json format = json.value("format", Json()); format != kBaselineFormat) {
    reject(file,
           fmt::format("is of format {}, this program reads {}", format.dump(), kBaselineFormat));
  }
}

std::vector<SessionRecord> sessions_of(const Json& json) {
  std::vector<SessionRecord> sessions;
  for (const Json& one : json) {
    sessions.push_back({one.at("time"), one.at("steady_ln_ns").get<std::vector<double>>(),
                        one.value("p99_ln_ns", std::vector<double>{}),
                        one.value("mean_ln_ns", std::vector<double>{})});
  }
  return sessions;
}

std::vector<double> means_of(const std::vector<SessionRecord>& sessions,
                             const std::vector<double> SessionRecord::*figure) {
  std::vector<double> means;
  for (const SessionRecord& session : sessions) {
    if (!(session.*figure).empty()) {
      means.push_back(stats::mean_of(session.*figure));
    }
  }
  return means;
}

}  // namespace

std::vector<double> Baseline::session_medians() const {
  return means_of(sessions, &SessionRecord::steady);
}

std::vector<double> Baseline::session_means() const {
  return means_of(sessions, &SessionRecord::mean);
}

std::vector<double> Baseline::session_tails() const {
  return means_of(sessions, &SessionRecord::p99);
}

bool keeps_samples(const Baseline& baseline) {
  return !baseline.processes.empty() &&
         std::none_of(baseline.processes.begin(), baseline.processes.end(),
                      [](const ProcessTimes& process) { return process.blocks_ns.empty(); });
}

std::string to_text(const Baseline& baseline) {
  Json sessions = Json::array();
  for (const SessionRecord& session : baseline.sessions) {
    sessions.push_back({{"time", session.time},
                        {"steady_ln_ns", session.steady},
                        {"p99_ln_ns", session.p99},
                        {"mean_ln_ns", session.mean}});
  }
  const Json json = {{"kind", kKind},
                     {"format", kBaselineFormat},
                     {"fingerprint", baseline.facts},
                     {"executed", baseline.executed},
                     {"sessions", std::move(sessions)},
                     {"processes", baseline.processes}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Baseline read_baseline(const std::filesystem::path& file) {
  const Json json = parsed(file);
  check_version(file, json);
  Baseline baseline;
  try {
    json.at("fingerprint").get_to(baseline.facts);
    json.at("executed").get_to(baseline.executed);
    baseline.sessions = sessions_of(json.at("sessions"));
    json.at("processes").get_to(baseline.processes);
  } catch (const Json::exception& error) {
    reject(file, fmt::format("is damaged: {}", error.what()));
  } catch (const core::Error& error) {
    reject(file, error.what());
  }
  return baseline;
}

}  // namespace barometer::profile
