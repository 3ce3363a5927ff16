// SPDX-License-Identifier: Apache-2.0
// Writes page.html and result.json of a made-up study or gate into the folder that is named first,
// for study_page_numbers_test.py and to be looked at. The second word says which: `study`, `large`
// (10,000 trials), `hostile` (every name is markup), `bare` (nothing but trials), `draws`, `gate`.
#include <filesystem>
#include <fstream>

#include "report/gate_json.hpp"
#include "report/json_text.hpp"
#include "report/study_json.hpp"
#include "study_pages.hpp"

using namespace barometer;

int main(int argc, char** argv) {
  if (argc < 2) {
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const std::string kind = argc > 2 ? argv[2] : "study";
  const test::SampleRun run({.symbols = 3, .bars = 60});
  std::ofstream page(folder / "page.html", std::ios::binary);
  std::ofstream json(folder / "result.json", std::ios::binary);
  if (kind == "gate") {
    page << test::page_of(test::gate_sample(), run);
    json << report::to_text(report::gate_json(test::gate_sample()));
  } else {
    const test::StudyCase found = test::study_case(kind);
    page << test::page_of(found, run);
    json << report::to_text(report::study_json(found.evidence, found.verdict, found.trials));
  }
  return 0;
}
