// SPDX-License-Identifier: Apache-2.0
#include "data/source_files.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "config/data_config.hpp"
#include "config/universe.hpp"
#include "core/alike_faults.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/text.hpp"
#include "data/source_texts.hpp"
#include "files/plain_name.hpp"

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

// The folder above the first part of the path that has a mark; that of a path without one.
fs::path fixed_folder(const std::string& path) {
  fs::path folder = fs::path(path).is_absolute() ? "" : ".";
  const fs::path above = fs::path(path).parent_path();
  for (const fs::path& part : above) {
    if (part.string().find(kMark) != std::string::npos ||
        (part != "/" && files::needs_search(part.string()))) {
      break;
    }
    folder /= part;
  }
  return folder;
}

files::NameDate name_date(const config::DataConfig& config) {
  try {
    return files::NameDate(config.csv.date);
  } catch (const core::Error& error) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config::to_string(config.file, config.csv.date_at),
                                  "data.date: " + error.faults().front().what,
                                  "say how names write their dates, such as \"%Y%m%d\""});
  }
}

using FilesOfSymbols = std::map<std::string, std::vector<files::FoundFile>>;

// Of every symbol that the path, or a zip's member, names.
FilesOfSymbols all_files(const config::DataConfig& config) {
  const bool of_members = config.csv.path.find(kMark) == std::string::npos;
  FilesOfSymbols all;
  for (files::FoundFile& file :
       files::find_files(config.csv.path, name_date(config), config.folder)) {
    if (!of_members) {
      all[file.marks.symbol].push_back(std::move(file));
      continue;
    }
    const files::MemberChoice choice = member_choice(config.csv, file.marks);
    for (const auto& symbol : files::symbols_of_members(file.path, config.folder, choice)) {
      all[symbol].push_back(file);
    }
  }
  return all;
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
  explicit Finder(const config::DataConfig& config) : config_(config), universe_(config) {
    check_template();
  }

  // Of symbols that are known already.
  Finder(const config::DataConfig& config, FilesOfSymbols there)
      : config_(config), universe_(config), there_(std::move(there)) {}

  SourceFiles find() { return config_.symbols.empty() ? all() : named(); }

  static core::Error no_match(const config::DataConfig& config) {
    return at_path(config, "no file matches " + whole_path(config.csv.path, config.folder),
                   config.csv.path.find("{date}") == std::string::npos
                       ? path_hint(config.csv)
                       : "is {date} written as data.date says (" + config.csv.date + ")?");
  }

 private:
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
    const std::vector<std::string> there = names_there();
    if (there.empty()) {
      throw no_match(config_);
    }
    core::throw_if_any(universe_.unknown_names(there));
    for (const std::string& symbol : universe_.without_excluded(there)) {
      found_.files.push_back({symbol, there_->at(symbol)});
    }
    if (found_.files.empty()) {
      throw core::Error(core::ErrorKind::bad_input, universe_.nothing_left());
    }
    return std::move(found_);
  }

  void check_template() const {
    const bool has_mark = config_.csv.path.find(kMark) != std::string::npos ||
                          config_.csv.member.value_or("").find(kMark) != std::string::npos;
    if (!has_mark) {
      throw at_path(config_, "the path " + config_.csv.path + " has no {symbol}",
                    "put {symbol} where the files' names differ, or name the file's symbol");
    }
    std::error_code error;
    const fs::path folder = fixed_folder(config_.csv.path);
    if (!fs::is_directory(config_.folder / folder, error)) {
      throw at_path(config_, "there is no folder " + whole_path(folder, config_.folder),
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
                                    core::shown(out.front().symbol), out.front().reason),
                        path_hint(config_.csv)}};
  }

  void add(std::size_t i) {
    const std::string& symbol = config_.symbols[i];
    if (!files::is_plain_name(symbol)) {
      fault(i, core::shown(symbol) + " cannot be part of a file name",
            "use the name as it stands in the file's path");
    } else if (!seen_.insert(symbol).second) {
      fault(i, core::shown(symbol) + " is named twice", "name each symbol once");
    } else if (auto parts = parts_of(symbol); !parts.empty()) {
      found_.files.push_back({symbol, std::move(parts)});
    } else if (config_.missing == config::Missing::skip) {
      found_.left_out.push_back({symbol, LeftOutWhy::no_file, "no " + missing(symbol)});
    } else {
      faults_.add([&] {
        return core::Fault{universe_.place_of(i),
                           fmt::format("{} has no {}", symbol, missing(symbol)),
                           core::suggestion(symbol, names_there())};
      });
    }
  }

  // A path with {symbol} alone leads to the file at once; any other has to be searched for.
  bool is_direct() const {
    return config_.csv.path.find(kMark) != std::string::npos &&
           !files::needs_search(config_.csv.path);
  }

  std::vector<files::FoundFile> parts_of(const std::string& symbol) {
    if (!is_direct()) {
      const auto found = there().find(symbol);
      return found == there().end() ? std::vector<files::FoundFile>() : found->second;
    }
    const auto path = existing_file(with_symbol(config_.csv.path, symbol), config_.folder);
    return path ? std::vector<files::FoundFile>{{*path, {symbol, std::nullopt}}}
                : std::vector<files::FoundFile>();
  }

  void fault(std::size_t i, const std::string& what, const char* fix) {
    faults_.add([&] { return core::Fault{universe_.place_of(i), what, fix}; });
  }

  // "file SPY.csv or SPY.csv.gz in /home/me/data"
  std::string missing(const std::string& symbol) const {
    if (config_.csv.symbol) {
      return "row";
    }
    if (!is_direct()) {
      return "file that fits " + whole_path(config_.csv.path, config_.folder) +
             (config_.csv.member ? " and data.member " + *config_.csv.member : "");
    }
    const fs::path path = with_symbol(config_.csv.path, symbol);
    return fmt::format(
        "file {0} or {0}.gz in {1}", path.filename().string(),
        whole_path(path.parent_path().empty() ? "." : path.parent_path(), config_.folder));
  }

  // Only messages, patterns and `symbols: all` need the folders' lists.
  const FilesOfSymbols& there() {
    if (!there_) {
      there_ = all_files(config_);
    }
    return *there_;
  }

  std::vector<std::string> names_there() {
    std::vector<std::string> names;
    for (const auto& [symbol, parts] : there()) {
      names.push_back(symbol);
    }
    return names;
  }

  const config::DataConfig& config_;
  config::Universe universe_;
  std::optional<FilesOfSymbols> there_;
  std::unordered_set<std::string_view> seen_;
  SourceFiles found_;
  core::AlikeFaults faults_;
};

