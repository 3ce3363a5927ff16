// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>
#include <vector>

#include "config/config_template.hpp"
#include "config/fault_list.hpp"
#include "config/load_venue.hpp"
#include "config/override.hpp"
#include "config/parse_yaml.hpp"
#include "config/read_file.hpp"
#include "config/reader.hpp"
#include "config/schema.hpp"

namespace barometer::config {

namespace {

std::vector<std::string> sources_of(std::span<const std::string> overrides) {
  std::vector<std::string> sources;
  for (const std::string& each : overrides) {
    sources.push_back(override_source(each));
  }
  return sources;
}

// The first environment variable of data.path, or of its bid, which is what to set where the folder
// is not there.
std::string path_variable(const YamlNode& root) {
  const YamlNode* data = child(root, "data");
  const YamlNode* path = data == nullptr ? nullptr : child(*data, "path");
  if (path != nullptr && path->kind == YamlNode::Kind::group) {
    path = child(*path, "bid");
  }
  const std::size_t open = path == nullptr ? std::string::npos : path->text.find("${");
  if (open == std::string::npos) {
    return "";
  }
  const std::size_t end = path->text.find_first_of(":}", open);
  return path->text.substr(open + 2, end == std::string::npos ? end : end - open - 2);
}

// Reads the files that venue and venues name, each once.
void read_venue_files(const YamlNode& root, DataConfig& config, FaultList& faults) {
  std::unordered_set<std::string> seen;
  // Looks for the key only where a file is new: a universe may name one venue 90,000 times.
  const auto read = [&](const std::string& venue, const YamlNode* group, std::string_view name,
                        const char* prefix) {
    if (group == nullptr || !is_venue_path(venue) || !seen.insert(venue).second) {
      return;
    }
    const YamlNode* const named = child(*group, name);
    auto file = named == nullptr
                    ? std::nullopt
                    : load_venue(venue, faults, where(*named), prefix + std::string(name));
    if (file) {
      config.venue_files.push_back(std::move(*file));
    }
  };
  const YamlNode* const data = child(root, "data");
  const YamlNode* const venues = data == nullptr ? nullptr : child(*data, "venues");
  read(config.venue, data, "venue", "data.");
  for (const SymbolVenue& each : config.venues) {
    read(each.venue, venues, each.symbol, "data.venues.");
  }
}

RunConfig typed(const YamlNode& root, const std::string& name, FaultList& faults) {
  RunConfig config;
  config.file = config.data.file = name;
  std::error_code error;  // no working folder: relative paths lead nowhere
  config.data.folder = std::filesystem::current_path(error).string();
  if (root.kind != YamlNode::Kind::group) {
    faults.add(where(root), "expected groups of keys (data, strategy, ...), found " + found(root),
               "start from configs/quickstart.yaml");
    return config;
  }
  Reader reader(root, "", faults);
  schema::config_keys(reader, config);
  reader.finish();
  config.data.csv.path_variable = path_variable(root);
  read_venue_files(root, config.data, faults);
  return config;
}

void apply_all(YamlNode& root, std::span<const std::string> overrides,
               const std::vector<std::string>& sources, FaultList& faults) {
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    apply_override(root, overrides[i], sources[i], faults);
  }
}

ConfigDraft draft_of(std::string_view yaml, const std::string& name,
                     std::span<const std::string> overrides) {
  FaultList faults;
  RunConfig config;
  const std::vector<std::string> sources = sources_of(overrides);
  if (auto root = parse_yaml(yaml, name, faults)) {
    apply_all(*root, overrides, sources, faults);
    config = typed(*root, name, faults);
  }
  return {std::move(config), std::move(faults).take()};
}

RunConfig whole(ConfigDraft draft) {
  core::throw_if_any(std::move(draft.faults));
  return std::move(draft.config);
}

YamlNode root_of(std::string_view yaml, const std::string& name,
                 std::span<const std::string> overrides, const std::vector<std::string>& sources) {
  FaultList faults;
  std::optional<YamlNode> root = parse_yaml(yaml, name, faults);
  if (root) {
    apply_all(*root, overrides, sources, faults);
  }
  core::throw_if_any(std::move(faults).take());
  return std::move(*root);
}

}  // namespace

ConfigTemplate::ConfigTemplate(const std::filesystem::path& file,
                               std::vector<std::string> overrides)
    : ConfigTemplate(read_yaml_file(file, "configs/quickstart.yaml"), file.string(),
                     std::move(overrides)) {}

ConfigTemplate::ConfigTemplate(std::string_view yaml, std::string name,
                               std::vector<std::string> overrides)
    : name_(std::make_unique<const std::string>(std::move(name))),
      sources_(std::make_unique<const std::vector<std::string>>(sources_of(overrides))),
      root_(root_of(yaml, *name_, overrides, *sources_)) {}

RunConfig ConfigTemplate::typed_with(std::span<const std::string> overrides) const {
  FaultList faults;
  YamlNode root = root_;
  const std::vector<std::string> sources = sources_of(overrides);
  apply_all(root, overrides, sources, faults);
  RunConfig config = typed(root, *name_, faults);
  core::throw_if_any(std::move(faults).take());
  return config;
}

ConfigDraft draft_config(const std::filesystem::path& file,
                         std::span<const std::string> overrides) {
  return draft_of(read_yaml_file(file, "configs/quickstart.yaml"), file.string(), overrides);
}

ConfigDraft draft_config(std::string_view yaml, const std::string& name,
                         std::span<const std::string> overrides) {
  return draft_of(yaml, name, overrides);
}

RunConfig load_config(const std::filesystem::path& file, std::span<const std::string> overrides) {
  return whole(draft_config(file, overrides));
}

RunConfig parse_config(std::string_view yaml, const std::string& name,
                       std::span<const std::string> overrides) {
  return whole(draft_of(yaml, name, overrides));
}

}  // namespace barometer::config
