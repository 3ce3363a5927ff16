// SPDX-License-Identifier: Apache-2.0
#include "loop/case_file.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "config/broker_config.hpp"
#include "config/scalar.hpp"
#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"

namespace barometer {

namespace {

using Words = std::vector<std::string>;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("cannot read '" + what + "'");
}

double number(const std::string& text) {
  const auto value = config::read_fraction(text);
  return value ? *value : throw std::runtime_error("no number: '" + text + "'");
}

core::SymbolIndex symbol(const std::string& name) {
  return static_cast<core::SymbolIndex>(name.at(0) - 'A');
}

template <class T>
T look_up(const std::map<std::string, T>& words, const std::string& word) {
  const auto found = words.find(word);
  return found != words.end() ? found->second : (fail(word), T{});
}

void set_broker(config::BrokerConfig& broker, const std::string& key, const std::string& value) {
  static const std::map<std::string, config::FillRule> kFills{
      {"next_open", config::FillRule::next_open},
      {"next_close", config::FillRule::next_close},
      {"same_close", config::FillRule::same_close}};
  static const std::map<std::string, config::Intrabar> kWays{
      {"pessimistic", config::Intrabar::pessimistic},
      {"ohlc", config::Intrabar::ohlc},
      {"olhc", config::Intrabar::olhc},
      {"nearest_first", config::Intrabar::nearest_first}};
  static const std::map<std::string, std::optional<double> config::InstrumentConfig::*> kInstrument{
      {"tick", &config::InstrumentConfig::tick},
      {"lot", &config::InstrumentConfig::lot},
      {"min_notional", &config::InstrumentConfig::min_notional}};
  static const std::map<std::string, double config::BrokerConfig::*> kNumbers{
      {"cash", &config::BrokerConfig::cash},
      {"commission", &config::BrokerConfig::commission},
      {"slippage", &config::BrokerConfig::slippage},
      {"leverage", &config::BrokerConfig::leverage}};
  if (key == "cash_buffer") {
    broker.cash_buffer = number(value);
  } else if (key == "size_at") {
    broker.size_at = value == "close" ? config::SizeAt::close : config::SizeAt::fill;
  } else if (key == "fill") {
    broker.fill = look_up(kFills, value);
  } else if (key == "margin") {
    broker.margin = value == "scale" ? config::OnShortfall::scale : config::OnShortfall::reject;
  } else if (key == "short_selling") {
    broker.short_selling = value == "true";
  } else if (key == "intrabar") {
    broker.intrabar = look_up(kWays, value);
  } else if (key == "limit_touch") {
    broker.limit_touch =
        value == "through" ? config::LimitTouch::through : config::LimitTouch::fill;
  } else if (key == "close_at_end") {
    broker.close_at_end = value == "true";
  } else if (key == "participation") {
    broker.participation = number(value);
  } else if (kInstrument.count(key) != 0) {
    broker.instruments.resize(1);
    broker.instruments[0].symbol = "default";
    broker.instruments[0].*kInstrument.at(key) = number(value);
  } else {
    broker.*look_up(kNumbers, key) = number(value);
  }
}

bm_order plain_order(const Words& w) {
  struct Verb {
    bm_amount_kind kind;
    bm_side side;
  };

  static const std::map<std::string, Verb> kVerbs{
      {"buy", {BM_AMOUNT_QUANTITY, BM_BUY}},
      {"sell", {BM_AMOUNT_QUANTITY, BM_SELL}},
      {"buy_notional", {BM_AMOUNT_NOTIONAL, BM_BUY}},
      {"sell_notional", {BM_AMOUNT_NOTIONAL, BM_SELL}},
      {"target", {BM_AMOUNT_TARGET_QUANTITY, BM_SIDE_BY_TARGET}},
      {"weight", {BM_AMOUNT_TARGET_WEIGHT, BM_SIDE_BY_TARGET}}};
  const Verb verb = look_up(kVerbs, w.at(2));
  return market_order(symbol(w.at(3)), verb.kind, number(w.at(4)), verb.side);
}

void set_type(bm_order& order) {
  const bool limit = !std::isnan(order.limit_price);
  const bool stop = !std::isnan(order.stop_price);
  if (order.trail_kind != BM_TRAIL_NONE) {
    order.type = BM_ORDER_TRAILING_STOP;
  } else if (limit || stop) {
    order.type = !stop ? BM_ORDER_LIMIT : limit ? BM_ORDER_STOP_LIMIT : BM_ORDER_STOP;
  }
}

// Reads one option of an order from `w[i]` on and says how many words it took.
std::size_t read_option(bm_order& order, const Words& w, std::size_t i) {
  static const std::map<std::string, double bm_order::*> kPrices{{"limit", &bm_order::limit_price},
                                                                 {"stop", &bm_order::stop_price},
                                                                 {"amount", &bm_order::amount}};
  static const std::map<std::string, bm_trail_kind> kTrails{
      {"trail", BM_TRAIL_PRICE}, {"trail_share", BM_TRAIL_FRACTION}, {"trail_atr", BM_TRAIL_ATR}};
  static const std::map<std::string, bm_time_in_force> kLives{
      {"day", BM_DAY}, {"ioc", BM_IOC}, {"fok", BM_FOK}};
  if (kLives.count(w[i]) != 0) {
    order.time_in_force = kLives.at(w[i]);
    return 1;
  }
  if (w[i] == "on_close") {
    order.type = BM_ORDER_MARKET_ON_CLOSE;
    return 1;
  }
  const std::string& value = w.at(i + 1);
  if (kPrices.count(w[i]) != 0) {
    order.*kPrices.at(w[i]) = number(value);
  } else if (kTrails.count(w[i]) != 0) {
    order.trail_kind = kTrails.at(w[i]);
    order.trail = number(value);
  } else if (w[i] == "gtd") {
    order.time_in_force = BM_GTD;
    order.expiry_ns = test_time(std::stoll(value));
  } else if (w[i] == "group") {
    order.oco_group = static_cast<std::uint32_t>(std::stoul(value));
  } else if (w[i] == "id") {
    order.client_order_id = std::stoull(value);
  } else if (w[i] == "child_of") {
    order.parent = std::stoull(value);
  } else if (w[i] == "kind") {
    order.type = std::stoi(value);
  } else {
    fail(w[i]);
  }
  return 2;
}

// "100/110/95/105:50": open, high, low, close, volume; "100/105": open and close; "100": all.
data::BarRow bar_of(std::int64_t step, const std::string& word) {
  const std::size_t colon = word.find(':');
  std::vector<double> prices;
  std::istringstream stream(word.substr(0, colon));
  for (std::string price; std::getline(stream, price, '/');) {
    prices.push_back(number(price));
  }
  data::BarRow bar = test_bar(step, prices.front(), prices.back());
  if (prices.size() == 4) {
    bar.high = prices[1];
    bar.low = prices[2];
  }
  bar.volume = colon == std::string::npos ? bar.volume : number(word.substr(colon + 1));
  return bar;
}

// "bars A 100/101 - 104": one bar per step, - for none.
std::vector<data::BarRow> bars_of(const Words& w) {
  std::vector<data::BarRow> bars;
  for (std::size_t i = 2; i < w.size(); ++i) {
    if (w[i] != "-") {
      bars.push_back(bar_of(static_cast<std::int64_t>(i) - 2, w[i]));
    }
  }
  return bars;
}

// "when volatility=high,trend=up scale 0.5"
config::ConditionConfig condition_of(const Words& w) {
  config::ConditionConfig condition;
  std::istringstream terms(w.at(1));
  for (std::string term; std::getline(terms, term, ',');) {
    const std::size_t equals = term.find('=');
    condition.terms.push_back({term.substr(0, equals), {}, {{term.substr(equals + 1), false, {}}}});
  }
  static const std::map<std::string, config::ConditionAction> kActions{
      {"flatten", config::ConditionAction::flatten},
      {"block_entries", config::ConditionAction::block_entries},
      {"scale", config::ConditionAction::scale}};
  condition.action = look_up(kActions, w.at(2));
  condition.scale = w.size() > 3 ? number(w[3]) : 1;
  return condition;
}

// "fill 1 A 5 100 fee 0.5 by limit.open"
LoopCase::ExpectedFill fill_line(const Words& w) {
  LoopCase::ExpectedFill fill{std::stoll(w.at(1)), symbol(w.at(2)), number(w.at(3)),
                              number(w.at(4)),     std::nullopt,    ""};
  for (std::size_t i = 5; i + 1 < w.size(); i += 2) {
    if (w[i] == "fee") {
      fill.commission = number(w[i + 1]);
    } else if (w[i] == "by") {
      fill.rule = w[i + 1];
    } else {
      fail(w[i]);
    }
  }
  return fill;
}

void read_line(LoopCase& each, const Words& w) {
  const std::string& what = w.front();
  if (what == "broker") {
    set_broker(each.broker, w.at(1), w.at(2));
  } else if (what == "first_step") {
    each.first_step = std::stoll(w.at(1));
  } else if (what == "bars") {
    each.bars.push_back(bars_of(w));
  } else if (what == "volatility" || what == "trend") {
    auto& symbols = each.tags.at(what == "trend" ? 1 : 0);
    symbols.resize(std::max<std::size_t>(symbols.size(), symbol(w.at(1)) + 1));
    symbols[symbol(w.at(1))] = Words(w.begin() + 2, w.end());
  } else if (what == "when") {
    each.when.push_back(condition_of(w));
  } else if (what == "send") {
    each.sends.push_back({std::stoll(w.at(1)), case_order(w)});
  } else if (what == "fill") {
    each.fills.push_back(fill_line(w));
  } else if (what == "order") {
    each.orders.push_back({w.at(1), w.size() > 2 ? w[2] : ""});
  } else if (what == "ambiguous") {
    each.ambiguous = std::stoll(w.at(1));
  } else if (what == "session_bars") {
    each.session_bars = std::stoll(w.at(1));
  } else if (what == "equity") {
    each.equity = number(w.at(1));
  } else {
    fail(what);
  }
}

Words words_of(const std::string& line) {
  Words words;
  std::istringstream stream(line.substr(0, line.find('#')));
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

void take_line(std::vector<LoopCase>& cases, const Words& words) {
  if (words.front() == "case") {
    LoopCase& each = cases.emplace_back();
    each.name = words.at(1);
    each.broker.cash = 1'000;
    each.tags.resize(2);
  } else {
    read_line(cases.back(), words);
  }
}

}  // namespace

bm_order case_order(const std::vector<std::string>& w) {
  const bool names = w.at(2) == "cancel" || w.at(2) == "replace";
  bm_order order =
      names ? market_order(symbol(w.at(3)), BM_AMOUNT_QUANTITY, std::nan("")) : plain_order(w);
  if (names) {
    order.action = w[2] == "cancel" ? BM_ORDER_CANCEL : BM_ORDER_REPLACE;
    order.client_order_id = std::stoull(w.at(4));
  }
  for (std::size_t i = 5; i < w.size();) {
    i += read_option(order, w, i);
  }
  if (!names) {
    set_type(order);
  }
  return order;
}

std::vector<LoopCase> read_cases(const std::filesystem::path& file) {
  std::vector<LoopCase> cases;
  std::ifstream stream(file);
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    const Words words = words_of(line);
    if (words.empty()) {
      continue;
    }
    try {
      take_line(cases, words);
    } catch (const std::exception& error) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return cases;
}

std::vector<regime::Dimension> case_dimensions() {
  return {{"volatility", BM_DIMENSION_CATEGORY, {"calm", "high", "extreme"}, "", 0, ""},
          {"trend", BM_DIMENSION_CATEGORY, {"sideways", "up"}, "", 0, ""}};
}

data::MarketData case_market(const LoopCase& each) {
  data::MarketData market = test_market(each.bars);
  for (std::size_t step = 0; step < market.calendar.size() && each.session_bars > 0; ++step) {
    const std::int64_t hour = (market.timeline.times()[step] - test_time(0)) / core::kHour;
    const std::int64_t session = hour / each.session_bars;
    market.calendar[step].session_date = static_cast<std::int32_t>(session);
    market.calendar[step].session_close_ns = test_time((session + 1) * each.session_bars - 1);
  }
  return market;
}

regime::TagView case_tags(const LoopCase& each) {
  std::vector<std::int64_t> counts;
  for (const auto& rows : each.bars) {
    counts.push_back(static_cast<std::int64_t>(rows.size()));
  }
  const regime::TagColumns table(case_dimensions(), {{1, 1}, {}}, counts);
  std::vector<bm_tag_column> out(2);
  for (std::size_t d = 0; d < 2; ++d) {
    const auto& labels = table.dimensions()[d].labels;
    for (std::size_t s = 0; s < each.tags[d].size(); ++s) {
      table.block(static_cast<core::SymbolIndex>(s), 0, out);
      for (std::size_t b = 0; b < each.tags[d][s].size(); ++b) {
        const auto found = std::find(labels.begin(), labels.end(), each.tags[d][s][b]);
        out[d].category[b] = found == labels.end()
                                 ? BM_TAG_UNKNOWN
                                 : static_cast<std::int8_t>(found - labels.begin());
      }
    }
  }
  return table.view();
}

}  // namespace barometer
