// SPDX-License-Identifier: Apache-2.0
// docs/execution.md names a witness beside each rule: they are the cases of cases.txt and
// account_cases.txt, all of them.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "data/market_data.hpp"
#include "execution/price_rules.hpp"
#include "orders/order_names.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::filesystem::path kRoot = BAROMETER_SOURCE_DIR;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// "[name]" as the page writes a witness.
std::set<std::string> witnesses() {
  const std::string page = text_of(kRoot / "docs/execution.md");
  const std::regex witness(R"(\[([a-z_]+)\])");
  std::set<std::string> names;
  for (std::sregex_iterator it(page.begin(), page.end(), witness), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

std::set<std::string> cases() {
  std::set<std::string> names;
  for (const char* file : {"cases.txt", "account_cases.txt"}) {
    std::ifstream stream(kRoot / "tests/loop" / file);
    for (std::string line; std::getline(stream, line);) {
      if (line.rfind("case ", 0) == 0) {
        CHECK(names.insert(line.substr(5)).second);  // a name is given once
      }
    }
  }
  return names;
}

}  // namespace

TEST_CASE("every witness of the rules page is a case, and every case is named there") {
  CHECK(witnesses() == cases());
}

TEST_CASE("the rules page says every name that fills.csv and orders.csv carry") {
  const std::string page = text_of(kRoot / "docs/execution.md");
  for (const char* rule : {"market.next_open", "market.next_close", "market.same_close",
                           "market_on_close", "close_at_end"}) {
    CHECK(page.find("`" + std::string(rule) + "`") != std::string::npos);
  }
  for (bm_order_type type = BM_ORDER_LIMIT; type <= BM_ORDER_TRAILING_STOP; ++type) {
    CHECK(page.find(std::string(execution::rule_name(type, execution::FillKind::open))) !=
          std::string::npos);
    CHECK(page.find(std::string(execution::rule_name(type, execution::FillKind::price))) !=
          std::string::npos);
  }
  for (bm_order_reason reason = BM_REASON_UNSUPPORTED; reason <= BM_REASON_FOK; ++reason) {
    CHECK(page.find("`" + std::string(orders::reason_name(reason)) + "`") != std::string::npos);
  }
}
