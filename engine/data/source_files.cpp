// SPDX-License-Identifier: Apache-2.0
#include "data/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = "{symbol}";
constexpr std::string_view kDataHint =
    "set the environment variable BAROMETER_DATA to the folder that holds the market data, or mend "
    "the path";

std::string with_symbol(std::string text, std::string_view symbol) {
  for (auto at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at)) {
    text.replace(at, kMark.size(), symbol);
    at += symbol.size();
  }
  return text;
}

// The file itself, or its gzipped twin.
std::optional<fs::path> existing(const fs::path& path) {
  std::error_code error;
  for (const fs::path& candidate : {path, fs::path(path.string() + ".gz")}) {
    if (fs::exists(candidate, error)) {
      return candidate;
    }
  }
  return std::nullopt;
}

// The template cut at the first component that holds the mark.
struct Template {
  fs::path folder;
  std::string component;
};

Template split_template(const std::string& path) {
  Template split{.folder = fs::path(path).is_absolute() ? "" : ".", .component = ""};
  for (const fs::path& part : fs::path(path)) {
    if (part.string().find(kMark) != std::string::npos) {
      split.component = part.string();
      return split;
    }
    split.folder /= part;
  }
  return split;
}

// A symbol is one component of a path and nothing that a path or a terminal would interpret.
bool is_plain(std::string_view symbol) {
  const auto harmless = [](unsigned char c) {
    return c >= ' ' && c != '/' && c != '\\' && c != 127;
  };
  return !symbol.empty() && symbol.front() != '.' && std::ranges::all_of(symbol, harmless);
}

// The symbol that turns `component` into `name`.
std::optional<std::string> symbol_in(std::string_view component, std::string_view name) {
  const auto at = component.find(kMark);
  const std::string_view before = component.substr(0, at);
  const std::string_view after = component.substr(at + kMark.size());
  if (name.ends_with(".gz") && !after.ends_with(".gz")) {
    name.remove_suffix(3);
  }
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) ||
      !name.ends_with(after)) {
    return std::nullopt;
  }
  return std::string(name.substr(before.size(), name.size() - before.size() - after.size()));
}

std::vector<std::string> available(const std::string& path, const Template& split) {
  std::set<std::string> symbols;
  for (const fs::directory_entry& entry : fs::directory_iterator(split.folder)) {
    const auto symbol = symbol_in(split.component, entry.path().filename().string());
    if (symbol && is_plain(*symbol) && existing(with_symbol(path, *symbol))) {
      symbols.insert(*symbol);
    }
  }
  return {symbols.begin(), symbols.end()};
}

std::string place_of_symbol(const config::DataConfig& config, std::size_t i) {
  return config::to_string(config.file,
                           i < config.symbols_at.size() ? config.symbols_at[i] : config.at);
}

class Finder {
 public:
  explicit Finder(const config::DataConfig& config)
      : config_(config), split_(split_template(config.csv.path)) {
    check_template();
    available_ = available(config.csv.path, split_);
  }

  std::vector<SourceFile> named() {
    std::vector<SourceFile> files;
    for (std::size_t i = 0; i < config_.symbols.size(); ++i) {
      add(files, i);
    }
    core::throw_if_any(std::move(faults_));
    return files;
  }

  std::vector<SourceFile> all() const {
    std::vector<SourceFile> files;
    for (const std::string& symbol : available_) {
      files.push_back({symbol, *existing(with_symbol(config_.csv.path, symbol))});
    }
    if (files.empty()) {
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{config::to_string(config_.file, config_.csv.path_at),
                      "no file matches " + config_.csv.path, "mend the path, or name the symbols"});
    }
    return files;
  }

 private:
  void check_template() const {
    const std::string where = config::to_string(config_.file, config_.csv.path_at);
    if (split_.component.empty()) {
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{where, "the path " + config_.csv.path + " has no {symbol}",
                      "put {symbol} where the files' names differ, or name the file's symbol"});
    }
    std::error_code error;
    if (!fs::is_directory(split_.folder, error)) {
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{where, "there is no folder " + split_.folder.lexically_normal().string(),
                      std::string(kDataHint)});
    }
  }

  void add(std::vector<SourceFile>& files, std::size_t i) {
    const std::string& symbol = config_.symbols[i];
    if (!is_plain(symbol)) {
      faults_.push_back({place_of_symbol(config_, i),
                         shown(symbol) + " cannot be part of a file name",
                         "use the name as it stands in the file's path"});
    } else if (std::find(config_.symbols.begin(), config_.symbols.begin() + static_cast<long>(i),
                         symbol) != config_.symbols.begin() + static_cast<long>(i)) {
      faults_.push_back({place_of_symbol(config_, i), shown(symbol) + " is named twice",
                         "name each symbol once"});
    } else if (const auto path = existing(with_symbol(config_.csv.path, symbol))) {
      files.push_back({symbol, *path});
    } else {
      faults_.push_back(
          {place_of_symbol(config_, i),
           fmt::format("{} has no file {} or {}.gz", symbol, with_symbol(config_.csv.path, symbol),
                       with_symbol(config_.csv.path, symbol)),
           core::suggestion(symbol, available_)});
    }
  }

  const config::DataConfig& config_;
  Template split_;
  std::vector<std::string> available_;
  std::vector<core::Fault> faults_;
};

// A path without the mark is one symbol's file, whatever the symbol is called.
SourceFile only_file(const config::DataConfig& config) {
  const std::string& path = config.csv.path;
  if (const auto found = existing(path)) {
    return {config.symbols.front(), *found};
  }
  throw core::Error(
      core::ErrorKind::bad_input,
      core::Fault{config::to_string(config.file, config.csv.path_at),
                  fmt::format("there is no file {} or {}.gz", path, path), std::string(kDataHint)});
}

}  // namespace

std::vector<SourceFile> find_source_files(const config::DataConfig& config) {
  if (config.symbols.size() == 1 && config.csv.path.find(kMark) == std::string::npos) {
    return {only_file(config)};
  }
  Finder finder(config);
  return config.symbols.empty() ? finder.all() : finder.named();
}

}  // namespace barometer::data
