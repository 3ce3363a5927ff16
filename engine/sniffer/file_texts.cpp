// SPDX-License-Identifier: Apache-2.0
#include "sniffer/file_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/file_bytes.hpp"
#include "files/path_pattern.hpp"
#include "files/unpack.hpp"
#include "sniffer/path_template.hpp"

namespace barometer::sniffer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostTexts = 8;

// What tables are called, in folders and zips that have other files too.
bool may_be_table(const std::string& name) {
  constexpr std::array<std::string_view, 10> kEndings{".csv",   ".txt", ".tsv", ".dat", ".json",
                                                      ".jsonl", ".gz",  ".zst", ".zip", ".ndjson"};
  return !name.starts_with('.') && std::ranges::any_of(kEndings, [&name](std::string_view ending) {
    return name.ends_with(ending);
  });
}

core::Error refused(const fs::path& path, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input,
          core::Fault{path.string() + ":1:1", std::move(what), std::move(fix)}};
}

std::vector<std::string> tables_in(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error) && may_be_table(entry.path().filename().string())) {
      found.push_back(entry.path().string());
    }
  }
  if (found.empty()) {
    throw refused(folder,
                  "no file in this folder is called as tables are (.csv, .txt, .json, "
                  ".zip, .gz ...)",
                  "name the files");
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> all_files(const std::vector<fs::path>& named) {
  std::vector<std::string> paths;
  for (const fs::path& path : named) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      const auto inside = tables_in(path);
      paths.insert(paths.end(), inside.begin(), inside.end());
    } else {
      paths.push_back(path.string());
    }
  }
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && (text[first] == '[' || text[first] == '{');
}

// As the file's name says it, where it has one.
std::optional<core::Timestamp> date_in(const std::string& path) {
  const auto dated = dated_path(path);
  if (!dated) {
    return std::nullopt;
  }
  const auto name = [](const std::string& whole) { return whole.substr(whole.rfind('/') + 1); };
  const files::NamePattern pattern(name(dated->path), files::NameDate(dated->date_format));
  const auto marks = pattern.match(name(path));
  return marks ? marks->date : std::nullopt;
}

}  // namespace

FileTexts::FileTexts(const std::vector<fs::path>& named, core::Stop stop) {
  files_.paths = all_files(named);
  const files::MemberChoice choice = choose_member(files_.paths.front());
  const std::size_t texts = std::min(files_.paths.size(), kMostTexts);
  for (std::size_t i = 0; i < texts; ++i) {
    const std::size_t last = files_.paths.size() - 1;
    add(files_.paths[texts == 1 ? 0 : i * last / (texts - 1)], choice, stop);
  }
}

// Of a zip with one table beside other files that one, and of several the first to begin with.
files::MemberChoice FileTexts::choose_member(const fs::path& path) {
  const core::FileBytes bytes(path);
  files::MemberChoice choice;
  if (files::packing_of(bytes.view()) != files::Packing::zip) {
    return choice;
  }
  std::vector<std::string> names = files::member_names(bytes.view(), path.string());
  if (names.size() < 2) {
    return choice;
  }
  std::vector<std::string> tables;
  std::ranges::copy_if(names, std::back_inserter(tables), [](const std::string& name) {
    return name.ends_with(".csv") || name.ends_with(".json");
  });
  if (tables.size() == 1) {
    choice.pattern = "*" + tables.front().substr(tables.front().rfind('.'));
    files_.member = choice.pattern;
  } else {
    files_.members = tables.empty() ? std::move(names) : std::move(tables);
    std::ranges::sort(files_.members);
    choice.pattern = files_.members.front();
  }
  return choice;
}

void FileTexts::add(const std::string& path, const files::MemberChoice& choice, core::Stop stop) {
  files::TextFile& opened = opened_.emplace_back(path, fs::path(), choice, stop);
  SniffedText text{.path = path, .text = opened.view(), .date = date_in(path)};
  if (is_json(text.text)) {
    text.json = true;
    text.text = json_.emplace_back(files::json_rows(text.text, path, stop)).text;
  }
  files_.texts.push_back(text);
}

}  // namespace barometer::sniffer
