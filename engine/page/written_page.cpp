// SPDX-License-Identifier: Apache-2.0
#include "page/written_page.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <utility>

#include "config/scalar.hpp"
#include "core/error.hpp"
#include "page/page.hpp"
#include "page/written_check.hpp"
#include "page/written_figures.hpp"
#include "page/written_rows.hpp"
#include "page/written_sessions.hpp"
#include "report/run_json.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;
using core::Fault;

[[noreturn]] void refuse_json(const WrittenRun& written, const std::string& what) {
  throw core::Error(core::ErrorKind::bad_input,
                    Fault{.where = (written.folder / "run.json").string(),
                          .what = what,
                          .fix = "put back the file that the run wrote, or run its config again"});
}

config::EquityRows equity_rows(const std::string& word) {
  return word == "bar"       ? config::EquityRows::bar
         : word == "session" ? config::EquityRows::session
                             : config::EquityRows::none;
}

RowCount trade_count(const Json& metrics) {
  const std::int64_t trades = metrics.at("closed_trades").get<std::int64_t>() +
                              metrics.at("open_trades").get<std::int64_t>();
  return {.least = trades, .most = trades};
}

// Orders for which their step had no room are counted, and not all of them have a row.
RowCount order_count(const Json& orders) {
  const std::int64_t total = orders.at("total");
  return {.least = total - orders.at("rejected").value("too_many_orders", std::int64_t{0}),
          .most = total};
}

RowCount equity_count(const Json& run, config::EquityRows rows) {
  const std::int64_t steps = run.at("steps");
  return {.least = rows == config::EquityRows::bar ? steps : 0, .most = steps};
}

analysis::PluginRecord plugin_of(const Json& json) {
  analysis::PluginRecord plugin{.kind = json.at("kind"),
                                .name = json.at("name"),
                                .version = json.at("version"),
                                .build = json.at("build"),
                                .path = json.value("path", std::string()),
                                .hash = json.at("hash"),
                                .params = {}};
  for (const auto& [name, value] : json.at("params").items()) {
    plugin.params.emplace_back(name, value.get<std::string>());
  }
  return plugin;
}

std::string says(const PageSource& source, const config::OutputConfig& output,
                 const std::string& why) {
  std::string text = fmt::format(
      "Made of the run folder's files alone, because {}. For want of bars it has no prices and "
      "fills, no tags over time or of trades and no course of buy and hold, and nothing of other "
      "runs in the store.",
      why);
  if (source.left_out.steps) {
    text += " Pictures over time are left out: equity.csv has not every step (output.equity).";
  }
  if (source.left_out.sessions) {
    text += " Returns by session are left out: which steps end a session cannot be told any more.";
  }
  if (output.decimals) {
    text += fmt::format(
        " Trades, months and pictures over time are of money with {} digits behind the point, as "
        "the files have it (output.decimals).",
        *output.decimals);
  }
  return text;
}

}  // namespace

WrittenPage::WrittenPage(WrittenRun written, const std::string& why)
    : written_(std::move(written)) {
  try {
    if (written_.json.at("format") != report::kRunFormat) {
      refuse_json(written_, fmt::format("its format is {}, and this version reads {}",
                                        written_.json.at("format").dump(), report::kRunFormat));
    }
    take_config();
    take_market();
    for (const Json& plugin : written_.json.at("plugins")) {
      plugins_.push_back(plugin_of(plugin));
    }
    take_tables();
    take_figures();
    source_.json = written_.json;
    source_.left_out.says = says(source_, config_.output, why);
  } catch (const Json::exception& error) {
    refuse_json(written_, std::string("it is not what `barometer run` writes: ") + error.what());
  }
}

void WrittenPage::take_config() {
  const Json& config = written_.json.at("config");
  const Json& output = config.at("output");
  config_.run.name = written_.name;
  config_.strategy.plugin = config.at("strategy").value("plugin", std::string());
  config_.broker.cash = config.at("broker").at("cash");
  config_.broker.currency = config.at("broker").value("currency", std::string());
  config_.output.equity = equity_rows(output.at("equity"));
  if (output.contains("decimals")) {
    config_.output.decimals = output.at("decimals").get<int>();
  }
}

void WrittenPage::take_market() {
  const Json& data = written_.json.at("data");
  data.at("hash").get_to(market_.hash);
  data.at("venue").get_to(market_.venue);
  data.at("tzdata").get_to(market_.tzdata);
  market_.bar = config::read_bar_size(data.at("bar").get<std::string>()).value_or(0);
  for (const Json& symbol : data.at("symbols")) {
    market_.symbols.emplace_back().name = symbol.at("name");
  }
}

void WrittenPage::take_tables() {
  std::vector<Fault> faults;
  const auto reading = [&faults](const auto& read) {
    try {
      read();
    } catch (const core::Error& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  };
  std::vector<std::string> names;
  for (const data::SymbolData& symbol : market_.symbols) {
    names.push_back(symbol.name);
  }
  const SymbolsByCell symbols(names);
  const Json& run = written_.json;
  const config::EquityRows rows = config_.output.equity;
  reading([&] {
    analysis_.round_trips =
        written_trades(written_.folder, symbols, trade_count(run.at("metrics")));
  });
  reading(
      [&] { orders_ = written_orders(written_.folder, symbols, order_count(run.at("orders"))); });
  if (rows != config::EquityRows::none) {
    reading([&] { equity_ = written_equity(written_.folder, equity_count(run, rows)); });
  }
  core::throw_if_any(std::move(faults));
}

void WrittenPage::take_figures() {
  const auto sessions = written_sessions(written_, equity_);
  source_.sessions = sessions.value_or(std::vector<analysis::Sample>());
  source_.left_out.bars = true;
  source_.left_out.sessions = !sessions;
  source_.left_out.steps = config_.output.equity != config::EquityRows::bar;
  if (source_.left_out.steps) {
    equity_.clear();
  }
  take_written_figures(written_.json, source_.sessions, analysis_);
  take_written_times(written_, analysis_);
  check_written(
      {.run = written_, .record = record(), .analysis = analysis_, .sessions = source_.sessions});
}

analysis::RunRecord WrittenPage::record() const {
  analysis::RunRecord record{.config = config_, .market = market_, .tags = tags_};
  record.first_step = written_.json.at("data").at("first_step");
  record.logs.orders = orders_;
  record.logs.equity = equity_;
  record.provenance.plugins = plugins_;
  record.provenance.threads = written_.origin.threads;
  take_written_times(written_, record);
  return record;
}

void WrittenPage::write(const report::Sink& sink) const {
  write_page(record(), analysis_, std::nullopt, written_.origin, source_, sink);
}

}  // namespace barometer::page
