// SPDX-License-Identifier: Apache-2.0
#include "app/regimes_command.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string_view>

#include "app/tell_left_out.hpp"
#include "app/utc_stamp.hpp"
#include "app/with_progress.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "data/market_data.hpp"
#include "report/forecast_text.hpp"
#include "report/new_file.hpp"
#include "report/regime_picture.hpp"
#include "report/regime_text.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// These dimensions follow the clock, not the market: drawn as lanes they would be even stripes.
constexpr std::array<std::string_view, 3> kClockDimensions{"session", "weekday", "calendar"};

bool is_of_the_clock(const std::string& name) {
  const std::string_view base = std::string_view(name).substr(name.rfind('.') + 1);
  return std::ranges::find(kClockDimensions, base) != kClockDimensions.end();
}

std::vector<std::size_t> shown_dimensions(const config::RunConfig& config,
                                          const regime::TagView& tags) {
  const std::vector<std::string>& named = config.output.regimes;
  std::vector<std::size_t> found;
  for (std::size_t d = 0; d < tags.dimensions().size(); ++d) {
    const regime::Dimension& dimension = tags.dimensions()[d];
    if (dimension.kind == BM_DIMENSION_CATEGORY &&
        (named.empty() || std::ranges::find(named, dimension.name) != named.end())) {
      found.push_back(d);
    }
  }
  return found;
}

std::vector<std::size_t> drawn_dimensions(const config::RunConfig& config,
                                          const regime::TagView& tags,
                                          std::vector<std::size_t> shown) {
  if (config.output.regimes.empty()) {
    std::erase_if(shown,
                  [&tags](std::size_t d) { return is_of_the_clock(tags.dimensions()[d].name); });
  }
  return shown;
}

fs::path default_picture(const backtest::Plan& plan) {
  const config::RunConfig& config = plan.state().config;
  return config.data.folder / fs::path(config.output.directory) /
         fmt::format("{}-regimes-{}.svg", plan.name(), utc_stamp());
}

}  // namespace

ExitCode regimes_command(const RunArguments& arguments, const std::optional<fs::path>& picture) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  const config::RunConfig& config = plan.state().config;
  backtest::require_taggers(plan);
  report::NewFile file(  // claimed before anything that takes time
      picture.value_or(default_picture(plan)), [] { return interrupted().load(); },
      picture ? report::IfTaken::refuse : report::IfTaken::next_free);
  const backtest::Market market = load_with_progress(plan, arguments);
  tell_left_out(market);
  const backtest::Tags tags =
      with_progress("tagging", arguments, [&](const backtest::Control& control) {
        return backtest::Tags::compute_all(plan, market, control);
      });
  const data::MarketData& bars = market.state().data;
  const regime::TagView table =
      backtest::view_of(plan, tags, regime::WantedTags::all(plan.state().plan.dimensions()));
  const std::vector<std::size_t> shown = shown_dimensions(config, table);
  file.write([&](const report::Sink& sink) {
    sink(report::draw_regimes(bars, table, drawn_dimensions(config, table, shown), plan.name()));
  });
  if (!arguments.quiet) {
    const report::Style style = report::style_of_output();
    report::print_folded(
        fmt::format("{}{}\nPicture  {}\n", report::render_regimes(bars, table, shown, style),
                    report::render_forecast(bars, table, style), file.target().string()));
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
