// SPDX-License-Identifier: Apache-2.0
#include "data/source_files.hpp"

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"
#include "support/zip_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

config::DataConfig config_for(const TempFolder& folder, const std::string& path,
                              std::vector<std::string> symbols = {}) {
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder.path() / path).string();
  config.csv.path_at = {4, 9};
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    config.symbols_at.push_back({5, static_cast<int>(10 + i)});
  }
  config.symbols = std::move(symbols);
  return config;
}

std::vector<std::string> found(const config::DataConfig& config) {
  std::vector<std::string> names;
  for (const data::SourceFile& file : data::find_source_files(config).files) {
    std::string name = file.symbol + "=";
    for (const files::FoundFile& part : file.parts) {
      name += (name.ends_with('=') ? "" : "+") + part.path.filename().string();
    }
    names.push_back(name);
  }
  return names;
}

std::vector<core::Fault> faults_of(const config::DataConfig& config) {
  try {
    data::find_source_files(config);
    return {};
  } catch (const core::Error& error) {
    return error.faults();
  }
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("named symbols keep their order; a packed twin stands in for a missing file") {
  const TempFolder folder;
  for (const char* name : {"B.csv", "A.csv.gz", "C.csv", "C.csv.gz"}) {
    write_file(folder / name, "x");
  }
  CHECK(found(config_for(folder, "{symbol}.csv", {"C", "B", "A"})) ==
        Names{"C=C.csv", "B=B.csv", "A=A.csv.gz"});
}

TEST_CASE("no symbols named: all that match, sorted, each once") {
  const TempFolder folder;
  for (const char* name : {"b_1h.csv", "a_1h.csv.gz", "a_1h.csv", "C_1h.csv", "_1h.csv", "x.csv",
                           "a_1h.csv.bak", ".hidden_1h.csv"}) {
    write_file(folder / name, "x");
  }
  CHECK(found(config_for(folder, "{symbol}_1h.csv")) ==
        Names{"C=C_1h.csv", "a=a_1h.csv", "b=b_1h.csv"});
}

TEST_CASE("the symbol may name folders too") {
  const TempFolder folder;
  write_file(folder / "AA/AA.csv", "x");
  write_file(folder / "BB/BB.csv.gz", "x");
  write_file(folder / "CC/other.csv", "x");
  CHECK(found(config_for(folder, "{symbol}/{symbol}.csv")) == Names{"AA=AA.csv", "BB=BB.csv.gz"});
}

TEST_CASE("a missing file is a fault at its symbol, with the nearest name") {
  const TempFolder folder;
  write_file(folder / "BTCUSDT.csv", "x");
  const auto faults = faults_of(config_for(folder, "{symbol}.csv", {"BTCUSD", "BTCUSDT", "ZZZ"}));
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].where == "test.yaml:5:10");
  CHECK(contains(faults[0].fix, "did you mean 'BTCUSDT'"));
  CHECK(faults[1].where == "test.yaml:5:12");
}

TEST_CASE("a missing root is one fault that names the variable that the path uses") {
  const TempFolder folder;
  config::DataConfig config = config_for(folder, "no/such/{symbol}.csv", {"A", "B"});
  CHECK(faults_of(config).at(0).fix == "mend the path");
  config.csv.path_variable = "BAROMETER_DATA";
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:4:9");
  CHECK(contains(faults[0].what, (folder.path() / "no/such").string()));
  CHECK(contains(faults[0].fix, "BAROMETER_DATA"));
}

TEST_CASE("nothing matches, no mark, a symbol twice") {
  const TempFolder folder;
  write_file(folder / "A.csv", "x");
  CHECK(contains(faults_of(config_for(folder, "{symbol}.txt")).at(0).what, "no file matches"));
  CHECK(contains(faults_of(config_for(folder, "A.csv")).at(0).what, "{symbol}"));
  CHECK(contains(faults_of(config_for(folder, "{symbol}.csv", {"A", "A"})).at(0).what, "twice"));
}

TEST_CASE("a path without {symbol} is the file of the one symbol named") {
  const TempFolder folder;
  write_file(folder / "prices.csv", "x");
  write_file(folder / "packed.csv.gz", "x");
  CHECK(found(config_for(folder, "prices.csv", {"BTC"})) == Names{"BTC=prices.csv"});
  CHECK(found(config_for(folder, "packed.csv", {"BTC"})) == Names{"BTC=packed.csv.gz"});
  const auto missing = faults_of(config_for(folder, "none.csv", {"BTC"}));
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].where == "test.yaml:4:9");
  CHECK(contains(missing[0].what, "there is no file"));
  const auto two = faults_of(config_for(folder, "prices.csv", {"BTC", "ETH"}));
  REQUIRE(two.size() == 1);
  CHECK(contains(two[0].what, "has no {symbol}"));
}

