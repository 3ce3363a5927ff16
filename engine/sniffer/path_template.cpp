// SPDX-License-Identifier: Apache-2.0
#include "sniffer/path_template.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

namespace barometer::sniffer {

namespace {

constexpr std::string_view kDate = "{date}";
constexpr std::string_view kSymbol = "{symbol}";

struct DateForm {
  const char* pattern;
  const char* format;
};

// Longer forms first: a month is the begin of a day.
constexpr std::array kForms{DateForm{"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", "%Y-%m-%d"},
                            DateForm{"[12][0-9]{3}_[01][0-9]_[0-3][0-9]", "%Y_%m_%d"},
                            DateForm{"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]", "%Y%m%d"},
                            DateForm{"[12][0-9]{3}-[01][0-9]", "%Y-%m"},
                            DateForm{"(?:19|20)[0-9]{2}[01][0-9]", "%Y%m"},
                            DateForm{"(?:19|20)[0-9]{2}", "%Y"}};

// What all names begin and end with, and what stands between.
struct Difference {
  std::string begin;
  std::string end;
  std::vector<std::string> middles;
};

std::size_t common_begin(const std::string& a, const std::string& b) {
  const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(at - a.begin());
}

std::size_t common_end(const std::string& a, const std::string& b, std::size_t most) {
  const auto [at, other] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  return std::min(static_cast<std::size_t>(at - a.rbegin()), most);
}

// Words are kept whole: symbols that end alike do not lose their ends to the template.
bool is_inside_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

Difference difference_of(const std::vector<std::string>& texts) {
  const std::string& first = texts.front();
  std::size_t begin = first.size();
  for (const std::string& text : texts) {
    begin = std::min(begin, common_begin(first, text));
  }
  while (begin > 0 && is_inside_word(first[begin - 1])) {
    --begin;
  }
  std::size_t end = first.size() - begin;
  for (const std::string& text : texts) {
    end = std::min(end, common_end(first, text, std::min(first.size(), text.size()) - begin));
  }
  while (end > 0 && is_inside_word(first[first.size() - end])) {
    --end;
  }
  Difference found{first.substr(0, begin), first.substr(first.size() - end), {}};
  for (const std::string& text : texts) {
    found.middles.push_back(text.substr(begin, text.size() - begin - end));
  }
  return found;
}

bool is_one_part(const std::string& text) {
  return !text.empty() && text.find('/') == text.npos;
}

// Puts {date} where a date of this form stands in the file's name, the last one.
std::optional<std::string> with_date(const std::string& path, const DateForm& form) {
  const std::size_t name = path.rfind('/') + 1;
  const std::regex pattern(form.pattern);
  std::string text = path.substr(name);
  std::optional<std::pair<std::size_t, std::size_t>> last;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
    last = {static_cast<std::size_t>(at->position()), static_cast<std::size_t>(at->length())};
  }
  if (!last) {
    return std::nullopt;
  }
  text.replace(last->first, last->second, kDate);
  return path.substr(0, name) + text;
}

// A folder or a name that differs may stand twice, as in spy/spy_2020.csv.
std::optional<PathTemplate> with_symbols(const std::vector<std::string>& paths) {
  const std::set<std::string> distinct(paths.begin(), paths.end());
  if (distinct.size() == 1) {
    return PathTemplate{.path = paths.front()};
  }
  const Difference found = difference_of({distinct.begin(), distinct.end()});
  if (!std::ranges::all_of(found.middles, is_one_part)) {
    return std::nullopt;
  }
  PathTemplate result{.path = found.begin + std::string(kSymbol) + found.end};
  result.symbols = found.middles;
  std::ranges::sort(result.symbols);
  return result;
}

std::optional<PathTemplate> with_dates(const std::vector<std::string>& paths,
                                       const DateForm& form) {
  std::vector<std::string> dated;
  for (const std::string& path : paths) {
    auto marked = with_date(path, form);
    if (!marked) {
      return std::nullopt;
    }
    dated.push_back(std::move(*marked));
  }
  auto result = with_symbols(dated);
  if (result) {
    result->date_format = form.format;
  }
  return result;
}

// Where a path leads nowhere the reader takes the same with .gz: of files some of which are packed,
// the names are those without.
std::vector<std::string> without_mixed_packing(std::vector<std::string> paths) {
  constexpr std::string_view kPacked = ".gz";
  const auto is_packed = [kPacked](const std::string& path) { return path.ends_with(kPacked); };
  if (!std::ranges::all_of(paths, is_packed)) {
    for (std::string& path : paths) {
      path.resize(path.size() - (is_packed(path) ? kPacked.size() : 0));
    }
  }
  return paths;
}

// Whether a word of the file's name is this one, in any letters.
bool has_word(const std::string& path, std::string_view word) {
  const std::regex pattern("(^|[^a-z])" + std::string(word) + "([^a-z]|$)",
                           std::regex::icase | std::regex::ECMAScript);
  return std::regex_search(path.substr(path.rfind('/') + 1), pattern);
}

}  // namespace

std::optional<PathTemplate> path_template(const std::vector<std::string>& all) {
  const std::vector<std::string> paths = without_mixed_packing(all);
  if (paths.size() == 1) {
    return PathTemplate{.path = paths.front()};
  }
  for (const DateForm& form : kForms) {
    auto dated = with_dates(paths, form);
    // All of one date: it is no mark, and symbols alone differ.
    if (dated && dated->symbols.size() < paths.size()) {
      return dated;
    }
  }
  return with_symbols(paths);
}

std::optional<QuoteTemplates> quote_templates(const std::vector<std::string>& paths) {
  std::vector<std::string> bids;
  std::vector<std::string> asks;
  for (const std::string& path : paths) {
    const bool bid = has_word(path, "bid");
    if (bid == has_word(path, "ask")) {
      return std::nullopt;
    }
    (bid ? bids : asks).push_back(path);
  }
  if (bids.size() != asks.size()) {
    return std::nullopt;
  }
  auto bid = path_template(bids);
  auto ask = path_template(asks);
  const bool alike = bid && ask && bid->symbols == ask->symbols;
  return alike ? std::optional(QuoteTemplates{std::move(*bid), std::move(*ask)}) : std::nullopt;
}

std::optional<PathTemplate> dated_path(const std::string& path) {
  for (const DateForm& form : kForms) {
    if (auto dated = with_dates({path}, form)) {
      return dated;
    }
  }
  return std::nullopt;
}

std::optional<std::string> member_template(const std::vector<std::string>& members) {
  const auto result = with_symbols(members);
  return result && result->symbols.size() == members.size() ? std::optional(result->path)
                                                            : std::nullopt;
}

}  // namespace barometer::sniffer
