// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/seconds_since.hpp"
#include "config/describe.hpp"
#include "core/stop.hpp"
#include "data/load_market.hpp"
#include "data/market_source.hpp"
#include "tables/table.hpp"

namespace barometer::backtest {

namespace {

void add_text(const config::ConfigItem& item, std::string& text) {
  text += item.key + "=" + item.text + "{";
  for (const config::ConfigItem& inner : item.items) {
    add_text(inner, text);
  }
  text += "}";
}

}  // namespace

namespace {

Market::State state_of(const Plan& plan, const Control& control,
                       std::span<const data::SymbolTable> tables) {
  const auto start = std::chrono::steady_clock::now();
  const config::RunConfig& config = plan.state().config;
  Market::State state;
  if (config.latency.meter != config::Meter::off) {
    state.clock = latency::calibrate_clock().share();  // 20 ms of sleep, beside the loading
  }
  state.data = data::load_market(config.data, threads_of(control.threads, config), control.progress,
                                 control.stop, tables);
  state.data_group = data_group_of(config);
  state.from = config.data.from;
  state.seconds = seconds_since(start);
  return state;
}

// Every stream is taken, also where one before it fails.
std::vector<data::SymbolTable> take_all(const std::vector<TableSource>& sources, core::Stop stop) {
  std::vector<data::SymbolTable> taken;
  std::vector<core::Fault> faults;
  for (const TableSource& source : sources) {
    try {
      taken.push_back({source.symbol, tables::ArrowTable::take(source.stream, source.name,
                                                               [stop] { stop.check(); })});
    } catch (const core::Error& error) {
      if (error.kind() != core::ErrorKind::bad_input) {
        throw;
      }
      std::ranges::copy(error.faults(), std::back_inserter(faults));
    }
  }
  core::throw_if_any(std::move(faults));
  return taken;
}

}  // namespace

Market Market::load(const Plan& plan, const Control& control) {
  return Market(std::make_shared<const State>(state_of(plan, control, {})));
}

Market Market::of(const Plan& plan, const std::vector<TableSource>& tables,
                  const Control& control) {
  const config::DataConfig& data = plan.state().config.data;
  std::vector<data::SymbolTable> taken = take_all(tables, core::Stop(control.stop));
  if (data.source != config::DataSource::table) {
    throw Error(ErrorKind::bad_input,
                core::Fault{config::to_string(data.file, data.at),
                            "rows were handed over, and the config reads its own data",
                            "say data.source: table"});
  }
  return Market(std::make_shared<const State>(state_of(plan, control, taken)));
}

std::vector<std::string> Market::symbols() const {
  std::vector<std::string> names;
  for (const data::SymbolData& symbol : state_->data.symbols) {
    names.push_back(symbol.name);
  }
  return names;
}

std::int64_t Market::bars(std::size_t symbol) const {
  return std::ssize(state_->data.symbols.at(symbol).bars);
}

std::int64_t Market::steps() const {
  return state_->data.timeline.steps();
}

std::int64_t Market::step_time_ns(std::int64_t step) const {
  return state_->data.timeline.time(step);
}

const std::string& Market::hash() const {
  return state_->data.hash;
}

// Whether files of the group are named relative to where the config was read.
bool names_files_from(const config::DataConfig& data) {
  const auto relative = [](const std::string& path) {
    return !path.empty() && std::filesystem::path(path).is_relative();
  };
  return relative(data.csv.path) || (data.csv.ask_path && relative(*data.csv.ask_path)) ||
         (data.actions && relative(data.actions->path));
}

std::string data_group_of(const config::RunConfig& config) {
  config::ConfigItem all = config::describe(config);
  std::string text;
  for (config::ConfigItem& group : all.items) {
    if (group.key == "data") {
      std::erase_if(group.items, [](const auto& item) { return item.key == "from"; });
      add_text(group, text);
    }
  }
  return names_files_from(config.data) ? text + config.data.folder : text;
}

void require_loaded_from(const Market& market, const config::RunConfig& config) {
  const Market::State& state = market.state();
  const bool earlier = state.from && (!config.data.from || *config.data.from < *state.from);
  const auto no_bars =
      std::ranges::count(state.data.left_out, data::LeftOutWhy::no_bars, &data::LeftOut::why);
  if (earlier && no_bars > 0) {
    throw Error(ErrorKind::bad_input,
                core::Fault{config::to_string(config.file, config.data.from_at),
                            fmt::format("the market was loaded with data.from {}, and {} symbols "
                                        "that have no bar after it were left out",
                                        core::format_utc(*state.from), no_bars),
                            "load the market with the earliest data.from"});
  }
}

void require_same_data(const Plan& plan, const Market& market) {
  const config::RunConfig& config = plan.state().config;
  if (data_group_of(config) != market.state().data_group) {
    throw Error(ErrorKind::bad_input,
                core::Fault{config::to_string(config.file, config.data.at),
                            "the market was loaded from another `data` group than this config's",
                            "load a market from this config"});
  }
}

}  // namespace barometer::backtest
