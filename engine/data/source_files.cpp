// SPDX-License-Identifier: Apache-2.0
#include "data/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "config/data_config.hpp"
#include "config/universe.hpp"
#include "core/alike_faults.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "data/text.hpp"

namespace barometer::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = "{symbol}";

std::string with_symbol(std::string text, std::string_view symbol) {
  for (auto at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at)) {
    text.replace(at, kMark.size(), symbol);
    at += symbol.size();
  }
  return text;
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

std::vector<std::string> available(const std::string& path, const Template& split,
                                   const std::string& folder) {
  std::set<std::string> symbols;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / split.folder)) {
    const auto symbol = symbol_in(split.component, entry.path().filename().string());
    if (symbol && is_plain(*symbol) && existing_file(with_symbol(path, *symbol), folder)) {
      symbols.insert(*symbol);
    }
  }
  return {symbols.begin(), symbols.end()};
}

// What to do about a path that leads nowhere.
std::string path_hint(const config::CsvConfig& csv) {
  if (!csv.path_variable.empty()) {
    return "set the environment variable " + csv.path_variable +
           " to the folder that holds the market data, or mend the path";
  }
  if (const std::size_t sign = csv.path.find('$'); sign != std::string::npos) {
    return "an environment variable is written ${NAME}; this path has a plain " +
           csv.path.substr(sign, csv.path.find('/', sign) - sign);
  }
  return fs::path(csv.path).is_absolute()
             ? "mend the path"
             : "mend the path; a relative one starts from the working directory, not from the "
               "config's folder";
}

core::Error at_path(const config::DataConfig& config, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input,
          core::Fault{config::to_string(config.file, config.csv.path_at), std::move(what),
                      std::move(fix)}};
}

class Finder {
 public:
  explicit Finder(const config::DataConfig& config)
      : config_(config), universe_(config), split_(split_template(config.csv.path)) {
    check_template();
  }

  SourceFiles named() {
    core::throw_if_any(universe_.unknown_names(config_.symbols));
    for (std::size_t i = 0; i < config_.symbols.size(); ++i) {
      if (!universe_.excludes(config_.symbols[i])) {
        add(i);
      }
    }
    core::throw_if_any(std::move(faults_).take(config_.file, "symbols like this"));
    if (found_.files.empty()) {
      throw nothing_left();
    }
    return std::move(found_);
  }

  SourceFiles all() {
    const std::vector<std::string>& there = available_symbols();
    if (there.empty()) {
      throw at_path(config_, "no file matches " + whole_path(config_.csv.path, config_.folder),
                    path_hint(config_.csv));
    }
    core::throw_if_any(universe_.unknown_names(there));
    for (const std::string& symbol : universe_.without_excluded(there)) {
      found_.files.push_back(
          {symbol, *existing_file(with_symbol(config_.csv.path, symbol), config_.folder)});
    }
    if (found_.files.empty()) {
      throw core::Error(core::ErrorKind::bad_input, universe_.nothing_left());
    }
    return std::move(found_);
  }

 private:
  void check_template() const {
    if (split_.component.empty()) {
      throw at_path(config_, "the path " + config_.csv.path + " has no {symbol}",
                    "put {symbol} where the files' names differ, or name the file's symbol");
    }
    std::error_code error;
    if (!fs::is_directory(config_.folder / split_.folder, error)) {
      throw at_path(config_, "there is no folder " + whole_path(split_.folder, config_.folder),
                    path_hint(config_.csv));
    }
  }

  core::Error nothing_left() const {
    const std::vector<LeftOut>& out = found_.left_out;
    if (out.empty()) {
      return {core::ErrorKind::bad_input, universe_.nothing_left()};
    }
    return {core::ErrorKind::bad_input,
            core::Fault{universe_.place_of(0),
                        fmt::format("none of the {} symbols has a file; {}: {}", out.size(),
                                    shown(out.front().symbol), out.front().reason),
                        path_hint(config_.csv)}};
  }

  void add(std::size_t i) {
    const std::string& symbol = config_.symbols[i];
    if (!is_plain(symbol)) {
      fault(i, shown(symbol) + " cannot be part of a file name",
            "use the name as it stands in the file's path");
    } else if (!seen_.insert(symbol).second) {
      fault(i, shown(symbol) + " is named twice", "name each symbol once");
    } else if (const auto path =
                   existing_file(with_symbol(config_.csv.path, symbol), config_.folder)) {
      found_.files.push_back({symbol, *path});
    } else if (config_.missing == config::Missing::skip) {
      found_.left_out.push_back({symbol, LeftOutWhy::no_file, "no file " + missing_file(symbol)});
    } else {
      faults_.add([&] {
        return core::Fault{universe_.place_of(i),
                           fmt::format("{} has no file {}", symbol, missing_file(symbol)),
                           core::suggestion(symbol, available_symbols())};
      });
    }
  }

  void fault(std::size_t i, const std::string& what, const char* fix) {
    faults_.add([&] { return core::Fault{universe_.place_of(i), what, fix}; });
  }

  // "SPY.csv or SPY.csv.gz in /home/me/data"
  std::string missing_file(const std::string& symbol) const {
    const fs::path path = with_symbol(config_.csv.path, symbol);
    return fmt::format(
        "{0} or {0}.gz in {1}", path.filename().string(),
        whole_path(path.parent_path().empty() ? "." : path.parent_path(), config_.folder));
  }

  // Only messages and `symbols: all` need the folder's list.
  const std::vector<std::string>& available_symbols() {
    if (!available_) {
      available_ = available(config_.csv.path, split_, config_.folder);
    }
    return *available_;
  }

  const config::DataConfig& config_;
  config::Universe universe_;
  Template split_;
  std::optional<std::vector<std::string>> available_;
  std::unordered_set<std::string_view> seen_;
  SourceFiles found_;
  core::AlikeFaults faults_;
};

// A path without the mark is one symbol's file, whatever the symbol is called.
SourceFile only_file(const config::DataConfig& config) {
  const std::string path = config.csv.path;
  if (const auto found = existing_file(path, config.folder)) {
    return {config.symbols.front(), *found};
  }
  throw at_path(config,
                fmt::format("there is no file {0} or {0}.gz", whole_path(path, config.folder)),
                path_hint(config.csv));
}

}  // namespace

std::optional<fs::path> existing_file(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  for (const fs::path& candidate : {path, fs::path(path.string() + ".gz")}) {
    if (fs::exists(folder / candidate, error)) {
      return candidate;
    }
  }
  return std::nullopt;
}

std::string whole_path(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::absolute(folder / path, error);
  std::string text = (error ? path : whole).lexically_normal().string();
  if (text.size() > 1 && text.ends_with('/')) {
    text.pop_back();
  }
  return text;
}

SourceFiles find_source_files(const config::DataConfig& config) {
  const bool one = config.symbols.size() == 1 && config.exclude.empty();
  if (one && config.csv.path.find(kMark) == std::string::npos) {
    core::throw_if_any(config::Universe(config).unknown_names(config.symbols));
    return {{only_file(config)}, {}};
  }
  Finder finder(config);
  return config.symbols.empty() ? finder.all() : finder.named();
}

}  // namespace barometer::data
