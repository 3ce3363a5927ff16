// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "core/stop.hpp"
#include "data/source_files.hpp"
#include "files/json_rows.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

// Which members of a zip hold the data of `symbol`; without one: of any.
files::MemberChoice member_choice(const config::CsvConfig& csv, files::Marks known);

// All texts of one symbol, in memory as long as this lives; those of `source: json` as lines of
// cells. Neither copied nor moved, as its texts are views.
class SourceTexts {
 public:
  // Throws as files::TextFile does, for the first file that cannot be read.
  SourceTexts(const SourceFile& file, const config::DataConfig& config, core::Stop stop);

  SourceTexts(const SourceTexts&) = delete;
  SourceTexts& operator=(const SourceTexts&) = delete;

  // At least one, in order of their files and members.
  std::span<const files::FileText> all() const { return texts_; }

  // Of the bytes of the one file, or of the hashes of all.
  std::string hash() const;

 private:
  std::deque<files::TextFile> files_;
  std::deque<files::JsonRows> json_;
  std::vector<files::FileText> texts_;
};

}  // namespace barometer::data
