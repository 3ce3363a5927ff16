// SPDX-License-Identifier: Apache-2.0
#include "loop/case_file.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "config/scalar.hpp"

namespace barometer {

namespace {

using Words = std::vector<std::string>;

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("cannot read '" + what + "'");
}

double number(const std::string& text) {
  const auto value = read_fraction(text);
  return value ? *value : throw std::runtime_error("no number: '" + text + "'");
}

SymbolIndex symbol(const std::string& name) {
  return static_cast<SymbolIndex>(name.at(0) - 'A');
}

template <class T>
T look_up(const std::map<std::string, T>& words, const std::string& word) {
  const auto found = words.find(word);
  return found != words.end() ? found->second : (refuse(word), T{});
}

void set_broker(BrokerConfig& broker, const std::string& key, const std::string& value) {
  static const std::map<std::string, FillRule> kFills{{"next_open", FillRule::next_open},
                                                      {"next_close", FillRule::next_close},
                                                      {"same_close", FillRule::same_close}};
  static const std::map<std::string, double BrokerConfig::*> kNumbers{
      {"cash", &BrokerConfig::cash},
      {"commission", &BrokerConfig::commission},
      {"slippage", &BrokerConfig::slippage},
      {"leverage", &BrokerConfig::leverage},
      {"cash_buffer", &BrokerConfig::cash_buffer}};
  if (key == "fill") {
    broker.fill = look_up(kFills, value);
  } else if (key == "margin") {
    broker.margin = value == "scale" ? OnShortfall::scale : OnShortfall::reject;
  } else if (key == "short_selling") {
    broker.short_selling = value == "true";
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

// "send 0 buy A 5 as limit"
bm_order order_of(const Words& w) {
  static const std::map<std::string, bm_order_type> kTypes{
      {"market_on_close", BM_ORDER_MARKET_ON_CLOSE},
      {"limit", BM_ORDER_LIMIT},
      {"stop", BM_ORDER_STOP},
      {"stop_limit", BM_ORDER_STOP_LIMIT},
      {"trailing_stop", BM_ORDER_TRAILING_STOP}};
  static const std::map<std::string, bm_time_in_force> kLives{
      {"day", BM_DAY}, {"gtd", BM_GTD}, {"ioc", BM_IOC}, {"fok", BM_FOK}};
  bm_order order = plain_order(w);
  if (w.size() == 5) {
    return order;
  }
  const std::string& kind = w.at(6);
  if (kTypes.count(kind) != 0) {
    order.type = kTypes.at(kind);
  } else if (kLives.count(kind) != 0) {
    order.time_in_force = kLives.at(kind);
  } else if (kind == "cancel" || kind == "replace") {
    order.action = kind == "cancel" ? BM_ORDER_CANCEL : BM_ORDER_REPLACE;
  } else if (kind == "group") {
    order.group = 1;
  } else if (kind == "child") {
    order.parent = 1;
  } else {
    refuse(kind);
  }
  return order;
}

// "bars A 100/101 - 104": open/close per step, one number for both, - for no bar.
std::vector<BarRow> bars_of(const Words& w) {
  std::vector<BarRow> bars;
  for (std::size_t i = 2; i < w.size(); ++i) {
    if (w[i] != "-") {
      const std::size_t slash = w[i].find('/');
      const double open = number(w[i].substr(0, slash));
      const double close = slash == std::string::npos ? open : number(w[i].substr(slash + 1));
      bars.push_back(test_bar(static_cast<std::int64_t>(i) - 2, open, close));
    }
  }
  return bars;
}

// "when volatility=high,trend=up scale 0.5"
ConditionConfig condition_of(const Words& w) {
  ConditionConfig condition;
  std::istringstream terms(w.at(1));
  for (std::string term; std::getline(terms, term, ',');) {
    const std::size_t equals = term.find('=');
    condition.terms.push_back({term.substr(0, equals), {}, {{term.substr(equals + 1), false, {}}}});
  }
  static const std::map<std::string, ConditionAction> kActions{
      {"flatten", ConditionAction::flatten},
      {"block_entries", ConditionAction::block_entries},
      {"scale", ConditionAction::scale}};
  condition.action = look_up(kActions, w.at(2));
  condition.scale = w.size() > 3 ? number(w[3]) : 1;
  return condition;
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
    each.sends.push_back({std::stoll(w.at(1)), order_of(w)});
  } else if (what == "fill") {
    each.fills.push_back({std::stoll(w.at(1)), symbol(w.at(2)), number(w.at(3)), number(w.at(4)),
                          w.size() > 6 ? std::optional{number(w[6])} : std::nullopt});
  } else if (what == "order") {
    each.orders.push_back({w.at(1), w.size() > 2 ? w[2] : ""});
  } else if (what == "equity") {
    each.equity = number(w.at(1));
  } else {
    refuse(what);
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

std::vector<Dimension> case_dimensions() {
  return {{"volatility", BM_DIMENSION_CATEGORY, {"calm", "high", "extreme"}, "", 0, ""},
          {"trend", BM_DIMENSION_CATEGORY, {"sideways", "up"}, "", 0, ""}};
}

TagTable case_tags(const LoopCase& each) {
  std::vector<std::int64_t> counts;
  for (const auto& rows : each.bars) {
    counts.push_back(static_cast<std::int64_t>(rows.size()));
  }
  TagTable table(case_dimensions(), {1, 1}, counts);
  std::vector<bm_tag_column> out(2);
  for (std::size_t d = 0; d < 2; ++d) {
    const auto& labels = table.dimensions()[d].labels;
    for (std::size_t s = 0; s < each.tags[d].size(); ++s) {
      table.block(static_cast<SymbolIndex>(s), 0, out);
      for (std::size_t b = 0; b < each.tags[d][s].size(); ++b) {
        const auto found = std::find(labels.begin(), labels.end(), each.tags[d][s][b]);
        out[d].category[b] = found == labels.end()
                                 ? BM_TAG_UNKNOWN
                                 : static_cast<std::int8_t>(found - labels.begin());
      }
    }
  }
  return table;
}

}  // namespace barometer
