// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"

#include "config/support.hpp"
#include "core/bar_size.hpp"
#include "data/symbol_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

// A csv config whose data group has `lines` (indented by two) and nothing else beside its source.
std::string csv(const std::string& lines) {
  return "strategy: {plugin: sma_cross}\ndata:\n  source: csv\n" + lines;
}

bool tells(const std::string& yaml, const std::string& part) {
  const std::string told = messages_of(yaml);
  INFO(told);
  CHECK(told.find(part) != std::string::npos);
  return told.find(part) != std::string::npos;
}

const std::string kPath = "  path: d/{symbol}.csv\n";
const std::string kTime = "  time: {format: epoch_ms, stamp: open}\n";

}  // namespace

TEST_CASE("every csv key arrives") {
  const config::DataConfig data = config::parse_config(kEveryCsvKey, "t.yaml").data;
  CHECK(data.source == config::DataSource::csv);
  CHECK(data.symbols == std::vector<std::string>{"BRK.B", "^GSPC", "EURUSD=X"});
  REQUIRE(data.symbols_at.size() == 3);
  CHECK(data.symbols_at[1].line == 5);
  CHECK(data.at.line == 2);
  CHECK(data.bar == 5 * core::kMinute);
  CHECK(data.venue == "us_equity");
  CHECK(core::format_utc(data.from.value()) == "2018-01-01T00:00:00Z");
  CHECK(core::format_utc(data.to.value()) == "2019-01-01T00:00:00Z");
  CHECK(data.csv.path == "data/all_{date}.csv");
  CHECK(data.csv.member == "*.csv");
  CHECK(data.csv.date == "%Y");
  CHECK(data.csv.skip_lines == std::vector<std::size_t>{2, 3});
  CHECK(data.csv.order == config::RowOrder::newest_first);
  CHECK(data.csv.symbol.value().position == 8);
  CHECK(data.csv.numbers.decimal == ',');
  CHECK(data.csv.numbers.thousands == '.');
  CHECK(data.csv.numbers.currency == "$");
  CHECK(data.csv.scale == 0.0001);
  CHECK(data.csv.path_at.line == 4);
  CHECK(data.csv.time.position == 1);
  CHECK(data.csv.time_of_day.value().position == 2);
  CHECK(data.csv.time_format == "%Y%m%d %H%M%S");
  CHECK(data.csv.time_format_at.line == 10);
  CHECK(data.csv.zone == "America/New_York");
  CHECK(data.csv.stamp == config::StampSide::close);
  CHECK(data.csv.close.position == 6);
  CHECK_FALSE(data.csv.volume);
  CHECK(data.csv.separator == ';');
  CHECK_FALSE(data.csv.header);
  CHECK(data.csv.bad_rows == config::BadRows::skip);
  CHECK(data.csv.sunday_stubs == config::SundayStubs::merge);
}

TEST_CASE("a csv source needs a path, a bar size and a time format") {
  CHECK(messages_of(csv("  header: true\n")) ==
        "t.yaml:2:1: data.bar: expected a size of bars from 1s to 1d, written as 5min or 1h, or "
        "1w or 1mo, found no such key\n"
        "    say how long a bar is: 1h\n"
        "t.yaml:2:1: data.path: expected a path such as data/{symbol}.csv, found no such key\n"
        "t.yaml:2:1: data.time: expected a group of keys, found no such key\n"
        "    say how the file writes its times: {column: timestamp, format: epoch_ms, stamp: "
        "open}\n");
  CHECK(tells(csv(kPath + "  bar: 1h\n  time: {stamp: open}\n"), "t.yaml:6:3: data.time.format: "));
}

TEST_CASE("the first lines may be skipped, and what is no number of lines is refused") {
  const auto config = config::parse_config(
      csv(kPath + "  bar: 1d\n  time: {format: '%Y-%m-%d'}\n  skip_lines: 2\n"), "t.yaml");
  CHECK(config.data.csv.skip_lines == std::vector<std::size_t>{1, 2});
  const std::string rest = kPath + "  bar: 1d\n  time: {format: '%Y-%m-%d'}\n";
  CHECK(tells(csv(rest + "  skip_lines: x\n"), "data.skip_lines: expected a number of lines"));
  CHECK(tells(csv(rest + "  skip_lines: [0]\n"), "data.skip_lines[0]: expected"));
  CHECK(tells(csv(rest + "  member: /a.csv\n"), "data.member: expected a pattern of names"));
  CHECK(
      tells(csv(rest + "  columns: {symbol: s}\n"), "data.path: expected a path without {symbol}"));
}

