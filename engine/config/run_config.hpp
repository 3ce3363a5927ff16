// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "config/venue_config.hpp"
#include "core/timestamp.hpp"

// A run as plain data. Every value is in the unit that its name says; every default is written
// here and nowhere else. load.hpp fills these structs from YAML.

namespace barometer::config {

// A scalar that only a plug-in's declared table can type: kept as text until then.
struct RawScalar {
  std::string text;
  bool quoted = false;  // quotes made text of what would be a number or a boolean without them
  Location at;
};

// One entry of `params:`; nested maps are joined with dots ("volatility.rule").
struct RawParam {
  std::string name;
  Location name_at;
  RawScalar value;
};

enum class DataSource { synthetic, csv };
enum class StampSide { open, close };
enum class BadRows { refuse, skip };

// A column by header name, or by position counted from 1 where `name` is empty.
struct ColumnRef {
  std::string name;
  int position = 0;
};

struct CsvConfig {
  std::string path;  // template with {symbol}; environment variables already resolved
  Location path_at;
  char separator = ',';
  bool header = true;
  ColumnRef time{.name = "timestamp"};
  std::optional<ColumnRef> time_of_day;  // joined to `time` with one blank
  ColumnRef open{.name = "open"};
  ColumnRef high{.name = "high"};
  ColumnRef low{.name = "low"};
  ColumnRef close{.name = "close"};
  std::optional<ColumnRef> volume = ColumnRef{.name = "volume"};  // none: volume is 0
  std::optional<ColumnRef> truth;  // the true regime of each bar, a word or a whole number
  // "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", or a strptime-like pattern: "%Y-%m-%d %H:%M".
  std::string time_format;
  Location time_format_at;
  std::string zone = "UTC";  // IANA name, or "venue"
  // Whether the stamp is the bar's open or its close; session dates of daily bars need none,
  // anything else must say it.
  std::optional<StampSide> stamp;
  BadRows bad_rows = BadRows::refuse;
};

// Seeded Markov-switching market (data/synthetic.hpp states the model).
struct SyntheticConfig {
  int symbols = 8;
  std::int64_t bars = 17'520;                             // per symbol; two years of hours
  core::Timestamp start = 1'640'995'200 * core::kSecond;  // open of the first bar: 2022-01-01
  std::uint64_t seed = 1;
};

enum class ActionsFormat { csv, lean };
enum class PriceSeries { raw, split_adjusted };

// Splits and dividends; see data/corporate_actions.hpp.
struct ActionsConfig {
  std::string path;  // template with {symbol}; a symbol without a file has none
  Location path_at;
  ActionsFormat format = ActionsFormat::csv;
  PriceSeries prices = PriceSeries::raw;  // what the bars are
};

struct DataConfig {
  std::string file;  // the config file, for messages
  DataSource source = DataSource::synthetic;
  std::vector<std::string> symbols;  // empty: all that the source has
  std::vector<Location> symbols_at;
  Location at;
  std::optional<core::Timestamp> from;  // bars that close at or before it only warm up
  Location from_at;
  std::optional<core::Timestamp> to;  // bars that close after it are not loaded
  Location to_at;
  core::Duration bar =
      core::kHour;             // length of a bar; 1d for one bar a session day; csv must state it
  std::string venue = "24x7";  // 24x7 | fx | us_equity | path of a venue file
  std::optional<VenueConfig> venue_file;  // what that file says
  CsvConfig csv;
  SyntheticConfig synthetic;
  std::optional<ActionsConfig> actions;
};

// One tagger; several stand side by side.
struct RegimeConfig {
  std::string plugin;
  Location plugin_at;
  std::string as;  // begins the names of its dimensions: "daily.trend"; empty: plain
  std::optional<core::Duration> on;  // size of the bars that it sees; none: the run's own
  std::string of;                    // the one symbol that it tags for all; empty: each for itself
  Location of_at;
  std::vector<RawParam> params;
};

// Whether bars of `bar` can be gathered to bars of `on`: 1d, 7d, or a length that divides a day;
// longer than `bar` and a multiple of it.
bool is_coarser(core::Duration on, core::Duration bar);

enum class ConditionAction { flatten, block_entries, scale };

// One term of `if:`: a category is one of `labels`, or a scalar compares with `bound`.
struct ConditionTerm {
  std::string dimension;
  Location dimension_at;
  std::vector<RawScalar> values;  // labels (any of them), or one comparison such as "> 90"
};

struct ConditionConfig {
  std::vector<ConditionTerm> terms;  // all must hold
  ConditionAction action = ConditionAction::flatten;
  double scale = 1.0;  // for ConditionAction::scale, 0..1
  Location at;
};

struct StrategyConfig {
  std::string plugin;
  Location plugin_at;
  std::vector<RawParam> params;
  std::vector<ConditionConfig> when;
};

enum class FillRule { next_open, next_close, same_close };
enum class OnShortfall { reject, scale };
enum class Intrabar { pessimistic, ohlc, olhc, nearest_first };
enum class LimitTouch { fill, through };

// What holding a perpetual costs: longs pay `rate` of the value to shorts at each multiple of
// `every` since 1970 (UTC); a negative rate is paid by shorts.
struct FundingConfig {
  double rate = 0;  // fraction of value
  core::Duration every = 8 * core::kHour;
};

// What is special about trading one symbol, or all (`symbol` is "default"); what is not stated is
// the default's.
struct InstrumentConfig {
  std::string symbol;
  Location at = {};
  std::optional<double> tick = {};          // quote currency; fill prices are multiples of it
  std::optional<double> lot = {};           // units; quantities are multiples of it
  std::optional<double> min_notional = {};  // quote currency; smaller orders are refused
  std::optional<bool> short_selling = {};
  std::string currency = {};               // it is quoted in; empty: the account's
  std::optional<double> multiplier = {};   // units of the underlying that one unit stands for
  std::optional<double> half_spread = {};  // quote currency; instead of slippage.half_spread
  std::optional<double> borrow = {};       // fraction of the value of shorts, a year
  std::optional<FundingConfig> funding = {};
};

// `rate` is in force from `from` on: notional of both sides, account currency, of the 30 days
// before the fill.
struct CommissionTier {
  double from = 0;
  double rate = 0;  // fraction of notional
};

// What `commission:` adds to its flat rate; all of it adds up.
struct CommissionConfig {
  double maker = 0;          // fraction of notional, of fills that rested in the book
  double taker = 0;          // fraction of notional, of all others
  double per_order = 0;      // account currency, with an order's first fill
  double per_share = 0;      // account currency a unit
  double per_share_min = 0;  // account currency an order, of the per-share part
  std::optional<double>
      per_share_max;  // fraction of notional, of the per-share part; beats the min
  std::vector<CommissionTier> tiers = {};  // ascending; the last one reached is in force
  std::vector<ConditionConfig> when = {};  // action scale: several multiply
};

// What `slippage:` adds to its flat rate; all of it adds up.
struct SlippageConfig {
  double ticks = 0;         // of the symbol's tick size
  double half_spread = 0;   // quote currency
  double volume_share = 0;  // k in k x (quantity / volume of the bar)^2, fraction of price
  double impact = 0;        // c in c x sigma_day x sqrt(quantity / ADV), fraction of price
  std::vector<ConditionConfig> when = {};  // action scale: several multiply
};

// Rates a year, charged by calendar days / 365 for every night.
struct InterestConfig {
  double cash = 0;  // earned on cash
  double loan = 0;  // paid on a margin loan
};

// Where the rate from a currency to the account's comes from.
struct ConversionConfig {
  std::string currency = {};
  Location at = {};
  std::string symbol = {};  // of the run
  bool inverse = false;     // the symbol's price is account currency in terms of `currency`
};

struct BrokerConfig {
  double cash = 100'000.0;  // account currency
  FillRule fill = FillRule::next_open;
  double commission = 0.0;  // fraction of notional
  double slippage = 0.0;    // fraction of price, against the order
  CommissionConfig commission_parts = {};
  SlippageConfig slippage_parts = {};
  double leverage = 1.0;      // gross exposure / equity allowed after a fill
  double cash_buffer = 0.01;  // fraction of equity that target weights leave free
  OnShortfall margin = OnShortfall::reject;
  double maintenance_margin = 0.0;  // equity / gross exposure below which the engine liquidates
  bool short_selling = true;
  Intrabar intrabar = Intrabar::pessimistic;
  LimitTouch limit_touch = LimitTouch::fill;
  std::optional<double> participation = {};  // share of a bar's volume that may be filled in it
  bool close_at_end = false;
  std::vector<InstrumentConfig> instruments = {};
  double borrow = 0.0;  // fraction of the value of shorts, a year
  InterestConfig interest = {};
  std::string currency = {};  // of the account; empty: all symbols are quoted in it
  Location currency_at = {};
  std::vector<ConversionConfig> conversion = {};
};

// Limits that the engine holds whatever the strategy asks; none where nothing is stated.
struct RiskConfig {
  std::optional<double> max_weight = {};  // |position| of a symbol / equity
  std::optional<double> max_gross = {};   // sum of |positions| / equity
  std::optional<double> max_net = {};     // |sum of positions| / equity
  std::optional<double> max_drawdown =
      {};  // of the highest equity at a step's close: flat for good
  std::optional<double> max_daily_loss =
      {};                                   // of the equity before the session: flat until the next
  std::optional<int> orders_per_step = {};  // orders of the strategy that are taken in one step
};

enum class Meter { off, sampled, full };
enum class OnBreach { report, fail };

// "q of the per-bar times of this stage stay at or under `limit`".
struct BudgetConfig {
  std::string stage;      // bar | fill | mark | tag | strategy | order
  double quantile = 0.0;  // 0.5 .. 0.9999
  core::Duration limit = 0;
  Location at;
};

struct LatencyConfig {
  Meter meter = Meter::off;
  std::vector<BudgetConfig> budgets;
  std::optional<core::Duration> warmup_total;  // budget of the whole warm-up
  OnBreach on_breach = OnBreach::report;
  std::optional<core::Duration> live_interval;  // between bars of a live market: would it keep up?
};

// What a fill that reduces a position closes.
enum class RoundTripRule { fifo, average };

struct OutputConfig {
  std::string directory = "runs";  // parent of the run folder where --out names none
  bool tags = false;               // write tags.csv
  // Category dimensions of the per-regime table; empty: every category that the tagger declares.
  std::vector<std::string> regimes;
  std::vector<Location> regimes_at;
  std::string benchmark;  // a symbol of the run; empty: none
  Location benchmark_at;
  RoundTripRule round_trips = RoundTripRule::fifo;
};

enum class Tagging { ahead, in_step };

struct RunSection {
  std::string name;  // empty: the config file's stem
  Tagging tagging = Tagging::ahead;
  int threads = 0;  // 0: all cores
  std::uint64_t seed = 1;
};

struct RunConfig {
  std::string file;  // as given, for messages
  DataConfig data;
  std::vector<RegimeConfig> regime;  // empty: nothing is tagged
  StrategyConfig strategy;
  BrokerConfig broker;
  RiskConfig risk;
  LatencyConfig latency;
  OutputConfig output;
  RunSection run;
};

}  // namespace barometer::config
