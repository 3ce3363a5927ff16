// SPDX-License-Identifier: Apache-2.0
#include "app/run_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <barometer/backtest/api/run.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "app/with_progress.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "backtest/run_record.hpp"
#include "core/error.hpp"
#include "core/hash.hpp"
#include "data/market_data.hpp"
#include "page/run_maker.hpp"
#include "plugin/callers_plugin.hpp"
#include "report/run_json.hpp"
#include "report/run_tables.hpp"
#include "study/compare_fills.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::Fault;

constexpr std::size_t kMostFigures = 5;
constexpr std::size_t kMostReasons = 3;

bool is_as_it_was(const page::WrittenPlugin& plugin) {
  std::error_code ignored;
  return fs::is_regular_file(plugin.path, ignored) && core::hash_file(plugin.path) == plugin.hash;
}

std::vector<fs::path> folders_of(const page::WrittenRun& written,
                                 const std::vector<fs::path>& usual) {
  std::vector<fs::path> folders;
  for (const page::WrittenPlugin& plugin : written.plugins) {
    const fs::path folder = plugin.path.parent_path();
    if (is_as_it_was(plugin) && std::ranges::find(folders, folder) == folders.end()) {
      folders.push_back(folder);
    }
  }
  folders.insert(folders.end(), usual.begin(), usual.end());
  return folders;
}

void refuse_callers(const page::WrittenRun& written) {
  for (const page::WrittenPlugin& plugin : written.plugins) {
    if (plugin.path == plugin::kMadeByCaller) {
      const std::string why =
          fmt::format("the caller of the library has made its {} '{}', and there is no file of it",
                      plugin.kind, plugin.name);
      throw InputsGone({{.where = written.folder.string(),
                         .what = "the run cannot be made again: " + why,
                         .fix = "run it anew in the program that makes it"}},
                       why);
    }
  }
}

// "bars.csv: not found; it had the hash ...; ... and 3 more".
std::string why_of(const char* what, const std::vector<Fault>& faults) {
  std::string text;
  for (std::size_t i = 0; i < std::min(faults.size(), kMostReasons); ++i) {
    text += (i == 0 ? "" : "; ") + (faults[i].where.empty() ? "" : faults[i].where + ": ") +
            faults[i].what;
  }
  return fmt::format("the run's {} are not as they were ({}{})", what, text,
                     faults.size() > kMostReasons
                         ? fmt::format(" and {} more", faults.size() - kMostReasons)
                         : "");
}

// Files that bars were read from and that are not there any more.
std::vector<Fault> lost_sources(const page::WrittenRun& written) {
  std::vector<Fault> faults;
  for (const nlohmann::ordered_json& symbol :
       written.json.at("data").value("symbols", nlohmann::ordered_json::array())) {
    const std::string source = symbol.value("source", "");
    std::error_code ignored;
    if (source.find('/') != std::string::npos && !fs::exists(source, ignored)) {
      faults.push_back(
          {.where = source,
           .what = fmt::format("not found; what {} was read from had the hash {}",
                               symbol.value("name", "a symbol"), symbol.value("hash", "none")),
           .fix = ""});
    }
  }
  return faults;
}

// What loading `what` of the run throws, as InputsGone with the run's name and what is `lost` in
// front.
template <class Load>
auto loaded(const page::WrittenRun& written, const char* what, std::vector<Fault> lost,
            const Load& load) {
  try {
    return load();
  } catch (const core::Error& error) {
    if (error.kind() != ErrorKind::bad_input && error.kind() != ErrorKind::plugin_failed) {
      throw;
    }
    const std::string why = why_of(what, lost.empty() ? error.faults() : lost);
    std::vector<Fault> faults{
        {.where = written.folder.string(),
         .what = fmt::format("the run cannot be made again: its {} are not as they were", what),
         .fix = "put back what the run was made with; relative paths start in the folder in which "
                "barometer is called"}};
    faults.insert(faults.end(), lost.begin(), lost.end());
    faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    throw InputsGone(std::move(faults), why);
  }
}

void throw_if_gone(const char* what, std::vector<Fault> faults) {
  if (!faults.empty()) {
    const std::string why = why_of(what, faults);
    throw InputsGone(std::move(faults), why);
  }
}

Fault other_hash(const std::string& where, const std::string& what, const std::string& is,
                 const std::string& was) {
  return {.where = where,
          .what = fmt::format("{} has another hash: {}, the run's was {}", what, is, was),
          .fix = "put back the one that the run was made with"};
}