TEST_CASE("JSON rows have no separator, header or lines to skip") {
  const std::string rest =
      "data:\n  source: json\n  path: a.json\n  symbols: [A]\n  bar: 1h\n"
      "  time: {format: epoch_ms, stamp: open}\n";
  CHECK(config::parse_config(rest, "t.yaml").data.source == config::DataSource::json);
  CHECK(tells(rest + "  separator: \";\"\n", "with source: csv"));
}

TEST_CASE("rows in memory need a bar size alone, and have nothing that is written in files") {
  const std::string rest = "data:\n  source: table\n  bar: 1h\n";
  const config::RunConfig config = config::parse_config(rest, "t.yaml");
  CHECK(config.data.source == config::DataSource::table);
  CHECK(config.data.csv.time_format.empty());
  CHECK(messages_of(rest + "  time: {column: t, zone: venue, stamp: close}\n"
                           "  columns: {open: O, volume: none, symbol: s}\n"
                           "  order: newest_first\n  scale: 0.01\n  bad_rows: skip\n") == "");
  CHECK(tells("data:\n  source: table\n", "data.bar: expected a size of bars"));
  for (const char* key :
       {"path: a.csv", "separator: ';'", "numbers: {decimal: ','}", "columns: {dividend: d}",
        "columns: {bid: {open: o}}", "time: {time_of_day: x}"}) {
    INFO(key);
    CHECK(tells(rest + "  " + key + "\n", "with source: csv or json"));
  }
  CHECK(tells(rest + "regime: {column: r}\n", "a source with files"));
}

TEST_CASE("open or close must be said of every stamp with a time of day") {
  const std::string missing = "data.time.stamp: expected open or close, found no such key";
  for (const char* format : {"epoch_s", "epoch_ms", "'%Y-%m-%d %H:%M'", "'%Y%m%d %T'"}) {
    INFO(format);
    tells(csv(kPath + "  bar: 1d\n  time: {format: " + format + "}\n"), missing);
  }
  tells(csv(kPath + "  bar: 1h\n  time: {format: '%Y-%m-%d'}\n"), missing);
  tells(csv(kPath + "  bar: 1d\n  time: {format: '%Y-%m-%d', time_of_day: Time}\n"), missing);
  CHECK(messages_of(csv(kPath + "  bar: 1d\n  time: {format: '%Y-%m-%d'}\n")) == "");
}

TEST_CASE("an unknown epoch is answered with the nearest") {
  CHECK(tells(csv(kPath + "  bar: 1h\n  time: {format: epoch_mss, stamp: open}\n"),
              "did you mean 'epoch_ms'?"));
}

TEST_CASE("several symbols need a path with {symbol}") {
  const std::string path = "  path: d/all.csv\n  bar: 1h\n" + kTime;
  CHECK(tells(csv(path), "data.path: expected a path with {symbol}"));
  CHECK(tells(csv(path + "  symbols: [A, B]\n"), "data.path: expected a path with {symbol}"));
  CHECK(messages_of(csv(path + "  symbols: [A]\n")) == "");
}

TEST_CASE("only {symbol} is filled in") {
  for (const char* path : {"d/{Symbol}.csv", "d/{symbol}/{year}.csv", "d/{symbol.csv", "d/}.csv"}) {
    INFO(path);
    CHECK(tells(csv("  path: " + std::string(path) + "\n  bar: 1h\n" + kTime), "{symbol}"));
  }
}

TEST_CASE("no symbol leads out of its folder") {
  for (const char* symbol : {"../x", "a/b", "..", "/etc/passwd", "'a b'", "\"a\\u0000\"", "\"\"",
                             "~", "\"a\\nb\"", "'<script>'", "[A]"}) {
    INFO(symbol);
    CHECK_FALSE(
        faults_of(csv(kPath + "  bar: 1h\n" + kTime + "  symbols: [" + symbol + "]\n")).empty());
  }
}

TEST_CASE("symbols are a list without repetitions, or all") {
  const std::string start = kPath + "  bar: 1h\n" + kTime;
  CHECK(config::parse_config(csv(start + "  symbols: all\n"), "t").data.symbols.empty());
  CHECK(tells(csv(start + "  symbols: [A, B, A]\n"),
              "t.yaml:7:19: data.symbols[2]: expected each name once, found 'A'"));
  CHECK(tells(csv(start + "  symbols: A\n"), "expected a list such as [first, second], or all"));
  CHECK(tells(csv(start + "  symbols: []\n"), "expected a list with at least one entry, or all"));
}

