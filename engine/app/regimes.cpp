// SPDX-License-Identifier: Apache-2.0
#include "app/regimes.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>

#include "app/interrupt.hpp"
#include "backtest/tagging.hpp"
#include "report/regime_picture.hpp"
#include "report/regime_text.hpp"
#include "report/run_folder.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// They follow the clock, not the market: as lanes they would be even stripes.
constexpr std::array<std::string_view, 3> kClockDimensions{"session", "weekday", "calendar"};

bool is_of_the_clock(const std::string& name) {
  const std::string_view base = std::string_view(name).substr(name.rfind('.') + 1);
  return std::ranges::find(kClockDimensions, base) != kClockDimensions.end();
}

std::vector<std::size_t> shown_dimensions(const config::RunConfig& config,
                                          const regime::TagTable& tags) {
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
                                          const regime::TagTable& tags,
                                          std::vector<std::size_t> shown) {
  if (config.output.regimes.empty()) {
    std::erase_if(shown,
                  [&tags](std::size_t d) { return is_of_the_clock(tags.dimensions()[d].name); });
  }
  return shown;
}

std::string title_of(const config::RunConfig& config) {
  return config.run.name.empty() ? fs::path(config.file).stem().string() : config.run.name;
}

fs::path usual_picture(const config::RunConfig& config) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char stamp[32];
  std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &utc);
  return fs::path(config.output.directory) /
         fmt::format("{}-regimes-{}.svg", title_of(config), stamp);
}

}  // namespace

ExitCode regimes_command(const RunOptions& options, const std::optional<fs::path>& picture) {
  const config::RunConfig config = backtest::config_of(options);
  const fs::path file = picture.value_or(usual_picture(config));
  report::refuse_existing_run(file);
  const backtest::RunPlan assembly = backtest::make_run_plan(config);
  backtest::require_taggers(config, assembly);
  const int threads = backtest::threads_of(options, config);
  const data::MarketData market = load_with_progress(config, threads, options.quiet);
  const regime::TagTable tags = backtest::tag_everything(assembly, market, threads);
  const std::vector<std::size_t> shown = shown_dimensions(config, tags);
  const std::string drawing =
      report::draw_regimes(market, tags, drawn_dimensions(config, tags, shown), title_of(config));
  if (!file.parent_path().empty()) {
    fs::create_directories(file.parent_path());
  }
  report::write_new_file(
      file, [&drawing](const report::Sink& sink) { sink(drawing); },
      [] { return interrupted().load(); });
  if (!options.quiet) {
    const report::Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}\nPicture  {}\n", report::render_regimes(market, tags, shown, style),
               file.string());
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
