// SPDX-License-Identifier: Apache-2.0
#include "report/plain_market.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/bar_spans.hpp"
#include "calendar/period.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "config/data_config.hpp"
#include "core/bar_size.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::report {

namespace {

namespace fs = std::filesystem;

// In single quotes, as YAML takes any text.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? "''" : std::string{c};
  }
  return result + "'";
}

// Paths that lie in the folder of the config that was read are named from the root.
std::string whole(const std::string& path, const config::DataConfig& config) {
  return (fs::absolute(config.folder.empty() ? fs::path(".") : fs::path(config.folder)) / path)
      .lexically_normal()
      .string();
}

// A venue is a name, or the path of its file.
std::string venue_value(const std::string& venue, const config::DataConfig& config) {
  return config.file_of(venue) == nullptr ? venue : quoted(whole(venue, config));
}

std::string venues_of_symbols(const config::DataConfig& config, const data::MarketData& market) {
  std::string text;
  for (const config::SymbolVenue& each : config.venues) {
    const auto there = [&each](const data::SymbolData& symbol) {
      return symbol.name == each.symbol;
    };
    if (std::ranges::any_of(market.symbols, there)) {
      text += fmt::format("    {}: {}\n", quoted(each.symbol), venue_value(each.venue, config));
    }
  }
  return text.empty() ? text : "  venues:\n" + text;
}

bool stand_in_columns(const config::DataConfig& config) {
  return config.csv.has_action_columns();
}

bool has_any_actions(const data::MarketData& market) {
  return std::ranges::any_of(
      market.symbols, [](const data::SymbolData& symbol) { return !symbol.actions.empty(); });
}

// Those of columns were written to files of their own, with what the prices were said to be.
std::string actions_of(const config::DataConfig& config, const data::MarketData& market,
                       const fs::path& folder) {
  const bool in_columns = stand_in_columns(config);
  if ((!config.actions && !in_columns) || (in_columns && !has_any_actions(market))) {
    return "";
  }
  const config::ActionsConfig actions = config.actions.value_or(config::ActionsConfig());
  const std::string path =
      in_columns ? (folder / "{symbol}.actions.csv").string() : whole(actions.path, config);
  std::string text =
      fmt::format("  actions:\n    path: {}\n    format: {}\n    prices: {}\n", quoted(path),
                  actions.format == config::ActionsFormat::lean ? "lean" : "csv",
                  actions.prices == config::PriceSeries::raw ? "raw" : "split_adjusted");
  std::string dates;
  for (const std::string& date : actions.accept) {
    dates += (dates.empty() ? "" : ", ") + date;
  }
  return dates.empty() ? text : text + fmt::format("    accept: [{}]\n", dates);
}

std::string names_of(const data::MarketData& market) {
  std::string names;
  for (const data::SymbolData& symbol : market.symbols) {
    names += (names.empty() ? "" : ", ") + quoted(symbol.name);
  }
  return names;
}

// When bars begin; those above a day with the first session of their week or month.
class PlainOpens {
 public:
  PlainOpens(const data::MarketData& market, core::SymbolIndex symbol)
      : venue_(*market.venue_of(symbol).hours),
        zone_(venue_.zone),
        bar_(market.bar),
        spans_(venue_, bar_, market.grids[symbol]) {}

  core::Timestamp of(core::Timestamp close) {
    const core::Timestamp open = spans_.from_close(close).open;
    if (bar_ <= core::kDay) {
      return open;
    }
    const core::Day date = calendar::session_date_at(venue_, zone_, open);
    const auto first = calendar::first_session_in(venue_, calendar::period_of(venue_, bar_, date));
    return calendar::regular_session_of(venue_, zone_, first.value_or(date)).open;
  }

 private:
  const calendar::Venue& venue_;
  calendar::Zone zone_;
  core::Duration bar_;
  calendar::BarSpans spans_;
};

}  // namespace

void write_plain_bars(const data::MarketData& market, core::SymbolIndex symbol, const Sink& sink) {
  PlainOpens opens(market, symbol);
  CsvWriter csv(sink);
  csv.header({"timestamp", "open", "high", "low", "close", "volume"});
  for (const data::BarRow& bar : market.symbols[symbol].bars) {
    csv.integer(opens.of(bar.close_time_ns) / core::kMillisecond);
    csv.number(bar.open).number(bar.high).number(bar.low).number(bar.close).number(bar.volume);
    csv.end_row();
  }
  csv.finish();
}

bool writes_actions(const config::DataConfig& config, const data::SymbolData& symbol) {
  return stand_in_columns(config) && !symbol.actions.empty();
}

void write_plain_actions(const data::SymbolData& symbol, const Sink& sink) {
  CsvWriter csv(sink);
  csv.header({"date", "split", "dividend"});
  for (const data::CorporateAction& action : symbol.actions) {
    csv.word(core::format_date(action.ex_date * core::kDay));
    csv.number(action.split.value()).number(action.dividend);
    csv.end_row();
  }
  csv.finish();
}

std::string plain_config(const config::DataConfig& config, const data::MarketData& market,
                         const fs::path& folder) {
  std::string text = fmt::format("data:\n  source: csv\n  path: {}\n  symbols: [{}]\n  bar: {}\n",
                                 quoted((folder / "{symbol}.csv").string()), names_of(market),
                                 core::format_bar_size(market.bar));
  text += fmt::format("  venue: {}\n", venue_value(config.venue, config));
  text += venues_of_symbols(config, market);
  if (config.from) {
    text += fmt::format("  from: {}\n", core::format_utc(*config.from));
  }
  text += "  time: {column: timestamp, format: epoch_ms, stamp: open}\n";
  return text + actions_of(config, market, folder);
}

}  // namespace barometer::report
