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

template <class Write>
std::vector<std::string> written_columns(Write write) {
  std::string text;
  write([&](std::string_view piece) { text += piece; });
  return barometer_test::csv_cells(text.substr(0, text.find('\n')));
}

}  // namespace

TEST_CASE("the page of the run folder describes every column in its order") {
  const std::string page = barometer_test::read_file(BAROMETER_SOURCE_DIR "/docs/run_folder.md");
  const test::SampleRun run({.symbols = 1, .bars = 50});
  const analysis::RunRecord record = run.record();
  using report::Sink;
  CHECK(written_columns([&](const Sink& sink) { report::write_fills(record, sink); }) ==
        described_columns(page, "fills.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_orders(record, sink); }) ==
        described_columns(page, "orders.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_order_events(record, sink); }) ==
        described_columns(page, "order_events.csv"));
  CHECK(written_columns([&](const Sink& sink) {
          report::write_trades(record, analysis::analyse(record), sink);
        }) == described_columns(page, "trades.csv"));
  CHECK(written_columns([&](const Sink& sink) {
          report::write_regimes(record, analysis::analyse(record), sink);
        }) == described_columns(page, "regimes.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_cash(record, sink); }) ==
        described_columns(page, "cash.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_equity(record, sink); }) ==
        described_columns(page, "equity.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_rolling(record, sink); }) ==
        described_columns(page, "rolling.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_log(record, sink); }) ==
        described_columns(page, "log.csv"));
  CHECK(written_columns([&](const Sink& sink) { report::write_series(record, sink); }) ==
        described_columns(page, "series.csv"));
}

}  // namespace barometer
