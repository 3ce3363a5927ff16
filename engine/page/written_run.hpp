// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/run_analysis.hpp"
#include "page/run_maker.hpp"
#include "page/written_latency.hpp"

namespace barometer::page {

// A plug-in of a run as run.json names it.
struct WrittenPlugin {
  std::string kind;  // "regime" | "strategy"
  std::string name;
  std::filesystem::path path;  // empty: labels of a column, which no plug-in made
  std::string hash;
};

// A run as its folder tells it, as far as making its page again needs it.
struct WrittenRun {
  std::filesystem::path folder;
  nlohmann::ordered_json json;  // run.json
  std::string name;
  std::string fingerprint;
  std::string config;  // JSON of all keys, which is a config too
  std::vector<WrittenPlugin> plugins;
  std::string data_hash;
  WrittenLatency times;
  RunMaker origin;  // notes are left to whoever compares
};

// Reads run.json, and latency.json where the run was metered: where that file is gone or cannot be
// read, origin.metering_known is false. Throws Error{bad_input} where `folder` is no run folder or
// run.json is of another form.
WrittenRun read_written_run(const std::filesystem::path& folder);

// The record's and the analysis' times become those of the run that was written; figures stay.
void take_written_times(const WrittenRun& run, analysis::RunRecord& record);
void take_written_times(const WrittenRun& run, analysis::RunAnalysis& analysis);

// Places in run.json ("/metrics/sharpe", RFC 6901) at which two runs' files differ, in their order;
// those left out that say when, where and how fast a run was made: format, latency, build, machine,
// threads, wall_seconds, and the paths and builds of plug-ins.
std::vector<std::string> different_paths(const nlohmann::ordered_json& was,
                                         const nlohmann::ordered_json& is);

}  // namespace barometer::page
