// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/error.hpp"
#include "page/page.hpp"
#include "page/written_page.hpp"
#include "report/write_run.hpp"
#include "sample_run.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

namespace barometer::test {

// The run folder of a made-up run, and its first page.
class WrittenSample {
 public:
  explicit WrittenSample(const SampleRun& run = SampleRun()) {
    const analysis::RunRecord record = run.record();
    const analysis::RunAnalysis analysis = report::write_run(record, folder());
    page::write_page(record, analysis, std::nullopt,
                     [&](std::string_view piece) { first_page_ += piece; });
  }

  std::filesystem::path folder() const { return temp_ / "run"; }

  const std::string& first_page() const { return first_page_; }

  // Made of the folder's files.
  std::string page() const {
    const page::WrittenPage page(page::read_written_run(folder()), "a reason of the test");
    std::string text;
    page.write([&](std::string_view piece) { text += piece; });
    return text;
  }

  // What making it throws; empty where it is made.
  std::string refused() const {
    try {
      page();
    } catch (const core::Error& error) {
      return error.what();
    }
    return "";
  }

  std::string text(const std::string& file) const {
    return barometer_test::read_file((folder() / file).string());
  }

  void write(const std::string& file, const std::string& text) const {
    write_file(folder() / file, text);
  }

  // Puts `by` where `text` is first found in a file.
  void replace(const std::string& file, const std::string& found, const std::string& by) const {
    std::string all = text(file);
    const std::size_t at = all.find(found);
    if (at == std::string::npos) {
      throw std::runtime_error(file + " has no " + found);
    }
    write(file, all.replace(at, found.size(), by));
  }

 private:
  barometer_test::TempFolder temp_;
  std::string first_page_;
};

}  // namespace barometer::test
