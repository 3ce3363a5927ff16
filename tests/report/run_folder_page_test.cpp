// SPDX-License-Identifier: Apache-2.0
// docs/run_folder.md describes every column of every CSV file, in the order of the file.
#include <regex>
#include <string>
#include <vector>

#include "report/run_tables.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"
#include "support/process.hpp"

namespace barometer {

namespace {

// The names in backquotes in the first cells of the table under "## file".
std::vector<std::string> described_columns(const std::string& page, const std::string& file) {
  const std::size_t begin = page.find("\n## " + file + "\n");
  REQUIRE(begin != std::string::npos);
  const std::string section = page.substr(begin, page.find("\n## ", begin + 1) - begin);
  static const std::regex kRow("\n\\| ([^|]*) \\|");
  static const std::regex kName("`([a-z_]+)`");
  std::vector<std::string> names;
  for (std::sregex_iterator row(section.begin(), section.end(), kRow), end; row != end; ++row) {
    const std::string cell = (*row)[1];
    for (std::sregex_iterator name(cell.begin(), cell.end(), kName); name != end; ++name) {
      names.push_back((*name)[1]);
    }
  }
  return names;
}

std::vector<std::string> written_columns(const report::RunTable& table,
                                         const analysis::RunRecord& record) {
  std::string text;
  report::CsvWriter csv([&](std::string_view piece) { text += piece; });
  table.write(record, analysis::analyse(record), csv);
  csv.finish();
  return barometer_test::csv_cells(text.substr(0, text.find('\n')));
}

}  // namespace

TEST_CASE("the page of the run folder describes every column in its order") {
  const std::string page = barometer_test::read_file(BAROMETER_SOURCE_DIR "/docs/run_folder.md");
  const test::SampleRun run({.symbols = 1, .bars = 50});
  const analysis::RunRecord record = run.record();
  CHECK(report::run_tables().size() == 10);
  for (const report::RunTable& table : report::run_tables()) {
    INFO(table.name);
    CHECK(written_columns(table, record) ==
          described_columns(page, std::string(table.name) + ".csv"));
  }
}

}  // namespace barometer
