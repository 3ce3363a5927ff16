// SPDX-License-Identifier: Apache-2.0
// Every recipe of docs/data_sources.md: its files, sniffed, give the bars that its config gives, to
// the bit, and what has to be asked is what three rows cannot say.
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "sniffed.hpp"
#include "sniffer/config_text.hpp"
#include "sniffer/file_texts.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"
#include "support/zip_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

struct Recipe {
  std::string heading;
  std::vector<std::pair<std::string, std::string>> files;  // name or zip!member, text
  std::string yaml;
};

std::vector<Recipe> recipes() {
  const std::string page = barometer_test::read_file("docs/data_sources.md");
  const std::regex block("(?:^|\n)(?:## ([^\n]+)|```(text|yaml)(?: ([^\n]+))?\n([^]*?)\n```)");
  std::vector<Recipe> found;
  Recipe next;
  for (std::sregex_iterator at(page.begin(), page.end(), block), end; at != end; ++at) {
    const std::smatch& match = *at;
    if (match[1].matched) {
      next.heading = match[1];
    } else if (match[2] == "text") {
      next.files.emplace_back(match[3], match[4].str() + "\n");
    } else {
      next.yaml = match[4].str() + "\n";
      found.push_back(next);
      next.files.clear();
    }
  }
  return found;
}

std::vector<std::filesystem::path> write_files(const TempFolder& folder, const Recipe& recipe) {
  std::vector<std::filesystem::path> paths;
  for (const auto& [name, text] : recipe.files) {
    const std::size_t mark = name.find('!');
    const std::string file = name.substr(0, mark);
    const bool packed = mark != name.npos;
    paths.push_back(
        write_file(folder / file, packed ? zipped({{name.substr(mark + 1), text}}) : text));
  }
  return paths;
}

data::MarketData market_of(const std::string& yaml, const TempFolder& folder) {
  config::DataConfig config = config::parse_config(yaml, "t.yaml").data;
  config.folder = folder.path().string();
  return data::load_market(config, 1);
}

bool same_symbol(const data::SymbolData& a, const data::SymbolData& b) {
  const auto bytes = [](const core::Rows<data::BarRow>& bars) {
    return std::string_view(reinterpret_cast<const char*>(bars.data()),
                            bars.size() * sizeof(data::BarRow));
  };
  const auto alike = [](const data::CorporateAction& x, const data::CorporateAction& y) {
    return x.bar == y.bar && x.split == y.split && x.dividend == y.dividend;
  };
  return bytes(a.bars) == bytes(b.bars) && std::ranges::equal(a.actions, b.actions, alike);
}

// What the few rows of a recipe cannot say, with the recipe's own answer. A venue of which nothing
// but weekdays is seen, a clock of a server, a stamp of hours without a session's begin.
const std::map<std::string, std::map<std::string, std::string>>& asked() {
  static const std::map<std::string, std::map<std::string, std::string>> keys{
      {"yfinance", {{"data.venue", "us_equity"}}},
      {"FXCM, OANDA: a file of bids and one of asks",
       {{"data.time.zone", "UTC"}, {"data.time.stamp", "open"}}},
      {"Quandl WIKI", {{"data.venue", "us_equity"}}},
      {"Stooq", {{"data.venue", "us_equity"}}},
      {"MetaTrader 5", {{"data.time.zone", "Europe/Athens"}}},
      {"HistData", {{"data.time.zone", "America/New_York"}}},
      {"Databento", {{"data.venue", "us_equity"}}},
      {"Interactive Brokers", {{"data.venue", "us_equity"}}},
      {"Alpaca", {{"data.venue", "us_equity"}}}};
  return keys;
}

}  // namespace

TEST_CASE("Every recipe's files are sniffed to the bars that its config reads") {
  const std::vector<Recipe> all = recipes();
  REQUIRE(all.size() >= 12);
  for (const Recipe& recipe : all) {
    INFO(recipe.heading << ": " << recipe.files.front().first);
    const TempFolder folder;
    const auto paths = write_files(folder, recipe);
    const sniffer::FileTexts texts(paths, core::Stop());
    sniffer::Findings found = sniffer::sniff(texts.files());
    std::map<std::string, std::string> questions;
    const auto known = asked().find(recipe.heading);
    for (const auto& question : std::vector(found.questions)) {
      INFO(question.key << ": " << question.asks);
      REQUIRE(known != asked().end());
      REQUIRE(known->second.contains(question.key));
      questions[question.key] = known->second.at(question.key);
      found = sniffer::answered(found, question.key, questions[question.key], "");
    }
    CHECK(questions.size() == (known == asked().end() ? 0 : known->second.size()));
    const std::string yaml = sniffer::config_text(found, "test");
    INFO(yaml);
    CHECK(std::ranges::equal(market_of(yaml, folder).symbols,
                             market_of(recipe.yaml, folder).symbols, same_symbol));
  }
}