TEST_CASE("from comes before to") {
  const auto yaml = [](const char* from, const char* to) {
    return std::string("strategy: {plugin: x}\ndata: {source: synthetic, from: ") + from +
           ", to: " + to + "}\n";
  };
  CHECK(tells(yaml("2020-02-01", "2020-01-01"), "data.to: expected a time after data.from"));
  CHECK(tells(yaml("2020-02-01", "2020-02-01"), "data.to: expected a time after data.from"));
  CHECK(messages_of(yaml("2020-02-01", "2020-02-01 00:01")) == "");
  CHECK(tells(yaml("2020-02-30", "2020-03-01"), "data.from: expected a time in UTC"));
}

TEST_CASE("keys of the other source are refused") {
  CHECK(tells(csv(kPath + "  bar: 1h\n" + kTime + "  synthetic: {seed: 1}\n"),
              "data.synthetic: expected only with source: synthetic"));
  CHECK(tells("strategy: {plugin: x}\ndata: {source: synthetic, bad_rows: skip}\n",
              "data.bad_rows: expected only with source: csv"));
}

TEST_CASE("a wrong source does not hide the other faults, nor invent any") {
  CHECK(messages_of("strategy: {plugin: x}\ndata:\n  source: cvs\n" + kPath + "  bar: 1x\n" +
                    kTime) ==
        "t.yaml:3:11: data.source: expected synthetic, csv, json or table, found 'cvs'\n"
        "    did you mean 'csv'?\n"
        "t.yaml:5:8: data.bar: expected a size of bars from 1s to 1d, written as 5min or 1h, or "
        "1w or 1mo, found '1x'\n");
}

TEST_CASE("a column is a name or a position, quotes make it a name") {
  const auto data = [](const std::string& columns) {
    return config::parse_config(csv(kPath + "  bar: 1h\n" + kTime + "  columns: " + columns + "\n"),
                                "t")
        .data;
  };
  CHECK(data("{open: 2}").csv.open.position == 2);
  CHECK(data("{open: '2'}").csv.open.name == "2");
  CHECK(data("{close: Adj Close}").csv.close.name == "Adj Close");
  CHECK(data("{high: H}").csv.volume.value().name == "volume");
  CHECK_FALSE(data("{volume: none}").csv.volume);
  for (const char* columns :
       {"{open: 0}", "{open: -1}", "{open: 1.5}", "{open: ''}", "{opne: 1}", "{open: 99999}"}) {
    INFO(columns);
    CHECK_FALSE(
        faults_of(csv(kPath + "  bar: 1h\n" + kTime + "  columns: " + columns + "\n")).empty());
  }
}

TEST_CASE("without a header there are no names") {
  CHECK(tells(csv(kPath + "  bar: 1h\n" + kTime + "  header: false\n"),
              "data.header: expected true, as columns are given by name, found 'false'"));
}

TEST_CASE("separators are one of a few") {
  CHECK(config::parse_config(csv(kPath + "  bar: 1h\n" + kTime + "  separator: \"\\t\"\n"), "t")
            .data.csv.separator == '\t');
  for (const char* separator : {"a", "';;'", "'\"'", "''", "1", "'.'"}) {
    INFO(separator);
    CHECK_FALSE(
        faults_of(csv(kPath + "  bar: 1h\n" + kTime + "  separator: " + separator + "\n")).empty());
  }
}

TEST_CASE("a venue is a built-in one or the path of a file") {
  const auto yaml = [](const char* venue) {
    return std::string("strategy: {plugin: x}\ndata: {source: synthetic, venue: ") + venue + "}\n";
  };
  CHECK(config::parse_config(yaml("fx"), "t.yaml").data.venue == "fx");
  CHECK(config::parse_config(yaml("fx"), "t.yaml").data.venue_files.empty());
  CHECK(tells(yaml("us_equities"), "did you mean 'us_equity'?"));
  CHECK(tells(yaml("venues/none.yaml"), "venues/none.yaml: cannot be read: No such file"));
}

