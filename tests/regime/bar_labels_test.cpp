// SPDX-License-Identifier: Apache-2.0
#include "regime/bar_labels.hpp"

#include <barometer/abi/regime.h>

#include "config/regime_config.hpp"
#include "core/error.hpp"
#include "data/csv_fixture.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

constexpr core::Timestamp kMillisecond = core::kMillisecond;

// Hourly bars from 2024-01-01 on, one for each label; a label "bad" breaks its row.
std::string bars_with(const std::vector<std::string>& labels) {
  std::string text = "timestamp,open,high,low,close,volume,My Mood\n";
  std::int64_t time = utc("2024-01-01T00:00:00Z") / kMillisecond;
  for (const std::string& label : labels) {
    text += std::to_string(time) + (label == "bad" ? ",1,0,1,1,1," : ",1,1,1,1,1,") + label + "\n";
    time += core::kHour / kMillisecond;
  }
  return text;
}

class Files {
 public:
  Files() {
    config.csv.path = (folder_ / "{symbol}.csv").string();
    config.symbols = {"A", "B"};
    labels_of.column = config::ColumnRef{"My Mood"};
  }

  void write(const std::string& symbol, const std::vector<std::string>& labels) const {
    write_file(folder_ / (symbol + ".csv"), bars_with(labels));
  }

  void write_without_labels(const std::string& symbol) const {
    std::string text = bars_with({"", ""});
    text.replace(text.find("My Mood"), 7, "Another");
    write_file(folder_ / (symbol + ".csv"), text);
  }

  regime::BarLabels read(int threads = 1) const {
    return regime::read_bar_labels(config, labels_of, threads);
  }

  std::string refusal() const {
    try {
      read();
    } catch (const core::Error& error) {
      return error.what();
    }
    return "";
  }

  config::DataConfig config = hourly_csv();
  config::RegimeConfig labels_of;

 private:
  TempFolder folder_;
};

using Texts = std::vector<std::string>;
using Categories = std::vector<std::int8_t>;

}  // namespace

TEST_CASE("words of all files are categories by their letters") {
  Files files;
  files.write("A", {"wild", "calm", "", "wild"});
  files.write("B", {"normal", "normal", "calm", "wild"});
  const regime::BarLabels labels = files.read();
  CHECK(labels.name == "my_mood");
  CHECK(labels.labels == Texts{"calm", "normal", "wild"});
  CHECK(labels.values.empty());
  REQUIRE(labels.symbols.size() == 2);
  CHECK(labels.symbols[0].symbol == "A");
  CHECK(labels.symbols[0].categories == Categories{2, 0, 2});
  CHECK(labels.symbols[0].close_ns[2] == utc("2024-01-01T04:00:00Z"));
  CHECK(labels.symbols[1].categories == Categories{1, 1, 0, 2});
  CHECK(labels.bars == 8);
  CHECK(labels.labelled == 7);
  CHECK(files.read(4).hash == labels.hash);
}

TEST_CASE("of a benchmark its own labels alone are kept and counted") {
  Files files;
  files.write("A", {"wild", "calm"});
  files.write("B", {"calm", ""});
  files.labels_of.of = "B";
  const regime::BarLabels labels = files.read();
  CHECK(labels.labels == Texts{"calm", "wild"});
  REQUIRE(labels.symbols.size() == 1);
  CHECK(labels.symbols[0].symbol == "B");
  CHECK(labels.bars == 2);
  CHECK(labels.labelled == 1);
}

TEST_CASE("whole numbers are categories that have a value, other numbers a scalar") {
  Files files;
  files.write("A", {"2", "-1.0", "10"});
  files.write("B", {"2.0", "0", ""});
  const regime::BarLabels whole = files.read();
  CHECK(whole.labels == Texts{"-1", "0", "2", "10"});
  CHECK(whole.values == std::vector<float>{-1, 0, 2, 10});
  files.write("B", {"2.5", "0", ""});
  const regime::BarLabels real = files.read();
  CHECK(real.labels.empty());
  CHECK(real.symbols[1].numbers == std::vector<float>{2.5F, 0});
  CHECK(real.hash != whole.hash);
}

TEST_CASE("regime.labels says the order and which there are") {
  Files files;
  files.write("A", {"wild", "calm"});
  files.write("B", {"calm", "calm"});
  files.labels_of.labels = {"wild", "calm", "never"};
  files.labels_of.labels_at.resize(3);
  CHECK(files.read().labels == Texts{"wild", "calm", "never"});
  files.labels_of.labels = {"wild", "clam"};
  CHECK(contains(files.refusal(), "A.csv:3:"));
  CHECK(contains(files.refusal(), "the label is 'calm', which regime.labels does not list"));
  files.labels_of.labels = {"1", "1.0"};
  CHECK(contains(files.refusal(), "regime.labels: 1.0 is there twice"));
}

