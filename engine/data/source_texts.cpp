// SPDX-License-Identifier: Apache-2.0
#include "data/source_texts.hpp"

#include <utility>

#include "core/hash.hpp"

namespace barometer::data {

files::MemberChoice member_choice(const config::CsvConfig& csv, files::Marks known) {
  return {.pattern = csv.member.value_or(""), .date_format = csv.date, .known = std::move(known)};
}

SourceTexts::SourceTexts(const SourceFile& file, const config::DataConfig& config,
                         core::Stop stop) {
  for (const files::FoundFile& part : file.parts) {
    files::Marks known = part.marks;
    known.symbol = file.symbol;
    const auto& opened = files_.emplace_back(part.path, config.folder,
                                             member_choice(config.csv, std::move(known)), stop);
    for (files::FileText text : opened.texts()) {
      if (config.source == config::DataSource::json) {
        const auto& rows = json_.emplace_back(files::json_rows(text.text, text.name, stop));
        text.text = rows.text;
        text.places = &rows.places;
      }
      texts_.push_back(std::move(text));
    }
  }
}

std::string SourceTexts::hash() const {
  if (files_.size() == 1) {
    return files_.front().hash();
  }
  core::Hash hash;
  for (const files::TextFile& file : files_) {
    hash.add(file.hash());
  }
  return hash.hex();
}

}  // namespace barometer::data
