// SPDX-License-Identifier: Apache-2.0
#include "app/report_command.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "app/interrupt.hpp"
#include "app/known_runs.hpp"
#include "app/open_page.hpp"
#include "app/run_again.hpp"
#include "app/store_rows.hpp"
#include "backtest/result_state.hpp"
#include "core/error.hpp"
#include "core/file_bytes.hpp"
#include "page/page.hpp"
#include "page/page_frame.hpp"
#include "page/written_page.hpp"
#include "page/written_run.hpp"
#include "report/new_file.hpp"
#include "report/number_text.hpp"
#include "report/run_json.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamed = 5;
constexpr const char* kKeptPage = "report_with_prices.html";

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"", std::move(what), std::move(fix)});
}

fs::path folder_of(const ReportOptions& options) {
  std::error_code ignored;
  if (fs::is_directory(options.run, ignored)) {
    return options.run;
  }
  if (options.run.find('/') != std::string::npos) {
    refuse("there is no folder '" + options.run + "'",
           "name a run folder, or a row of the run store (`barometer runs`)");
  }
  const study::RunStoreReader store = opened_store(options.store);
  const study::StoredRun row = row_named(store, options.run);
  const fs::path folder = options.store.parent_path() / row.folder;
  if (row.folder.empty() || !fs::is_directory(folder, ignored)) {
    refuse(fmt::format("run {} of the store has no run folder{}", row.id,
                       row.folder.empty() ? "" : " any more: " + folder.string()),
           "a page is made of a run folder: run its config again with `barometer run`");
  }
  return folder;
}

// Where figures of this program are others than those of the program that made the run.
void note_differences(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                      page::WrittenRun& written) {
  const std::vector<std::string> paths =
      page::different_paths(written.json, report::run_json(record, analysis));
  std::string named;
  for (std::size_t i = 0; i < paths.size() && i < kMostNamed; ++i) {
    named += (i == 0 ? "" : ", ") + paths[i];
  }
  if (!paths.empty()) {
    written.origin.notes.push_back(fmt::format(
        "This page was made again, by Barometer {}: fills and equity are those of the "
        "run, but the page differs from run.json at {}{}.",
        page::present_maker(record).version, named,
        paths.size() > kMostNamed ? fmt::format(" and {} more", paths.size() - kMostNamed) : ""));
  }
}

std::string kilobytes(const fs::path& file) {
  std::error_code ignored;
  return report::grouped(static_cast<std::int64_t>(fs::file_size(file, ignored) / 1000));
}

std::string notes_text(const page::RunMaker& origin) {
  std::string text;
  if (!origin.metering_known) {
    text +=
        "latency.json is gone or cannot be read: the page leaves out times over the run, by tag "
        "and of the slowest steps, and says so\n";
  }
  for (const std::string& note : origin.notes) {
    text += "warning: " + note + "\n";
  }
  return text;
}

std::string made_text(const page::WrittenRun& written, const fs::path& page) {
  return fmt::format("{}\n", page.string()) +
         fmt::format("made again, {} KB: the run is the same to the bit (fingerprint {})\n",
                     kilobytes(page), written.fingerprint) +
         notes_text(written.origin);
}

// Returns what is printed.
std::string make_page(page::WrittenRun written, const RunArguments& arguments,
                      report::NewFile& file) {
  const backtest::Result result = run_again(written, arguments);
  analysis::RunRecord record = result.state().record;
  page::take_written_times(written, record);
  analysis::RunAnalysis analysis = analysis::analyse(record);
  page::take_written_times(written, analysis);
  note_differences(record, analysis, written);
  file.write([&](const report::Sink& sink) {
    page::write_page(record, analysis, known_runs(result), written.origin, sink);
  });
  return made_text(written, file.target());
}

// A page that has what this one leaves out cannot be made again: it is kept beside it. Returns the
// line that says so.
std::string keep_whole_page(const fs::path& page) {
  std::error_code ignored;
  if (!fs::exists(page, ignored) || page::is_page(page, page::kWithoutBars)) {
    return "";
  }
  const fs::path kept = page.parent_path() / kKeptPage;
  const core::FileBytes bytes(page);
  report::NewFile(
      kept, [] { return interrupted().load(); }, report::IfTaken::replace)
      .write([&](const report::Sink& sink) { sink(bytes.view()); });
  return fmt::format("the page that was there is kept as {}\n", kept.string());
}

// The page without what takes bars or tags. Returns what is printed.
std::string make_page_of_files(const page::WrittenRun& written, const InputsGone& gone,
                               report::NewFile& file) {
  const page::WrittenPage page(written, gone.why());
  const std::string kept = keep_whole_page(file.target());
  file.write([&](const report::Sink& sink) { page.write(sink); });
  report::print_error(
      fmt::format("barometer: warning: {}: {}\n", written.folder.string(), page.left_out()));
  return fmt::format("{}\nmade of the run folder's files, {} KB: without prices and fills\n{}{}",
                     file.target().string(), kilobytes(file.target()), kept,
                     notes_text(written.origin));
}

std::string make_some_page(const page::WrittenRun& written, const RunArguments& arguments,
                           const fs::path& page) {
  report::NewFile file(
      page, [] { return interrupted().load(); }, report::IfTaken::replace);
  try {
    return make_page(written, arguments, file);
  } catch (const InputsGone& gone) {
    return make_page_of_files(written, gone, file);
  }
}

// What is left where no page could be made.
void tell_old_page(const fs::path& page, bool open) {
  std::error_code ignored;
  if (fs::exists(page, ignored)) {
    report::print_folded(fmt::format("{} stays as it was\n", page.string()) +
                         (open ? open_page(page) : ""));
  }
}

}  // namespace

ExitCode report_command(const RunArguments& arguments, const ReportOptions& options) {
  const fs::path folder = folder_of(options);
  const page::WrittenRun written = page::read_written_run(folder);
  const fs::path page = fs::absolute(folder / page::kPageFile);
  try {
    report::print_folded(make_some_page(written, arguments, page));
  } catch (const core::Error&) {
    tell_old_page(page, options.open);
    throw;
  }
  if (options.open) {
    report::print_folded(open_page(page));
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
