// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "data/read_context.hpp"
#include "data/source_files.hpp"
#include "files/json_rows.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

// Which members of a zip hold the data of `symbol`; without one: of any.
files::MemberChoice member_choice(const config::CsvConfig& csv, files::Marks known);

// The work that the files are to a LoadGauge: their bytes as they lie on the disk, half of which
// are done when they are unpacked and JSON is made lines of cells.
double file_work(const SourceFile& file, const config::DataConfig& config);

// All texts of one symbol, in memory as long as this lives; those of `source: json` as lines of
// cells. Neither copied nor moved, as its texts are views.
class SourceTexts {
 public:
  // Reads files at once where there are workers. Throws as files::TextFile does, for the first file
  // that cannot be read.
  SourceTexts(const SourceFile& file, const config::DataConfig& config, const ReadContext& reading);

  SourceTexts(const SourceTexts&) = delete;
  SourceTexts& operator=(const SourceTexts&) = delete;

  // At least one, in order of their files and members.
  std::span<const files::FileText> all() const { return texts_; }

  // Of the bytes of the one file, or of the hashes of all.
  std::string hash() const;

  // The same reading for the texts: they have the work that is left of the files' (file_work()).
  ReadContext of_texts(ReadContext reading) const;

 private:
  struct Part {
    std::optional<files::TextFile> file;
    std::deque<files::JsonRows> json;
    std::vector<files::FileText> texts;

    void read(const files::FoundFile& found, const std::string& symbol,
              const config::DataConfig& config, core::Stop stop);
  };

  std::vector<Part> parts_;
  std::vector<files::FileText> texts_;
  double work_left_ = 0;
};

}  // namespace barometer::data