TEST_CASE("symbols may trade at venues of their own") {
  const std::string yaml =
      "strategy: {plugin: x}\ndata:\n  source: synthetic\n  venue: us_equity\n"
      "  venues:\n    BTC: 24x7\n    'EUR USD': fx\n    7203: configs/venues/tse.yaml\n"
      "    6758: configs/venues/tse.yaml\n";
  const config::DataConfig data = config::parse_config(yaml, "t.yaml").data;
  REQUIRE(data.venues.size() == 4);
  CHECK(data.venues[0].symbol == "BTC");
  CHECK(data.venues[0].venue == "24x7");
  CHECK(data.venues[0].at.line == 6);
  CHECK(data.venues[1].symbol == "EUR USD");
  CHECK(data.venues[3].symbol == "6758");
  REQUIRE(data.venue_files.size() == 1);  // read once
  CHECK(data.file_of("configs/venues/tse.yaml") == data.venue_files.data());
  CHECK(data.file_of("us_equity") == nullptr);
  const std::vector<std::string> overrides{"data.venues.BTC=fx", "data.venues.ETH=24x7"};
  const config::DataConfig set = config::parse_config(yaml, "t.yaml", overrides).data;
  REQUIRE(set.venues.size() == 5);
  CHECK(set.venues[0].venue == "fx");
  CHECK(set.venues[4].symbol == "ETH");
}

TEST_CASE("what is wrong with the venue of a symbol is told at its place") {
  const auto yaml = [](const std::string& venues) {
    return "strategy: {plugin: x}\ndata:\n  source: synthetic\n  venues: " + venues + "\n";
  };
  CHECK(tells(yaml("us_equity"),
              "t.yaml:4:11: data.venues: expected a group such as {SPY: us_equity, BTC: 24x7}"));
  CHECK(tells(yaml("{}"), "expected a group such as {SPY: us_equity, BTC: 24x7}"));
  CHECK(tells(yaml("{SPY: us_equities}"),
              "t.yaml:4:17: data.venues.SPY: expected 24x7, fx, us_equity or the path of a venue"));
  CHECK(tells(yaml("{SPY: us_equities}"), "did you mean 'us_equity'?"));
  CHECK(tells(yaml("{SPY: [us_equity]}"), "data.venues.SPY: expected 24x7, fx, us_equity or"));
  CHECK(tells(yaml("{SPY: fx, BTC: 24x7, SPY: us_equity}"),
              "data.venues: expected the key 'SPY' once, found it again; first at t.yaml:4:12"));
  CHECK(tells(yaml("{A: no.yaml, B: no.yaml}"),
              "t.yaml:4:15: data.venues.A: no.yaml: cannot be read: No such file"));
  CHECK(messages_of(yaml("{A: no.yaml, B: no.yaml}")).find("data.venues.B") == std::string::npos);
}

