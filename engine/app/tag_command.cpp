// SPDX-License-Identifier: Apache-2.0
#include "app/tag_command.hpp"

#include <optional>

#include "app/score_tags.hpp"
#include "app/tell_left_out.hpp"
#include "app/with_progress.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "data/market_data.hpp"
#include "report/new_file.hpp"
#include "report/run_tables.hpp"
#include "report/score_text.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

void print_score(const backtest::Plan& plan, const backtest::Market& market,
                 const regime::TagView& tags, const TagOptions& options, bool quiet) {
  const stats::ScoredTags scored =
      score_tags(plan.state().config, market.state().data, tags, options.dimension);
  if (!quiet) {
    report::print_folded(report::render_score(scored, report::style_of_output()));
  }
}

}  // namespace

ExitCode tag_command(const RunArguments& arguments, const TagOptions& options) {
  if (!options.file && !options.score) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{"barometer tag", "there is nothing to do", "give --out FILE, --score or both"});
  }
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_taggers(plan);
  std::optional<report::NewFile> file;
  if (options.file) {  // before anything that takes time
    file.emplace(*options.file, [] { return interrupted().load(); });
  }
  const backtest::Market market = load_with_progress(plan, arguments);
  tell_left_out(market);
  const backtest::Tags tags =
      with_progress("tagging", arguments, [&](const backtest::Control& control) {
        return backtest::Tags::compute_all(plan, market, control);
      });
  const regime::TagView table =
      backtest::view_of(plan, tags, regime::WantedTags::all(plan.state().plan.dimensions()));
  if (options.score) {
    print_score(plan, market, table, options, arguments.quiet);
  }
  if (file) {
    file->write(
        [&](const report::Sink& sink) { report::write_tags(market.state().data, table, 0, sink); });
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
