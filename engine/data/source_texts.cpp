// SPDX-License-Identifier: Apache-2.0
#include "data/source_texts.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "core/hash.hpp"

namespace barometer::data {

files::MemberChoice member_choice(const config::CsvConfig& csv, files::Marks known) {
  return {.pattern = csv.member.value_or(""), .date_format = csv.date, .known = std::move(known)};
}

double file_work(const SourceFile& file, const config::DataConfig& config) {
  double bytes = 0;
  for (const files::FoundFile& part : file.parts) {
    std::error_code none;  // a file that cannot be read is told when it is
    const auto size = std::filesystem::file_size(config.folder / part.path, none);
    bytes += none ? 0 : static_cast<double>(size);
  }
  return bytes;
}

void SourceTexts::Part::read(const files::FoundFile& found, const std::string& symbol,
                             const config::DataConfig& config, core::Stop stop) {
  files::Marks known = found.marks;
  known.symbol = symbol;
  file.emplace(found.path, config.folder, member_choice(config.csv, std::move(known)), stop);
  for (files::FileText text : file->texts()) {
    if (config.source == config::DataSource::json) {
      const auto& rows = json.emplace_back(files::json_rows(text.text, text.name, stop));
      text.text = rows.text;
      text.places = &rows.places;
    }
    texts.push_back(std::move(text));
  }
}

SourceTexts::SourceTexts(const SourceFile& file, const config::DataConfig& config,
                         const ReadContext& reading)
    : parts_(file.parts.size()) {
  const double work = reading.gauge != nullptr ? file_work(file, config) : 0;
  reading.for_each(parts_.size(), [&](std::size_t i) {
    parts_[i].read(file.parts[i], file.symbol, config, reading.stop);
    reading.tell(work / 2 / static_cast<double>(parts_.size()));
  });
  for (const Part& part : parts_) {
    texts_.insert(texts_.end(), part.texts.begin(), part.texts.end());
  }
  work_left_ = work / 2;
}

ReadContext SourceTexts::of_texts(ReadContext reading) const {
  double bytes = 0;
  for (const files::FileText& text : texts_) {
    bytes += static_cast<double>(text.text.size());
  }
  reading.byte_work = bytes > 0 ? work_left_ / bytes : 0;
  return reading;
}

std::string SourceTexts::hash() const {
  if (parts_.size() == 1) {
    return parts_.front().file->hash();
  }
  core::Hash hash;
  for (const Part& part : parts_) {
    hash.add(part.file->hash());
  }
  return hash.hex();
}

}  // namespace barometer::data