TEST_CASE("more than 127 words are refused by name, as many numbers are a scalar") {
  Files files;
  Texts words;
  Texts numbers;
  for (int i = 0; i < 128; ++i) {
    words.push_back("w" + std::to_string(i));
    numbers.push_back(std::to_string(i));
  }
  files.write("A", words);
  files.write("B", words);
  CHECK(contains(files.refusal(), "My Mood has 128 different labels, expected at most 127"));
  files.write("A", numbers);
  files.write("B", numbers);
  CHECK(files.read().labels.empty());
  CHECK(files.read().symbols[0].numbers.size() == 128);
}

TEST_CASE("the dimension is that of the whole files, the bars those of the period") {
  Files files;
  files.write("A", {"calm", "calm", "wild"});
  files.write("B", {"calm", "calm", "calm"});
  files.config.to = utc("2024-01-01T02:00:00Z");
  const regime::BarLabels labels = files.read();
  CHECK(labels.labels == Texts{"calm", "wild"});
  CHECK(labels.bars == 4);
}

TEST_CASE("bad rows are the bars' own business, and their labels go with them") {
  Files files;
  Texts labels(20, "calm");
  files.write("B", labels);
  labels[1] = "bad";
  labels[19] = "wild";
  files.write("A", labels);
  CHECK(contains(files.refusal(), "A.csv:3:"));
  files.config.csv.bad_rows = config::BadRows::skip;
  Categories kept(19, 0);
  kept[18] = 1;
  CHECK(files.read().symbols[0].categories == kept);
}

TEST_CASE("a cell that is no label costs no bar, and is counted") {
  Files files;
  files.config.csv.bad_rows = config::BadRows::skip;
  files.write("A", {"calm", "wi/ld", "wi/ld", "calm", "", "calm"});
  files.write("B", {"calm"});
  const auto found = files.read();
  CHECK(found.bars == 7);
  CHECK(found.labelled == 4);
  CHECK(found.left_out_rows == 2);
  CHECK(found.symbols[0].categories == Categories{0, 0, 0});
  CHECK(found.symbols[0].close_ns[1] - found.symbols[0].close_ns[0] == 3 * core::kHour);
  files.config.csv.bad_rows = config::BadRows::refuse;
  CHECK(contains(files.refusal(), "A.csv:3:"));
}

TEST_CASE("a column that no header has is named with the nearest one") {
  Files files;
  files.write("A", {"calm"});
  files.write("B", {"calm"});
  files.labels_of.column = config::ColumnRef{"My Moood"};
  CHECK(contains(files.refusal(), "A.csv:1:1: there is no column 'My Moood' for the labels"));
  CHECK(contains(files.refusal(), "did you mean 'My Mood'?"));
  files.labels_of.column = config::ColumnRef{"", 7};
  CHECK(files.read().name == "column_7");
}

TEST_CASE("a file without the column is no bad symbol that may be left out") {
  Files files;
  files.write("A", {"calm", "wild"});
  files.write("B", {"calm", "wild"});
  files.write_without_labels("B");
  files.config.bad_symbols = config::BadSymbols::skip;
  CHECK(contains(files.refusal(), "B.csv:1:1: there is no column 'My Mood' for the labels"));
  files.write("B", {"bad", "bad"});
  CHECK(files.read().symbols.size() == 1);  // its bars are left out too
}

TEST_CASE("a column without any label, and a synthetic market") {
  Files files;
  files.write("A", {"", "nan"});
  files.write("B", {"", ""});
  CHECK(contains(files.refusal(), "no bar has a label in My Mood"));
  files.config = {};
  files.config.file = "t.yaml";
  CHECK(contains(files.refusal(), "the synthetic market has no column of labels"));
  CHECK(contains(files.refusal(), "{column: My Mood, file: labels.csv}"));
}

TEST_CASE("a file of labels for the synthetic market stands at closes, as tags.csv does") {
  Files files;
  const TempFolder folder;
  files.config = {};
  files.config.synthetic.bars = 3;
  files.config.synthetic.symbols = 1;
  files.labels_of.file =
      write_file(folder / "l.csv", "timestamp,My Mood\n2022-01-01T02:00:00Z,wild\n").string();
  const regime::BarLabels labels = files.read();
  REQUIRE(labels.symbols.size() == 1);
  CHECK(labels.symbols[0].close_ns == std::vector<core::Timestamp>{utc("2022-01-01T02:00:00Z")});
  CHECK(labels.bars == 3);
}

TEST_CASE("a file of labels for bars of sessions goes by the stamps of their file") {
  Files files;
  files.config.venue = "us_equity";
  files.config.csv.time_format = "%Y-%m-%d %H:%M";
  files.config.csv.zone = "venue";
  files.config.symbols = {"A"};
  std::string bars = "timestamp,open,high,low,close,volume\n";
  for (const char* time : {"09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"}) {
    bars += std::string("2024-01-03 ") + time + ",1,1,1,1,1\n";
  }
  const TempFolder folder;
  write_file(folder / "A.csv", bars);
  files.config.csv.path = (folder / "{symbol}.csv").string();
  files.labels_of.file =
      write_file(folder / "l.csv", "timestamp,My Mood\n2024-01-03 15:30,late\n").string();
  const regime::BarLabels labels = files.read();
  CHECK(labels.symbols[0].close_ns ==
        std::vector<core::Timestamp>{utc("2024-01-03T21:00:00Z")});  // cut by the session's end
}
