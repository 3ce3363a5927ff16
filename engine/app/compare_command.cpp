// SPDX-License-Identifier: Apache-2.0
#include "app/compare_command.hpp"

#include <system_error>

#include "app/compare_page.hpp"
#include "app/compare_text.hpp"
#include "app/interrupt.hpp"
#include "app/store_rows.hpp"
#include "page/page_frame.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"
#include "study/compare.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// What lies there may be something else that somebody needs.
void write_page_file(const fs::path& file, const study::ComparedRun& a, const study::ComparedRun& b,
                     const study::RunComparison& comparison) {
  const bool ours = page::is_page(file, kComparePage);
  report::NewFile target(
      file, [] { return interrupted().load(); },
      ours ? report::IfTaken::replace : report::IfTaken::refuse);
  target.write([&](const report::Sink& sink) { write_comparison_page(a, b, comparison, sink); });
}

}  // namespace

study::ComparedRun compared_run(const std::string& word, const fs::path& store_file) {
  std::error_code ignored;
  const bool has_store = fs::exists(store_file, ignored);
  if (fs::is_directory(word, ignored)) {
    if (!has_store) {
      return study::side_of_folder(word, nullptr);
    }
    const study::RunStoreReader store(store_file);
    return study::side_of_folder(word, &store);
  }
  const study::RunStoreReader store = opened_store(store_file);
  return study::side_of_row(store, row_named(store, word), store_file.parent_path());
}

ExitCode compare_command(const CompareOptions& options) {
  const study::ComparedRun a = compared_run(options.a, options.store);
  const study::ComparedRun b = compared_run(options.b, options.store);
  const study::RunComparison comparison = study::compare_runs(a, b);
  if (options.page) {
    write_page_file(*options.page, a, b, comparison);
  }
  const report::Style style = report::style_of_output();
  if (options.json) {
    report::print(report::to_text(comparison_json(a, b, comparison)));
  } else {
    report::print_folded(render_comparison(a, b, comparison, style) +
                         (options.page ? "Page    " + options.page->string() + "\n" : ""));
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
