// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>

#include "config/broker_config.hpp"
#include "config/cost_forms.hpp"
#include "config/data_config.hpp"
#include "config/file_forms.hpp"
#include "config/forms.hpp"
#include "config/instruments_form.hpp"
#include "config/latency_config.hpp"
#include "config/output_config.hpp"
#include "config/reader.hpp"
#include "config/regime_config.hpp"
#include "config/run_config.hpp"
#include "config/schema_columns.hpp"
#include "config/schema_study.hpp"
#include "config/schema_words.hpp"

// The tables of all groups: key, member, form, and the rules over several keys. Reader walks them
// to fill the structs, Writer to describe them, so that both always have the same keys.
// docs/config.md lists the same keys, held to that by a test.

namespace barometer::config::schema {

template <class Io, class Config>
void csv_row_keys(Io& io, Config& csv) {
  io.value("separator", csv.separator, SeparatorForm{});
  io.value("header", csv.header, BoolForm{});
  io.check("header", csv.header || all_by_position(csv), "true, as columns are given by name",
           "without a header give time.column and every one of columns by its position");
  io.tree("skip_lines", csv.skip_lines, LineNumbersForm{});
}

// Whether the path, or the pattern of a zip's members, has the mark.
inline bool has_mark(const CsvConfig& csv, const char* mark) {
  return csv.path.find(mark) != std::string::npos ||
         (csv.member && csv.member->find(mark) != std::string::npos);
}

template <class Io, class Config>
void csv_place_keys(Io& io, Config& csv) {
  io.value("member", csv.member, NamePatternForm{});
  io.value("date", csv.date, TimeFormatForm{}, {}, &csv.date_at);
  io.tree("path", csv, FilePathsForm{}, kRequired);
}

// What the path must say, by the keys around it.
template <class Io>
void check_path(Io& io, const CsvConfig& csv, bool many_symbols) {
  const bool names_symbol = has_mark(csv, "{symbol}");
  io.check("path", csv.path.empty() || !many_symbols || names_symbol || csv.symbol,
           "a path with {symbol}, as there is more than one symbol",
           "or name the column that says whose row it is: columns.symbol");
  io.check("path", !csv.symbol || !names_symbol,
           "a path without {symbol}, as data.columns.symbol says whose each row is");
  const CsvConfig ask = csv.has_quotes() ? ask_side(csv) : csv;
  io.check("path", has_mark(ask, "{symbol}") == names_symbol,
           "{symbol} in the paths of both bid and ask, or in neither");
  io.check("time",
           csv.time_format != "ms_of_day" || (has_mark(csv, "{date}") && has_mark(ask, "{date}")),
           "{date} in data.path or data.member, as ms_of_day counts from its midnight");
}

// What holds of rows wherever they lie.
template <class Io, class Config>
void row_keys(Io& io, Config& data) {
  auto& csv = data.csv;
  io.value("order", csv.order, EnumListForm<RowOrder>{kRowOrders});
  io.value("scale", csv.scale, NumberForm{1e-12, 1e12});
  io.value("bad_rows", csv.bad_rows, EnumListForm<BadRows>{kBadRows});
  io.value("sunday_stubs", csv.sunday_stubs, EnumListForm<SundayStubs>{kSundayStubs});
  io.value("bad_symbols", data.bad_symbols, EnumListForm<BadSymbols>{kBadSymbols});
}

template <class Io, class Config>
void csv_keys(Io& io, Config& data, bool bar_known) {
  auto& csv = data.csv;
  csv_place_keys(io, csv);
  io.group(
      "time", [&](auto& inner) { csv_time_keys(inner, csv, data.bar, bar_known); },
      {true,
       "say how the file writes its times: {column: timestamp, format: epoch_ms, stamp: open}"});
  io.group("columns", [&](auto& inner) { csv_column_keys(inner, csv); });
  io.check("resample", !csv.truth || data.run_bar() == data.bar, "no data.columns.truth beside it",
           "the truth is that of the bars of the files");
  io.check("actions", !csv.adjusted_close || !data.actions,
           "no such group beside "
           "data.columns.adjusted_close",
           kAdjustedTwice);
  check_path(io, csv, data.symbols.size() != 1);
  if (data.source == DataSource::json) {
    io.only("with source: csv", {"separator", "header", "skip_lines"});
  } else {
    csv_row_keys(io, csv);
  }
  io.group("numbers", [&](auto& inner) { number_keys(inner, csv.numbers); });
  row_keys(io, data);
}

// Rows that a program hands over: their types say what in files is written.
template <class Io, class Config>
void table_keys(Io& io, Config& data) {
  auto& csv = data.csv;
  io.group("time", [&](auto& inner) { table_time_keys(inner, csv); });
  io.group("columns", [&](auto& inner) { table_column_keys(inner, csv); });
  io.only("with source: csv or json",
          {"path", "member", "date", "separator", "header", "skip_lines", "numbers"});
  io.only("with source: synthetic", {"synthetic"});
  row_keys(io, data);
}

template <class Io, class Config>
void synthetic_keys(Io& io, Config& synthetic) {
  io.value("symbols", synthetic.symbols, IntegerForm{1, 10'000});
  io.value("bars", synthetic.bars, IntegerForm{1, 1'000'000'000});
  io.value("start", synthetic.start, TimestampForm{});
  io.value("seed", synthetic.seed, IntegerForm{});
}

// `in_columns`: the bars' own files say what happened, and the group how to take it.
template <class Io, class Config>
void actions_keys(Io& io, Config& actions, bool in_columns) {
  if (in_columns) {
    io.only("without data.columns.dividend and split", {"path", "format"});
  } else {
    io.value("path", actions.path, PathTemplateForm{}, {}, &actions.path_at);
    io.check("path", io.has("path"), PathTemplateForm{}.expected(),
             "or name the columns of the bars' files: data.columns.dividend, split");
    io.value("format", actions.format, EnumListForm<ActionsFormat>{kActionsFormats});
  }
  io.value("prices", actions.prices, EnumListForm<PriceSeries>{kPriceSeries});
  io.list("accept", actions.accept, actions.accept_at, NameForm{}, kNoneUnlessListed);
}

template <class Io, class Config>
void bar_size_rules(Io& io, Config& data, bool csv) {
  io.check("bar", csv || data.bar <= core::kDay, "at most 1d with source: synthetic",
           "weeks and months are made of shorter bars: data.resample: 1w");
  io.value("resample", data.resample, BarSizeForm{}, {}, &data.resample_at);
  io.check("resample",
           !data.resample || *data.resample == data.bar || is_coarser(*data.resample, data.bar),
           kCoarserSizes, "such as 4h with bars of 1h");
}

template <class Io, class Config>
void symbol_keys(Io& io, Config& data) {
  io.list("symbols", data.symbols, data.symbols_at, NameForm{});
  io.list("exclude", data.exclude, data.exclude_at, SymbolForm{}, kNoneUnlessListed);
  io.value("missing", data.missing, EnumListForm<Missing>{kMissing});
}

template <class Io, class Config>
void period_keys(Io& io, Config& data) {
  io.value("from", data.from, TimestampForm{}, {}, &data.from_at);
  io.value("to", data.to, TimestampForm{}, {}, &data.to_at);
  io.check("to", !data.from || !data.to || *data.from < *data.to, "a time after data.from");
}

template <class Io, class Config>
void data_keys(Io& io, Config& data) {
  const bool stated =
      io.value("source", data.source, EnumListForm<DataSource>{kSources}, kRequired);
  const bool table = stated && data.source == DataSource::table;
  const bool csv = stated ? !table && data.source != DataSource::synthetic : io.has("path");
  symbol_keys(io, data);
  const bool bar_known =
      io.value("bar", data.bar, BarSizeForm{}, {csv || table, "say how long a bar is: 1h"});
  bar_size_rules(io, data, csv || table);
  io.value("venue", data.venue, VenueForm{});
  io.tree("venues", data.venues, VenuesForm{});
  period_keys(io, data);
  const bool in_columns = data.csv.has_action_columns() || io.has_in("columns", "dividend") ||
                          io.has_in("columns", "split");
  io.optional_group("actions", data.actions, [in_columns](auto& inner, auto& actions) {
    actions_keys(inner, actions, in_columns);
  });
  if (csv) {
    csv_keys(io, data, bar_known || !io.has("bar"));
    io.only("with source: synthetic", {"synthetic"});
  } else if (table) {
    table_keys(io, data);
  } else {
    io.group("synthetic", [&](auto& inner) { synthetic_keys(inner, data.synthetic); });
    io.only("with source: csv or json",
            {"path", "member", "date", "time", "columns", "separator", "header", "skip_lines",
             "order", "numbers", "scale", "bad_rows", "sunday_stubs", "bad_symbols"});
  }
}

template <class Io, class Config>
void plugin_keys(Io& io, Config& config) {
  io.value("plugin", config.plugin, PluginNameForm{}, kRequired, &config.plugin_at);
  io.tree("params", config.params, ParamsForm{});
}

// Labels of a column in place of a plug-in.
template <class Io, class Config>
void label_keys(Io& io, Config& regime) {
  constexpr std::size_t kMostLabels = 127;
  io.value("column", regime.column, ColumnForm{}, {}, &regime.column_at);
  io.value("file", regime.file, PathForm{});
  io.list("labels", regime.labels, regime.labels_at, LabelForm{}, kNoneUnlessListed);
  io.check("labels", regime.labels.size() <= kMostLabels, "at most 127 labels");
  if (!io.has("column")) {
    io.only("with regime.column", {"file", "labels"});
    return;
  }
  io.only("without regime.column", {"plugin", "params"});
  io.check("on", !io.has("on"), "no size of bars beside regime.column",
           "the labels are those of the run's own bars; leave it out");
  io.check("column", !regime.file || !regime.column || !regime.column->name.empty(),
           "a name, as regime.file has a header");
}

// `taggers` are those before this one.
template <class Io, class Config, class Configs>
void regime_keys(Io& io, Config& regime, const Configs& taggers, const DataConfig& data) {
  const core::Duration bar = data.run_bar();
  io.value("plugin", regime.plugin, PluginNameForm{}, {}, &regime.plugin_at);
  io.either("plugin", "column", PluginNameForm{}.expected(),
            "or say which column has your own labels: regime.column");
  label_keys(io, regime);
  io.check("column", !regime.column || data.run_bar() == data.bar, "no data.resample beside it",
           "the labels are those of the bars of the files");
  io.check("column", !regime.column || data.source != DataSource::table,
           "a source with files (data.source: csv or json)",
           "write the labels and the rows into files, or write a tagger");
  io.value("as", regime.as, QualifierForm{});
  const auto same = [&](const auto& other) { return other.as == regime.as; };
  io.check("as", std::none_of(taggers.begin(), taggers.end(), same),
           "a name that no other tagger has", "one of them may go without, each other needs one");
  io.value("on", regime.on, BarSizeForm{});
  io.check("on", !regime.on || *regime.on == bar || is_coarser(*regime.on, bar), kCoarserSizes,
           "such as 4h with bars of 1h");
  io.value("of", regime.of, NameForm{}, {}, &regime.of_at);
  io.tree("params", regime.params, ParamsForm{});
}

template <class Io, class Config>
void strategy_keys(Io& io, Config& strategy) {
  plugin_keys(io, strategy);
  io.tree("when", strategy.when, ConditionsForm{});
}

template <class Io, class Config>
void interest_keys(Io& io, Config& interest) {
  io.value("cash", interest.cash, FractionForm{-1, 10});
  io.value("loan", interest.loan, FractionForm{0, 10});
}

inline bool states_spread(const std::vector<InstrumentConfig>& instruments) {
  return std::ranges::any_of(
      instruments, [](const InstrumentConfig& each) { return each.half_spread.has_value(); });
}

template <class Io, class Config>
void broker_keys(Io& io, Config& broker) {
  io.value("cash", broker.cash, NumberForm{0.01, 1e15});
  io.value("fill", broker.fill, EnumListForm<FillRule>{kFills});
  io.tree("commission", broker, CommissionForm{});
  io.tree("slippage", broker, SlippageForm{});
  io.value("leverage", broker.leverage, NumberForm{0.01, 1000});
  io.value("size_at", broker.size_at, EnumListForm<SizeAt>{kSizeAts});
  io.value("cash_buffer", broker.cash_buffer, FractionForm{0, 0.9});
  io.value("margin", broker.margin, EnumListForm<OnShortfall>{kMargins});
  io.value("maintenance_margin", broker.maintenance_margin, FractionForm{0, 1});
  io.check("maintenance_margin", broker.maintenance_margin * broker.leverage < 1,
           "less than the initial margin, which is 1 / leverage",
           "lower maintenance_margin or leverage");
  io.value("liquidation", broker.liquidation, EnumListForm<Liquidation>{kLiquidations});
  io.value("short_selling", broker.short_selling, BoolForm{});
  io.value("intrabar", broker.intrabar, EnumListForm<Intrabar>{kIntrabars});
  io.value("limit_touch", broker.limit_touch, EnumListForm<LimitTouch>{kTouches});
  io.value("participation", broker.participation, FractionForm{1e-9, 1}, {},
           &broker.participation_at);
  io.value("close_at_end", broker.close_at_end, BoolForm{});
  io.tree("instruments", broker.instruments, InstrumentsForm{});
  io.check("instruments",
           broker.slippage_parts.spread == SpreadCost::none || !states_spread(broker.instruments),
           "no half_spread beside `slippage: {spread: quoted}`",
           "these are two spreads; remove one of them");
  io.value("borrow", broker.borrow, FractionForm{0, 10});
  io.group("interest", [&](auto& inner) { interest_keys(inner, broker.interest); });
  io.value("currency", broker.currency, NameForm{}, {}, &broker.currency_at);
  io.tree("conversion", broker.conversion, ConversionForm{});
}

template <class Io, class Config>
void risk_keys(Io& io, Config& risk) {
  constexpr NumberForm kTimesEquity{1e-6, 1000};
  constexpr FractionForm kLoss{1e-6, 1};
  io.value("max_weight", risk.max_weight, kTimesEquity);
  io.value("max_gross", risk.max_gross, kTimesEquity);
  io.value("max_net", risk.max_net, kTimesEquity);
  io.check("max_net", !risk.max_net || !risk.max_gross || *risk.max_net <= *risk.max_gross,
           "at most risk.max_gross, as net is never more than gross");
  io.check("max_weight", !risk.max_weight || !risk.max_gross || *risk.max_weight <= *risk.max_gross,
           "at most risk.max_gross, as one position is never more than all");
  io.value("max_drawdown", risk.max_drawdown, kLoss);
  io.value("max_daily_loss", risk.max_daily_loss, kLoss);
  io.value("orders_per_step", risk.orders_per_step, IntegerForm{0, 1'000'000});
}

template <class Io, class Config>
void budget_keys(Io& io, Config& latency) {
  for (const char* const stage : kStages) {
    io.tree(stage, latency.budgets, QuantilesForm{stage});
  }
  io.group("warmup", [&](auto& inner) {
    inner.value("total", latency.warmup_total, DurationForm{}, kRequired);
  });
}

template <class Io, class Config>
void latency_keys(Io& io, Config& latency) {
  io.value("meter", latency.meter, EnumListForm<Meter>{kMeters});
  io.group("budget", [&](auto& inner) { budget_keys(inner, latency); });
  io.value("on_breach", latency.on_breach, EnumListForm<OnBreach>{kBreaches});
  io.value("live_interval", latency.live_interval, DurationForm{});
}

template <class Io, class Config>
void output_keys(Io& io, Config& output) {
  io.value("dir", output.directory, PathForm{});
  io.value("tags", output.tags, BoolForm{});
  io.value("page", output.page, BoolForm{});
  io.value("equity", output.equity, EnumListForm<EquityRows>{kEquityRows});
  io.value("decimals", output.decimals, IntegerForm{0, OutputConfig::kMostDecimals});
  io.list("regimes", output.regimes, output.regimes_at, NameForm{});
  io.tree("pairs", output.pairs, PairsForm{});
  io.value("benchmark", output.benchmark, NameForm{}, {}, &output.benchmark_at);
  io.value("round_trips", output.round_trips, EnumListForm<RoundTripRule>{kRoundTrips});
}

template <class Io, class Config>
void run_keys(Io& io, Config& run) {
  io.value("name", run.name, NameForm{});
  io.value("tagging", run.tagging, EnumListForm<Tagging>{kTaggings});
  io.value("threads", run.threads, IntegerForm{0, 1024});
  io.value("seed", run.seed, IntegerForm{});
  io.value("step_deadline", run.step_deadline, DurationForm{core::kMillisecond});
}

// The whole document.
template <class Io, class Config>
void config_keys(Io& io, Config& config) {
  io.group(
      "data", [&](auto& inner) { data_keys(inner, config.data); },
      {true, "say where the bars come from: {source: synthetic}"}, &config.data.at);
  io.groups("regime", config.regime, [&](auto& inner, auto& regime, const auto& before) {
    regime_keys(inner, regime, before, config.data);
  });
  // Tagging needs none; backtest::require_strategy() is for those who do.
  io.group("strategy", [&](auto& inner) { strategy_keys(inner, config.strategy); });
  io.group("broker", [&](auto& inner) { broker_keys(inner, config.broker); });
  io.group("risk", [&](auto& inner) { risk_keys(inner, config.risk); });
  io.group("latency", [&](auto& inner) { latency_keys(inner, config.latency); });
  io.group("output", [&](auto& inner) { output_keys(inner, config.output); });
  io.group("run", [&](auto& inner) { run_keys(inner, config.run); });
  io.optional_group("study", config.study,
                    [](auto& inner, auto& study) { study_keys(inner, study); });
}

}  // namespace barometer::config::schema