std::vector<Fault> other_plugins(const page::WrittenRun& written, const backtest::Plan& plan) {
  const std::vector<analysis::PluginRecord> now = backtest::plugin_records(plan.state().plan);
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < now.size() && i < written.plugins.size(); ++i) {
    const page::WrittenPlugin& was = written.plugins[i];
    if (now[i].hash != was.hash) {
      faults.push_back(
          other_hash(now[i].path, fmt::format("plug-in '{}'", was.name), now[i].hash, was.hash));
    }
  }
  return faults;
}

std::vector<Fault> other_bars(const page::WrittenRun& written, const backtest::Market& market) {
  std::vector<Fault> faults;
  if (market.hash() == written.data_hash) {
    return faults;
  }
  const nlohmann::ordered_json& was = written.json["data"]["symbols"];
  for (const data::SymbolData& symbol : market.state().data.symbols) {
    const auto same = std::ranges::find_if(
        was, [&](const auto& one) { return one.value("name", "") == symbol.name; });
    const std::string hash = same == was.end() ? "none" : same->value("hash", "");
    if (hash != symbol.source_hash) {
      faults.push_back(other_hash(symbol.source, "what " + symbol.name + " is read from",
                                  symbol.source_hash, hash));
    }
  }
  if (faults.empty()) {
    faults.push_back(other_hash(written.folder.string(), "all bars and actions together",
                                market.hash(), written.data_hash));
  }
  return faults;
}

std::string figure_at(const nlohmann::ordered_json& json, const std::string& path) {
  const nlohmann::ordered_json::json_pointer place(path);
  const std::string text = json.contains(place) ? json.at(place).dump() : "none";
  return text.size() > 40 ? text.substr(0, 40) + "..." : text;
}

// "; fill 17 was ... and is ...; /metrics/sharpe was 1.2 and is 1.3; ...".
std::string differences(const page::WrittenRun& written, const backtest::Result::State& now) {
  std::stringstream fills;
  report::CsvWriter csv([&](std::string_view piece) { fills << piece; },
                        now.record.config.output.decimals);
  report::write_fills(now.record, csv);
  csv.finish();
  std::ifstream stored(written.folder / "fills.csv");
  std::string text;
  if (const auto fill = stored ? study::first_different_fill(stored, fills) : std::nullopt) {
    text = fmt::format("; fill {} was {} and is {}", fill->number,
                       fill->a.empty() ? "none" : fill->a, fill->b.empty() ? "none" : fill->b);
  }
  const nlohmann::ordered_json json = report::run_json(now.record, now.analysis);
  std::vector<std::string> paths = page::different_paths(written.json, json);
  std::erase(paths, "/fingerprint");
  for (std::size_t i = 0; i < std::min(paths.size(), kMostFigures); ++i) {
    text += fmt::format("; {} was {} and is {}", paths[i], figure_at(written.json, paths[i]),
                        figure_at(json, paths[i]));
  }
  return text + (paths.size() > kMostFigures
                     ? fmt::format("; and {} more", paths.size() - kMostFigures)
                     : "");
}

bool same_build(const page::RunMaker& was, const page::RunMaker& is) {
  return was.version == is.version && was.compiler == is.compiler && was.flags == is.flags;
}

void refuse_others(const page::WrittenRun& written, const backtest::Result::State& now) {
  if (now.analysis.fingerprint == written.fingerprint) {
    return;
  }
  const bool same = same_build(written.origin, page::present_maker(now.record));
  throw core::Error(
      same ? ErrorKind::plugin_failed : ErrorKind::bad_input,
      Fault{.where = written.folder.string(),
            .what = fmt::format(
                "made again, it is another run: fingerprint {}, and its own is {}{}",
                now.analysis.fingerprint, written.fingerprint, differences(written, now)),
            .fix = same ? "config, bars and plug-ins are the same: a plug-in gives other results "
                          "each time; `barometer plugins --verify` finds which"
                        : fmt::format("it was made by Barometer {}, {}: use that program",
                                      written.origin.version, written.origin.compiler)});
}

}  // namespace

backtest::Result run_again(const page::WrittenRun& written, const RunArguments& arguments) {
  refuse_callers(written);
  const backtest::Plan plan = loaded(written, "config and plug-ins", {}, [&] {
    return backtest::Plan::parse(
        written.config,
        {.file = written.name + ".yaml",  // which names the run where its config does not
         .overrides = {},
         .plugin_folders = folders_of(written, arguments.source.plugin_folders)});
  });
  throw_if_gone("plug-ins", other_plugins(written, plan));
  const backtest::Market market = loaded(written, "bars", lost_sources(written),
                                         [&] { return load_with_progress(plan, arguments); });
  throw_if_gone("bars", other_bars(written, market));
  backtest::Result result = with_progress(
      "running", arguments,
      [&](const backtest::Control& control) { return backtest::run(plan, market, {}, control); });
  refuse_others(written, result.state());
  return result;
}

}  // namespace barometer::app
