// SPDX-License-Identifier: Apache-2.0
#include "profiler/command.hpp"

#include <optional>

#include "profiler/html_page.hpp"
#include "profiler/imported.hpp"
#include "profiler/measured.hpp"
#include "profiler/picture.hpp"
#include "profiler/result_json.hpp"
#include "profiler/save_session.hpp"
#include "profiler/terminal_text.hpp"
#include "report/new_file.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"

namespace barometer::profiler {

namespace {

// A file that was asked for, claimed before minutes of measuring.
struct Output {
  Output(const std::optional<std::filesystem::path>& path, const ProfileOptions& options,
         report::IfTaken taken) {
    if (path) {
      file.emplace(
          *path, [&options] { return options.subject.stop->load(); }, taken);
    }
  }

  std::optional<report::NewFile> file;
};

using Render = std::string (*)(const profile::ProfileResult&);

void write_output(Output& output, const profile::ProfileResult& result, Render render) {
  if (output.file) {
    output.file->write([&](const report::Sink& sink) { sink(render(result)); });
  }
}

}  // namespace

profile::ProfileResult run_profile(const ProfileOptions& options) {
  check_options(options);
  Output json(options.json, options, report::IfTaken::refuse);
  Output html(options.html, options, report::IfTaken::refuse);
  Output svg(options.svg, options, report::IfTaken::refuse);
  Output save(options.save, options, report::IfTaken::replace);
  profile::ProfileResult result = options.import_file ? imported(options) : measured(options);
  if (options.before_printing) {
    options.before_printing();
  }
  // First of all the verdict: a file that cannot be written must not lose it.
  if (!options.quiet) {
    report::print_folded(render_profile(result, report::style_of_output()));
  }
  write_output(json, result, profile_json);
  write_output(html, result, profile_page);
  write_output(svg, result, profile_picture);
  if (save.file) {
    const std::string said = save_session(*save.file, result);
    if (!options.quiet) {
      report::print_folded("\n" + said + "\n");
    }
  }
  return result;
}

}  // namespace barometer::profiler
