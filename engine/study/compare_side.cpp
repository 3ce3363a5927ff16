// SPDX-License-Identifier: Apache-2.0
#include "study/compare_side.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "study/daily_returns.hpp"
#include "study/run_identity.hpp"

namespace barometer::study {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Keys = std::map<std::string, std::string>;

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string below(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

// `path` is as identifies() wants it, `shown` as it is printed.
void flatten(const Json& value, const std::string& path, const std::string& shown, Keys& keys) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      if (identifies(below(path, key))) {
        flatten(member, below(path, key), below(shown, key), keys);
      }
    }
  } else if (value.is_array() && path == "regime") {
    for (std::size_t i = 0; i < value.size(); ++i) {
      flatten(value[i], path, shown + "[" + std::to_string(i) + "]", keys);
    }
  } else {
    keys[shown] = text_of(value);
  }
}

// The parameters and hashes of run.json's or a variant's list of plug-ins.
void add_plugins(const Json& plugins, Keys& keys) {
  std::size_t taggers = 0;
  for (const Json& plugin : plugins) {
    const bool strategy = plugin.value("kind", "") == "strategy";
    const std::string place = strategy ? "strategy" : "regime[" + std::to_string(taggers++) + "]";
    keys[place + ".hash"] = plugin.value("hash", "");
    const Json params = plugin.value("params", Json::object());
    for (const auto& [name, value] : params.items()) {
      keys[place + ".params." + name] = text_of(value);
    }
  }
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& why) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{folder.string(), "it is no run folder: " + why,
                                "name a folder that `barometer run` has written, or a row of the "
                                "run store (`barometer runs`)"});
}

Json read_run_json(const fs::path& folder) {
  std::ifstream file(folder / "run.json", std::ios::binary);
  if (!file) {
    refuse(folder, "run.json cannot be read");
  }
  Json json = Json::parse(file, nullptr, false);
  for (const char* key : {"config", "metrics", "fingerprint", "plugins", "data"}) {
    if (!json.is_object() || !json.contains(key)) {
      refuse(folder, std::string("run.json has no ") + key);
    }
  }
  return json;
}

std::optional<double> number_of(const Json& value) {
  if (value.is_string()) {  // a time
    const auto time = core::parse_utc(value.get<std::string>());
    return time ? std::optional(static_cast<double>(*time)) : std::nullopt;
  }
  return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

// That of the row with this fingerprint which has some.
std::optional<RowReturns> stored_returns(const RunStoreReader& store, const std::string& print) {
  for (const std::int64_t id : store.ids_with(print)) {
    if (std::optional<RowReturns> returns = store.returns(id)) {
      return returns;
    }
  }
  return std::nullopt;
}

void add_returns(ComparedRun& run, const RunStoreReader* store, double start_equity) {
  std::optional<RowReturns> stored =
      store != nullptr ? stored_returns(*store, run.fingerprint) : std::nullopt;
  run.returns_from = stored ? "session ends, from the run store" : "UTC days of equity.csv";
  run.returns =
      stored ? std::move(*stored) : daily_returns(*run.folder / "equity.csv", start_equity);
}

ComparedRun read_folder(const fs::path& folder, const RunStoreReader* store) {
  const Json json = read_run_json(folder);
  ComparedRun run;
  run.name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  run.folder = folder;
  run.fingerprint = text_of(json["fingerprint"]);
  flatten(json["config"], "", "", run.keys);
  add_plugins(json["plugins"], run.keys);
  run.keys["data.hash"] = json["data"].value("hash", "");
  for (const auto& [key, value] : json["metrics"].items()) {
    run.metrics.push_back({key, number_of(value)});
  }
  add_returns(run, store, number_of(json["metrics"].value("start_equity", Json())).value_or(0));
  return run;
}

}  // namespace

ComparedRun side_of_folder(const fs::path& folder, const RunStoreReader* store) {
  try {
    return read_folder(folder, store);
  } catch (const Json::exception& error) {  // JSON of another form
    refuse(folder, error.what());
  }
}

ComparedRun side_of_row(const RunStoreReader& store, const StoredRun& row,
                        const fs::path& store_folder) {
  ComparedRun run;
  run.name = "run " + std::to_string(row.id);
  run.fingerprint = row.fingerprint;
  run.metrics = row.metrics;
  flatten(Json::parse(store.config(row.variant_hash), nullptr, false), "", "", run.keys);
  add_plugins(Json::parse(store.plugins(row.variant_hash), nullptr, false), run.keys);
  run.keys["data.hash"] = row.data_hash;
  for (const auto& [name, value] : row.params) {
    run.keys["strategy.params." + name] = value;
  }
  const std::optional<StoredStudy> study = row.study ? store.study(*row.study) : std::nullopt;
  for (std::size_t i = 0; study && i < row.values.size() && i < study->study.axes.size(); ++i) {
    run.keys[study->study.axes[i]] = row.values[i];
  }
  const fs::path folder = row.folder.empty() ? fs::path() : store_folder / row.folder;
  std::error_code ignored;
  if (!folder.empty() && fs::is_directory(folder, ignored)) {
    run.folder = folder;
  }
  run.returns = store.returns(row.id).value_or(RowReturns{});
  run.returns_from = "session ends, from the run store";
  return run;
}

}  // namespace barometer::study
