// SPDX-License-Identifier: Apache-2.0
// Writes report.html and run.json of a made-up run into the folder that is named first, for
// page_numbers_test.py and browser_test.cjs. The second word says which run: `traded` (of more than
// a year), `hostile` (every name is markup), `one_bar`, `one_symbol`, `idle` (no trades), `bust`,
// `plain` (no regimes), `many` (505 symbols) or `files` (as `traded`, made of the files of its run
// folder alone, which is `run` in the folder).
#include <filesystem>
#include <fstream>

#include "hostile_names.hpp"
#include "page/page.hpp"
#include "page/written_page.hpp"
#include "report/json_text.hpp"
#include "report/run_json.hpp"
#include "report/write_run.hpp"
#include "sample_run.hpp"

namespace {

using namespace barometer;

test::SampleRun::Shape shape_of(const std::string& kind) {
  if (kind == "one_bar") {
    return {.symbols = 1, .bars = 1, .first_step = 0};
  }
  if (kind == "one_symbol") {
    return {.symbols = 1, .bars = 400 * 24, .fill_chance = 0.02};
  }
  if (kind == "hostile") {  // two names a symbol; all symbols are shown
    return {.symbols = 40, .bars = 300, .stagger = 0.0};
  }
  if (kind == "many") {
    return {.symbols = 505, .bars = 300, .stagger = 0.0};
  }
  return {.symbols = 3, .bars = 400 * 24, .fill_chance = kind == "idle" ? 0.0 : 0.02};
}

test::SampleRun run_of(const std::string& kind) {
  test::SampleRun run(shape_of(kind));
  if (kind == "hostile") {
    test::give_hostile_names(run);
  }
  if (kind == "plain") {
    run.config.regime.clear();
    run.tags = regime::TagView();
  }
  for (std::size_t i = run.equity.size() / 2; kind == "bust" && i < run.equity.size(); ++i) {
    run.equity[i].equity = -1000;
  }
  return run;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const test::SampleRun run = run_of(argc > 2 ? argv[2] : "traded");
  const analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  std::ofstream page(folder / page::kPageFile, std::ios::binary);
  const report::Sink sink = [&](std::string_view piece) { page << piece; };
  if (argc > 2 && argv[2] == std::string("files")) {
    report::write_run(record, folder / "run");
    page::WrittenPage(page::read_written_run(folder / "run"), "its bars are gone").write(sink);
  } else {
    page::write_page(record, analysis, page::KnownRuns{.distinct = 12, .deflated_sharpe = 0.25},
                     sink);
  }
  std::ofstream json(folder / "run.json", std::ios::binary);
  json << report::to_text(report::run_json(record, analysis));
  return 0;
}
