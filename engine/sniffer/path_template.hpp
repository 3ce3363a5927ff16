// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace barometer::sniffer {

// How one data.path says several files.
struct PathTemplate {
  std::string path;                       // with {symbol}, {date} or both; of one file as it is
  std::string date_format = {};           // of {date}; empty without
  std::vector<std::string> symbols = {};  // what {symbol} stands for, sorted; empty without
};

// For paths of files that have one form: dates in their names differ, or names of symbols do, in
// folders or in the file's own name. nullopt where more than that differs.
std::optional<PathTemplate> path_template(const std::vector<std::string>& paths);

// Files of bids and files of asks that are called alike but for that word.
struct QuoteTemplates {
  PathTemplate bid;
  PathTemplate ask;
};

std::optional<QuoteTemplates> quote_templates(const std::vector<std::string>& paths);

// Of one path with a date in its file's name: as if it were one of many.
std::optional<PathTemplate> dated_path(const std::string& path);

// Of members of a zip that differ in one place: "es_trade_{symbol}.csv"; nullopt for others.
std::optional<std::string> member_template(const std::vector<std::string>& members);

}  // namespace barometer::sniffer
