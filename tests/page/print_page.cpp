// SPDX-License-Identifier: Apache-2.0
// Writes report.html and run.json of a made-up run of more than a year into the folder that is
// named first, for page_numbers_test.py. With `hostile` as the second word every name is markup.
#include <filesystem>
#include <fstream>

#include "hostile_names.hpp"
#include "page/page.hpp"
#include "report/json_text.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"

int main(int argc, char** argv) {
  using namespace barometer;
  if (argc < 2) {
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  test::SampleRun run({.symbols = 3, .bars = 400 * 24, .fill_chance = 0.02});
  if (argc > 2 && std::string(argv[2]) == "hostile") {
    test::give_hostile_names(run);
  }
  const analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  std::ofstream page(folder / page::kPageFile, std::ios::binary);
  page::write_page(record, analysis, page::KnownRuns{.distinct = 12, .deflated_sharpe = 0.25},
                   [&](std::string_view piece) { page << piece; });
  std::ofstream json(folder / "run.json", std::ios::binary);
  json << report::to_text(report::run_json(record, analysis));
  return 0;
}