TEST_CASE("one venue file for a whole universe is read once") {
  std::string yaml = "strategy: {plugin: x}\ndata:\n  source: synthetic\n  venues:\n";
  for (int symbol = 0; symbol < 2'000; ++symbol) {
    yaml += "    S" + std::to_string(symbol) + ": configs/venues/tse.yaml\n";
  }
  const config::DataConfig data = config::parse_config(yaml, "t.yaml").data;
  CHECK(data.venues.size() == 2'000);
  CHECK(data.venue_files.size() == 1);
}

TEST_CASE("weeks and months are sizes of bars, 7d and 1w one of them") {
  const auto bar = [](const std::string& size) {
    return config::parse_config(csv(kPath + "  bar: " + size + "\n" + kTime), "t").data.bar;
  };
  CHECK(bar("1w") == core::kWeek);
  CHECK(bar("7d") == core::kWeek);
  CHECK(bar("1mo") == core::kMonth);
  for (const char* size : {"2d", "2w", "30d", "1y", "2mo"}) {
    INFO(size);
    CHECK(tells(csv(kPath + "  bar: " + size + "\n" + kTime),
                "data.bar: expected a size of bars from 1s to 1d"));
  }
}

TEST_CASE("dates of weeks and months need no side, as those of days") {
  const std::string dates = "  time: {format: \"%Y-%m-%d\"}\n";
  for (const char* size : {"1d", "1w", "1mo"}) {
    CHECK(messages_of(csv(kPath + "  bar: " + size + "\n" + dates)).empty());
  }
}

TEST_CASE("the run's bars are the source's, or coarser ones that they make") {
  const auto data = [](const std::string& more) {
    return config::parse_config("data: {source: synthetic, " + more + "}\nstrategy: {plugin: x}\n",
                                "t")
        .data;
  };
  CHECK(data("bar: 1h").run_bar() == core::kHour);
  CHECK(data("bar: 1h, resample: 4h").run_bar() == 4 * core::kHour);
  CHECK(data("bar: 1h, resample: 1h").run_bar() == core::kHour);
  CHECK(data("bar: 1h, resample: 7d").run_bar() == core::kWeek);
  CHECK(data("bar: 1d, resample: 1mo").run_bar() == core::kMonth);
}

TEST_CASE("what the source's bars do not make is refused") {
  const auto refused = [](const std::string& data, const char* text) {
    INFO(data);
    CHECK(tells("data: {source: synthetic, " + data + "}\nstrategy: {plugin: x}\n", text));
  };
  for (const char* sizes : {"bar: 1h, resample: 90min", "bar: 1h, resample: 5h",
                            "bar: 4h, resample: 1h", "bar: 1d, resample: 12h"}) {
    refused(sizes,
            "data.resample: expected data.bar, or a multiple of it that divides a day, or "
            "1d, 1w or 1mo");
  }
  refused("bar: 1w", "data.bar: expected at most 1d with source: synthetic");
  refused("bar: 1w", "weeks and months are made of shorter bars: data.resample: 1w");
  CHECK(tells(csv(kPath + "  bar: 1w\n  resample: 1mo\n" + kTime),
              "data.resample: expected data.bar, or"));
}

TEST_CASE("truth and labels are those of the files' bars, so neither stands beside coarser ones") {
  const std::string bars = kPath + "  bar: 1h\n  resample: 4h\n" + kTime;
  CHECK(tells(csv(bars + "  columns: {truth: 7}\n"),
              "data.resample: expected no data.columns.truth beside it"));
  CHECK(tells(csv(bars) + "regime: {column: mood}\n",
              "regime.column: expected no data.resample beside it"));
  CHECK(messages_of(csv(kPath + "  bar: 4h\n  resample: 4h\n" + kTime) + "regime: {column: mood}\n")
            .empty());
}

TEST_CASE("a tagger's bars are coarser than those of the run, not of the source") {
  const std::string data = "strategy: {plugin: x}\ndata: {source: synthetic, resample: 4h}\n";
  CHECK(tells(data + "regime: {plugin: a, on: 2h}\n", "regime.on: expected data.bar"));
  CHECK(messages_of(data + "regime: {plugin: a, on: 12h}\n").empty());
}

TEST_CASE("columns of splits and dividends, and the adjusted close, arrive") {
  const config::DataConfig actions = config::parse_config(kActionColumns, "t.yaml").data;
  CHECK(actions.csv.dividend.value().name == "Dividends");
  CHECK(actions.csv.split.value().name == "Stock Splits");
  REQUIRE(actions.actions);
  CHECK(actions.actions->path.empty());
  CHECK(actions.actions->prices == config::PriceSeries::split_adjusted);
  CHECK(actions.actions->accept == std::vector<std::string>{"2020-03-02"});
  const config::DataConfig adjusted = config::parse_config(kAdjustedColumn, "t.yaml").data;
  CHECK(adjusted.csv.adjusted_close.value().name == "Adj Close");
  CHECK_FALSE(adjusted.has_actions());
}

TEST_CASE("actions are said once: by a file, by columns or by adjusted closes") {
  const std::string rest = kPath + kTime + "  bar: 1d\n";
  tells(csv(rest + "  columns: {dividend: D}\n  actions: {path: \"a/{symbol}.csv\"}\n"),
        "t.yaml:8:13: data.actions.path: expected only without data.columns.dividend and split, "
        "found here");
  tells(csv(rest + "  columns: {split: S}\n  actions: {format: lean}\n"),
        "data.actions.format: expected only without data.columns.dividend and split");
  tells(csv(rest + "  columns: {adjusted_close: A}\n  actions: {path: \"a/{symbol}.csv\"}\n"),
        "data.actions: expected no such group beside data.columns.adjusted_close");
  tells(csv(rest + "  columns: {adjusted_close: A, split: S}\n"),
        "data.columns.adjusted_close: expected no columns.dividend and columns.split beside it");
  tells(csv(rest + "  actions: {prices: raw}\n"), "data.actions.path: expected a path");
}

TEST_CASE("without a header these columns go by position too") {
  tells(
      csv(kPath + "  bar: 1d\n  header: false\n  time: {column: 1, format: epoch_ms, stamp: open}\n"
                  "  columns: {open: 2, high: 3, low: 4, close: 5, volume: 6, dividend: D}\n"),
      "data.header: expected true, as columns are given by name");
}