// A path without the mark is one symbol's, whatever the symbol is called.
SourceFile only_symbol(const config::DataConfig& config, const std::string& symbol) {
  const std::string& path = config.csv.path;
  if (files::needs_search(path)) {
    auto parts = files::find_files(path, name_date(config), config.folder);
    if (parts.empty()) {
      throw Finder::no_match(config);
    }
    return {symbol, std::move(parts)};
  }
  if (const auto found = existing_file(path, config.folder)) {
    return {symbol, {{*found, {}}}};
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

std::string SourceFile::name() const {
  const std::string first = parts.front().path.string();
  return parts.size() == 1 ? first : fmt::format("{} and {} more", first, parts.size() - 1);
}

SourceFiles find_source_files(const config::DataConfig& config) {
  const bool one = config.symbols.size() == 1 && config.exclude.empty();
  const auto has_mark = [](const std::string& text) { return text.find(kMark) != text.npos; };
  if (one && !has_mark(config.csv.path) && !has_mark(config.csv.member.value_or(""))) {
    core::throw_if_any(config::Universe(config).unknown_names(config.symbols));
    return {{only_symbol(config, config.symbols.front())}, {}};
  }
  return Finder(config).find();
}

SourceFile files_of_rows(const config::DataConfig& config) {
  return only_symbol(config, "");
}

SourceFiles symbols_of_rows(const config::DataConfig& config, const SourceFile& file,
                            const std::vector<std::string>& known) {
  FilesOfSymbols there;
  for (const std::string& symbol : known) {
    there.emplace(symbol, file.parts);
  }
  return Finder(config, std::move(there)).find();
}

}  // namespace barometer::data
