// SPDX-License-Identifier: Apache-2.0
#include "files/path_pattern.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "files/plain_name.hpp"

namespace barometer::files {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSymbol = "{symbol}";
constexpr std::string_view kDate = "{date}";
constexpr std::string_view kPacked = ".gz";

// What stands for a month or a day that a format does not say.
std::string missing_fields(std::string_view format) {
  std::string missing;
  for (const std::string_view field : {"%m", "%d"}) {
    missing += format.find(field) == format.npos ? "/" + std::string(field) : "";
  }
  return missing;
}

// Walks down one part of the path after the other.
class Search {
 public:
  Search(const std::string& path, const NameDate& date, const fs::path& folder)
      : folder_(folder), absolute_(fs::path(path).is_absolute()) {
    for (const fs::path& part : fs::path(path)) {
      if (part != "/") {
        parts_.emplace_back(part.empty() ? "*" : part.string());
        patterns_.emplace_back(parts_.back(), date);
      }
    }
  }

  std::vector<FoundFile> files(const std::string& symbol) {
    if (!parts_.empty()) {
      descend(0, absolute_ ? "/" : "", Marks{symbol, std::nullopt});
    }
    std::ranges::sort(found_, {}, &FoundFile::path);
    return std::move(found_);
  }

 private:
  void descend(std::size_t part, const fs::path& above, const Marks& marks) {
    const bool last = part + 1 == parts_.size();
    for (const auto& [name, read] : names(part, above, marks)) {
      if (last) {
        found_.push_back({above / name, read});
      } else {
        descend(part + 1, above / name, read);
      }
    }
  }

  using Named = std::pair<std::string, Marks>;

  // The names in the folder `above` that fit the part.
  std::vector<Named> names(std::size_t part, const fs::path& above, const Marks& marks) {
    const bool last = part + 1 == parts_.size();
    std::error_code error;
    if (patterns_[part].is_plain()) {
      const fs::path below = folder_ / above / parts_[part];
      const bool there = last ? fs::is_regular_file(below, error) : fs::is_directory(below, error);
      return there ? std::vector<Named>{{parts_[part], marks}} : std::vector<Named>{};
    }
    std::vector<Named> fitting;
    std::set<std::string> all;
    const fs::path place = above.empty() ? folder_ / "." : folder_ / above;
    for (const fs::directory_entry& entry : fs::directory_iterator(place, error)) {
      const std::string name = entry.path().filename().string();
      if (last ? entry.is_regular_file(error) : entry.is_directory(error)) {
        all.insert(name);
      }
    }
    for (const std::string& name : all) {
      if (auto read = match(part, name, marks); read && !is_packed_twin(name, all)) {
        fitting.emplace_back(name, std::move(*read));
      }
    }
    return fitting;
  }

  std::optional<Marks> match(std::size_t part, std::string_view name, const Marks& marks) const {
    if (name.starts_with('.') && !parts_[part].starts_with('.')) {
      return std::nullopt;
    }
    auto read = patterns_[part].match(name, marks);
    if (!read && part + 1 == parts_.size() && name.ends_with(kPacked)) {
      name.remove_suffix(kPacked.size());
      read = patterns_[part].match(name, marks);
    }
    return read;
  }

  static bool is_packed_twin(const std::string& name, const std::set<std::string>& all) {
    return name.ends_with(kPacked) && all.contains(name.substr(0, name.size() - kPacked.size()));
  }

  fs::path folder_;
  bool absolute_;
  std::vector<std::string> parts_;
  std::vector<NamePattern> patterns_;
  std::vector<FoundFile> found_;
};

}  // namespace

NameDate::NameDate(std::string_view format)
    : added_(missing_fields(format)), pattern_(std::string(format) + added_) {
  for (std::size_t at = 0; (at = added_.find('%', at)) != added_.npos;) {
    added_.replace(at, 2, "01");
  }
}

std::optional<core::Timestamp> NameDate::read(std::string_view text) const {
  return pattern_.read(std::string(text) + added_);
}

NamePattern::NamePattern(std::string_view text, const NameDate& date) : date_(date) {
  constexpr std::array kMarks{std::pair{kSymbol, Kind::symbol}, std::pair{kDate, Kind::date},
                              std::pair{std::string_view("*"), Kind::any},
                              std::pair{std::string_view("?"), Kind::one}};
  while (!text.empty()) {
    const auto mark = std::ranges::find_if(
        kMarks, [&](const auto& each) { return text.starts_with(each.first); });
    if (mark != kMarks.end()) {
      pieces_.push_back({mark->second, {}});
      text.remove_prefix(mark->first.size());
      continue;
    }
    if (pieces_.empty() || pieces_.back().kind != Kind::literal) {
      pieces_.push_back({});
    }
    pieces_.back().text += text.front();
    text.remove_prefix(1);
  }
}

bool NamePattern::is_plain() const {
  return std::ranges::all_of(pieces_, [](const Piece& p) { return p.kind == Kind::literal; });
}

bool NamePattern::has_symbol() const {
  return std::ranges::find(pieces_, Kind::symbol, &Piece::kind) != pieces_.end();
}

std::optional<Marks> NamePattern::match(std::string_view name, const Marks& known) const {
  Marks marks = known;
  return match_from(0, name, marks) ? std::optional(std::move(marks)) : std::nullopt;
}

bool NamePattern::match_from(std::size_t piece, std::string_view rest, Marks& marks) const {
  if (piece == pieces_.size()) {
    return rest.empty();
  }
  const Piece& next = pieces_[piece];
  const bool fixed =
      next.kind == Kind::literal || (next.kind == Kind::symbol && !marks.symbol.empty());
  if (!fixed) {
    return match_run(piece, rest, marks);
  }
  const std::string& text = next.kind == Kind::literal ? next.text : marks.symbol;
  return rest.starts_with(text) && match_from(piece + 1, rest.substr(text.size()), marks);
}

// The shortest text for this piece with which the others fit.
bool NamePattern::match_run(std::size_t piece, std::string_view rest, Marks& marks) const {
  const Marks before = marks;
  const Kind kind = pieces_[piece].kind;
  for (std::size_t size = kind == Kind::any ? 0 : 1; size <= rest.size(); ++size) {
    marks = before;
    if (takes(pieces_[piece], rest.substr(0, size), marks) &&
        match_from(piece + 1, rest.substr(size), marks)) {
      return true;
    }
    if (kind == Kind::one) {
      break;
    }
  }
  marks = before;
  return false;
}

bool NamePattern::takes(const Piece& piece, std::string_view text, Marks& marks) const {
  if (piece.kind == Kind::symbol) {
    marks.symbol = text;
    return is_plain_name(text);
  }
  if (piece.kind == Kind::date) {
    const auto date = date_.read(text);
    const bool same = date && (!marks.date || *marks.date == *date);
    marks.date = date ? date : marks.date;
    return same;
  }
  return true;
}

bool needs_search(std::string_view path) {
  return path.find_first_of("*?") != path.npos || path.find(kDate) != path.npos ||
         path.ends_with('/');
}

std::vector<FoundFile> find_files(const std::string& path, const NameDate& date,
                                  const fs::path& folder, const std::string& symbol) {
  return Search(path, date, folder).files(symbol);
}

}  // namespace barometer::files
