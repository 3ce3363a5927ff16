// SPDX-License-Identifier: Apache-2.0
// The worked cases of account_cases.txt: account, margin and limits, step by step.
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "loop/case_file.hpp"
#include "orders/order_names.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

using Words = std::vector<std::string>;

// One case as account_cases.txt tells it (the file's head explains the form).
struct AccountCase {
  std::string name;
  std::string config;  // YAML of the groups broker and risk
  std::vector<std::vector<data::BarRow>> bars;
  std::map<std::string, std::vector<data::QuotedSpread>> spreads;
  std::map<std::int64_t, std::vector<bm_order>> sends;
  Words fills;
  Words orders;
  Words cash;
  double equity = 0;
};

std::vector<data::BarRow> bars_of(std::istringstream& line) {
  std::vector<data::BarRow> bars;
  std::int64_t step = 0;
  for (std::string word; line >> word; ++step) {
    if (word == "-") {
      continue;
    }
    const std::size_t slash = word.find('/');
    const double open = std::stod(word.substr(0, slash));
    bars.push_back(test_bar(step, open,
                            slash == std::string::npos ? open : std::stod(word.substr(slash + 1))));
  }
  return bars;
}

// Spreads at open and close are written as the prices of bars are.
std::vector<data::QuotedSpread> spreads_of(std::istringstream& line) {
  std::vector<data::QuotedSpread> spreads;
  for (const data::BarRow& bar : bars_of(line)) {
    spreads.push_back({bar.open, bar.close});
  }
  return spreads;
}

// The rest of the line with single blanks and without its comment.
std::string rest(std::istringstream& line) {
  std::string text;
  for (std::string word; line >> word && word != "#";) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

Words words_of(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

void read_line(AccountCase& each, const std::string& what, std::istringstream& line) {
  if (what == "broker" || what == "risk") {
    each.config += what + ": " + rest(line) + "\n";
  } else if (what == "bars") {
    std::string symbol;
    line >> symbol;
    each.bars.push_back(bars_of(line));
  } else if (what == "spreads") {
    std::string symbol;
    line >> symbol;
    each.spreads[symbol] = spreads_of(line);
  } else if (what == "send") {
    const Words words = words_of(what + " " + rest(line));
    each.sends[std::stoll(words.at(1))].push_back(case_order(words));
  } else if (what == "fill") {
    each.fills.push_back(rest(line));
  } else if (what == "order") {
    each.orders.push_back(rest(line));
  } else if (what == "cash") {
    each.cash.push_back(rest(line));
  } else if (what == "equity") {
    line >> each.equity;
  } else {
    throw std::runtime_error("cannot read '" + what + "'");
  }
}

std::vector<AccountCase> read_cases() {
  std::ifstream stream(std::string(BAROMETER_SOURCE_DIR) + "/tests/loop/account_cases.txt");
  std::vector<AccountCase> cases;
  for (std::string text; std::getline(stream, text);) {
    std::istringstream line(text);
    std::string what;
    if (!(line >> what) || what.front() == '#') {
      continue;
    }
    if (what == "case") {
      cases.emplace_back().name = rest(line);
    } else {
      read_line(cases.back(), what, line);
    }
  }
  return cases;
}

loop::LoopResult run(const AccountCase& each, const data::MarketData& market) {
  config::RunConfig config = config::parse_config(
      "data: {source: synthetic}\nstrategy: {plugin: x}\n" + each.config, each.name);
  std::vector<core::Fault> faults;
  const std::vector<portfolio::Valuation> valuations =
      portfolio::valuations_of(config, market, faults);
  core::throw_if_any(std::move(faults));
  const auto strategy = [&each](const bm_view& view, bm_order_buffer& orders) {
    if (const auto found = each.sends.find(view.step); found != each.sends.end()) {
      for (const bm_order& order : found->second) {
        send(orders, order);
      }
    }
  };
  return run_loop({.market = market,
                   .broker = config.broker,
                   .behaviour = strategy,
                   .valuations = valuations,
                   .risk = config.risk});
}

// Numbers of two lines are compared as numbers, words as words.
void check_line(const std::string& found, const std::string& expected) {
  INFO("found '" << found << "', expected '" << expected << "'");
  std::istringstream left(found);
  std::istringstream right(expected);
  std::string a;
  for (std::string b; right >> b;) {
    REQUIRE(left >> a);
    if (b.find_first_of("0123456789") == 0 || b.find_first_of("0123456789") == 1) {
      CHECK(std::stod(a) == Approx(std::stod(b)).epsilon(1e-9));
    } else {
      CHECK(a == b);
    }
  }
  CHECK_FALSE(left >> a);
}

void check_lines(const Words& found, const Words& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    check_line(found[i], expected[i]);
  }
}

template <class... Parts>
std::string line_of(const Parts&... parts) {
  std::ostringstream line;
  line.precision(17);
  const char* blank = "";
  ((line << blank << parts, blank = " "), ...);
  return line.str();
}

std::string name_of(core::SymbolIndex symbol) {
  return std::string(1, static_cast<char>('A' + symbol));
}

Words fill_lines(const loop::LoopResult& result, bool with_fee) {
  Words lines;
  for (const orders::Fill& fill : result.fills.view()) {
    lines.push_back(line_of(fill.step, name_of(fill.symbol), fill.quantity, fill.price));
    lines.back() += with_fee ? line_of(" fee", fill.commission) : "";
  }
  return lines;
}

Words order_lines(const loop::LoopResult& result) {
  Words lines;
  for (const orders::OrderRecord& order : result.orders.view()) {
    const std::string_view why = order.status == BM_ORDER_FILLED
                                     ? orders::reason_name(order.cut_by)
                                     : orders::reason_name(order.reason);
    lines.push_back(std::string(orders::status_name(order.status)) + " " + std::string(why));
  }
  return lines;
}

Words cash_lines(const loop::LoopResult& result) {
  Words lines;
  for (const portfolio::CashEvent& event : result.cash_events.view()) {
    lines.push_back(line_of(event.step, portfolio::to_string(event.kind), event.amount));
  }
  return lines;
}

bool tells_fees(const AccountCase& each) {
  return !each.fills.empty() && each.fills.front().find(" fee ") != std::string::npos;
}

}  // namespace

TEST_CASE("every worked case of the account comes out as the rules say") {
  const std::vector<AccountCase> cases = read_cases();
  REQUIRE(cases.size() >= 15);
  for (const AccountCase& each : cases) {
    INFO("case " << each.name);
    data::MarketData market = test_market(each.bars);
    for (const auto& [symbol, spreads] : each.spreads) {
      data::SymbolData& data = market.symbols.at(static_cast<std::size_t>(symbol.at(0) - 'A'));
      REQUIRE(spreads.size() == data.bars.size());
      data.spreads = spreads;
    }
    const loop::LoopResult result = run(each, market);
    check_lines(fill_lines(result, tells_fees(each)), each.fills);
    check_lines(order_lines(result), each.orders);
    check_lines(cash_lines(result), each.cash);
    CHECK(result.equity.view().back().equity == Approx(each.equity).epsilon(1e-9));
  }
}