TEST_CASE("no symbol leaves its folder") {
  const TempFolder folder;
  write_file(folder / "secret.csv", "x");
  write_file(folder / "data/A.csv", "x");
  for (const char* symbol :
       {"../secret", "..", "/etc/passwd", "A/../A", "a\\b", "A\nB", "", ".A"}) {
    const auto faults = faults_of(config_for(folder, "data/{symbol}.csv", {symbol}));
    REQUIRE(faults.size() == 1);
    CHECK(contains(faults[0].what, "file name"));
  }
  CHECK(faults_of(config_for(folder, "data/{symbol}.csv", {std::string("A\0B", 3)})).size() == 1);
}

TEST_CASE("a relative path is told as the whole path that was looked at") {
  config::DataConfig config = hourly_csv();
  config.symbols = {"A", "B"};
  config.csv.path = "no_such_folder/{symbol}.csv";
  const auto faults = faults_of(config);
  REQUIRE(faults.size() == 1);
  CHECK(contains(faults[0].what, (std::filesystem::current_path() / "no_such_folder").string()));
  CHECK(contains(faults[0].fix, "working directory"));
}

TEST_CASE("symbols that may be missing are left out, and so are excluded ones") {
  const TempFolder folder;
  write_file(folder / "A.csv", "x");
  write_file(folder / "B.csv", "x");
  config::DataConfig config = config_for(folder, "{symbol}.csv", {"B", "NONE", "A"});
  config.missing = config::Missing::skip;
  config.exclude = {"A"};
  CHECK(found(config) == Names{"B=B.csv"});
  const auto left_out = data::find_source_files(config).left_out;
  REQUIRE(left_out.size() == 1);
  CHECK(left_out[0].symbol == "NONE");
  CHECK(contains(left_out[0].reason, "NONE.csv or NONE.csv.gz in " + folder.path().string()));
}

TEST_CASE("a symbol's data may be spread over many files") {
  const TempFolder folder;
  for (const char* name : {"spy/20200102.csv", "spy/20200101.csv", "spy/notes.txt",
                           "qqq/20200101.csv", "empty/notes.txt"}) {
    write_file(folder / name, "x");
  }
  const Names both{"qqq=20200101.csv", "spy=20200101.csv+20200102.csv"};
  CHECK(found(config_for(folder, "{symbol}/{date}.csv")) == both);
  CHECK(found(config_for(folder, "{symbol}/*.csv", {"spy"})) == Names{both[1]});
  CHECK(found(config_for(folder, "spy/*.csv", {"any"})) == Names{"any=20200101.csv+20200102.csv"});
  CHECK(found(config_for(folder, "qqq/", {"q"})) == Names{"q=20200101.csv"});
  const auto missing = faults_of(config_for(folder, "{symbol}/{date}.csv", {"spy", "sqq"}));
  REQUIRE(missing.size() == 1);
  CHECK(contains(missing[0].what, "sqq has no file that fits"));
  CHECK(contains(missing[0].fix, "qqq"));
}

TEST_CASE("a date pattern that fits nothing is told with how dates are read") {
  const TempFolder folder;
  write_file(folder / "2020-01-01.csv", "x");
  config::DataConfig config = config_for(folder, "{date}.csv", {"spy"});
  CHECK(contains(faults_of(config).at(0).fix, "is {date} written as data.date says (%Y%m%d)?"));
  config.csv.date = "%Y-%m-%d";
  CHECK(found(config) == Names{"spy=2020-01-01.csv"});
  config.csv.date = "%H";
  CHECK(contains(faults_of(config).at(0).what, "data.date: "));
}

TEST_CASE("symbols may be the members of a zip") {
  const TempFolder folder;
  write_file(folder / "es.zip", zipped({{"es_202006.csv", "x"}, {"es_202003.csv", "x"}}));
  config::DataConfig config = config_for(folder, "es.zip");
  config.csv.member = "es_{symbol}.csv";
  CHECK(found(config) == Names{"202003=es.zip", "202006=es.zip"});
  config.symbols = {"202006"};
  CHECK(found(config) == Names{"202006=es.zip"});
}
