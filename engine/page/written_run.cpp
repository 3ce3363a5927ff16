// SPDX-License-Identifier: Apache-2.0
#include "page/written_run.hpp"

#include <fstream>

#include "core/error.hpp"

namespace barometer::page {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{file.string(), why,
                                "name a folder that `barometer run` has written, or a row of the "
                                "run store that has one (`barometer runs`)"});
}

Json read_json(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    refuse(file, "cannot be read: its folder is no run folder");
  }
  return Json::parse(stream);
}

std::vector<WrittenPlugin> plugins_of(const Json& list) {
  std::vector<WrittenPlugin> plugins;
  for (const Json& one : list) {
    plugins.push_back({.kind = one.at("kind"),
                       .name = one.at("name"),
                       .path = one.value("path", std::string()),
                       .hash = one.at("hash")});
  }
  return plugins;
}

RunMaker maker_of(const Json& json) {
  const Json& build = json.at("build");
  const Json& machine = json.at("machine");
  return {.version = build.at("version"),
          .compiler = build.at("compiler"),
          .type = build.at("type"),
          .flags = build.at("flags"),
          .machine = {.cpu = machine.at("cpu"),
                      .cores = machine.at("cores"),
                      .kernel = machine.at("kernel"),
                      .libc = machine.at("libc")},
          .threads = json.at("threads")};
}

WrittenRun run_of(Json json, const fs::path& folder) {
  WrittenRun run;
  run.folder = folder;
  run.name = json.at("name");
  run.fingerprint = json.at("fingerprint");
  run.config = json.at("config").dump(2);
  run.plugins = plugins_of(json.at("plugins"));
  run.data_hash = json.at("data").at("hash");
  run.times.latency = latency_of(json.at("latency"));
  run.origin = maker_of(json);
  run.json = std::move(json);
  return run;
}

// Whether latency.json was there and could be read.
bool read_metering(const fs::path& file, WrittenLatency& times) {
  std::ifstream stream(file, std::ios::binary);
  WrittenLatency whole = times;
  try {
    add_metering(Json::parse(stream), whole);
  } catch (const Json::exception&) {  // also of a file that is not there
    return false;
  }
  times = std::move(whole);
  return true;
}

// Without what says when, where and how fast a run was made.
Json results_of(Json json) {
  for (const char* key : {"format", "latency", "build", "machine", "threads", "wall_seconds"}) {
    json.erase(key);
  }
  for (Json& plugin : json["plugins"]) {
    plugin.erase("path");
    plugin.erase("build");
  }
  return json;
}

}  // namespace

WrittenRun read_written_run(const fs::path& folder) {
  const fs::path file = folder / "run.json";
  try {
    WrittenRun run = run_of(read_json(file), folder);
    if (run.times.latency.metered) {
      run.origin.metering_known = read_metering(folder / "latency.json", run.times);
    }
    return run;
  } catch (const Json::exception& error) {
    refuse(file, std::string("it is not what `barometer run` writes: ") + error.what());
  }
}

void take_written_times(const WrittenRun& run, analysis::RunRecord& record) {
  record.latency = run.times.latency;
}

void take_written_times(const WrittenRun& run, analysis::RunAnalysis& analysis) {
  analysis.latency_by_tag = run.times.by_tag;
  analysis.slow_bars = run.times.slow_bars;
  analysis.latency_course = run.times.course;
}

std::vector<std::string> different_paths(const Json& was, const Json& is) {
  std::vector<std::string> paths;
  for (const Json& change : Json::diff(results_of(was), results_of(is))) {
    paths.push_back(change.at("path"));
  }
  return paths;
}

}  // namespace barometer::page
