// SPDX-License-Identifier: Apache-2.0
#include "data/actions_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/source_files.hpp"
#include "data/symbol_data.hpp"

namespace barometer::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = "{symbol}";

core::Error at_actions_path(const config::DataConfig& config, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input,
          core::Fault{config::to_string(config.file, config.actions->path_at), std::move(what),
                      std::move(fix)}};
}

std::string hint(const config::DataConfig& config) {
  return fs::path(config.actions->path).is_absolute()
             ? "mend data.actions.path, or leave data.actions out"
             : "mend data.actions.path, or leave data.actions out; a relative path starts from the "
               "working directory";
}

// The folder above the first part of the path that holds the mark.
fs::path fixed_folder(const fs::path& path) {
  fs::path folder = path.is_absolute() ? "" : ".";
  for (const fs::path& part : path) {
    if (part.string().find(kMark) != std::string::npos) {
      break;
    }
    folder /= part;
  }
  return folder;
}

}  // namespace

fs::path actions_path(const config::ActionsConfig& config, std::string symbol) {
  if (config.format == config::ActionsFormat::lean) {
    std::ranges::transform(symbol, symbol.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  std::string path = config.path;
  for (std::size_t at = path.find(kMark); at != path.npos; at = path.find(kMark, at)) {
    path.replace(at, kMark.size(), symbol);
    at += symbol.size();
  }
  return path;
}

void check_actions_path(const config::DataConfig& config, std::size_t symbols) {
  const std::string path = config.actions ? config.actions->path : "";
  std::error_code error;
  if (path.empty()) {
    return;
  }
  if (path.find(kMark) != std::string::npos) {
    if (const fs::path folder = fixed_folder(path);
        !fs::is_directory(config.folder / folder, error)) {
      throw at_actions_path(config,
                            "data.actions: there is no folder " + whole_path(folder, config.folder),
                            hint(config));
    }
  } else if (!existing_file(path, config.folder)) {
    throw at_actions_path(
        config, "data.actions: there is no file " + whole_path(path, config.folder), hint(config));
  } else if (symbols > 1) {
    throw at_actions_path(
        config,
        fmt::format("data.actions: the path {} has no {{symbol}} for {} symbols", path, symbols),
        "put {symbol} where the files' names differ: each symbol has splits and dividends of its "
        "own");
  }
}

void check_any_actions(const config::DataConfig& config, std::span<const SymbolData> symbols) {
  const auto has_file = [](const SymbolData& symbol) { return !symbol.actions_hash.empty(); };
  if (!config.actions || config.actions->path.empty() || std::ranges::any_of(symbols, has_file)) {
    return;
  }
  const SymbolData& first = symbols.front();
  const std::string of = symbols.size() == 1 ? "of " + first.name
                                             : fmt::format("none of {} symbols has one, such as {}",
                                                           symbols.size(), first.name);
  throw at_actions_path(
      config,
      fmt::format("data.actions: there is no file {} ({})",
                  whole_path(actions_path(*config.actions, first.name), config.folder), of),
      hint(config));
}

}  // namespace barometer::data
