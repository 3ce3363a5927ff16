// SPDX-License-Identifier: Apache-2.0
// Recipes are compared in recipes_test.cpp; these are the rules one by one.
#include "sniffer/sniff.hpp"

#include <string>

#include "core/error.hpp"
#include "sniffed.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

// Hours from 2024-01-02 (a Tuesday, no holiday) on.
std::string hours(int count) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (int i = 0; i < count; ++i) {
    text += std::to_string(1'704'153'600'000 + i * 3'600'000LL) + ",10,12,9,11,5\n";
  }
  return text;
}

std::string refusal(const sniffer::SniffedFiles& files) {
  try {
    sniffer::sniff(files);
  } catch (const core::Error& error) {
    return core::to_string(error.faults().front());
  }
  return "taken";
}

}  // namespace

TEST_CASE("What trades on weekends never closes; whether its stamps are opens is asked") {
  const std::string text = hours(24 * 14);
  const auto found = sniffer::sniff(one_file("x.csv", text));
  CHECK(value_of(found, "data.venue") == "24x7");
  CHECK(contains(found.line("data.venue")->why, "2 of 2 Saturdays"));
  CHECK(value_of(found, "data.bar") == "1h");
  CHECK(value_of(found, "data.time.format") == "epoch_ms");
  CHECK(value_of(found, "data.time.zone").empty());
  CHECK(value_of(found, "data.columns.volume") == "volume");
  CHECK(open_keys(found) == "data.time.stamp");
  CHECK(found.assumed.empty());
}

TEST_CASE("A source that is known says which side it stamps") {
  const std::string text = hours(24 * 14);
  const auto found = sniffer::sniff(one_file("BINANCE_BTCUSDT, 60.csv", text));
  CHECK(value_of(found, "data.time.stamp") == "open");
  CHECK(value_of(found, "data.symbols") == "[BTCUSDT]");
  CHECK(open_keys(found).empty());
}

TEST_CASE("What is not seen but likely is said to be assumed") {
  const std::string text = hours(5);
  const auto found = sniffer::sniff(one_file("BTCUSDT_1h.csv", text));
  CHECK(value_of(found, "data.venue") == "24x7");
  REQUIRE(found.assumed.size() == 1);
  CHECK(contains(found.assumed.front(), "pair of coins"));
  CHECK(found.line("data.venue")->why.starts_with("assumed: "));
  const auto stranger = sniffer::sniff(one_file("x.csv", text));
  CHECK(open_keys(stranger) == "data.venue data.time.stamp");
}

TEST_CASE("Newest first, lines to skip, semicolons and decimal commas") {
  const auto found = sniffer::sniff(
      one_file("x.csv",
               "made by somebody\nDatum;Open;High;Low;Close\n31.01.2024;1,5;2,5;1,25;2,0\n"
               "30.01.2024;1,5;2,5;1,25;2,0\n29.01.2024;1,5;2,5;1,25;2,0\n"));
  CHECK(value_of(found, "data.order") == "newest_first");
  CHECK(value_of(found, "data.skip_lines") == "[1]");
  CHECK(value_of(found, "data.separator") == "\";\"");
  CHECK(value_of(found, "data.numbers") == "{decimal: \",\"}");
  CHECK(value_of(found, "data.time.column") == "Datum");
  CHECK(value_of(found, "data.time.format") == "\"%d.%m.%Y\"");
  CHECK(value_of(found, "data.columns.volume") == "none");
}

TEST_CASE("A date that may be read two ways is asked, with both") {
  const auto found = sniffer::sniff(one_file(
      "x.csv",
      "t,open,high,low,close\n01/02/2024,1,2,1,2\n02/02/2024,1,2,1,2\n05/02/2024,1,2,1,2\n"));
  CHECK(contains(open_keys(found), "data.time.format"));
  const auto& question =
      *std::ranges::find(found.questions, "data.time.format", &sniffer::OpenQuestion::key);
  REQUIRE(question.answers.size() == 2);
  CHECK(question.answers[0].value == "\"%d/%m/%Y\"");
  CHECK(question.answers[1].value == "\"%m/%d/%Y\"");
}

TEST_CASE("Files of a symbol each, and a zip with more than one table") {
  const std::string text = hours(24 * 14);
  auto files = one_file("a/BTC_1h.csv", text);
  files.paths = {"a/BTC_1h.csv", "a/ETH_1h.csv"};
  const auto found = sniffer::sniff(files);
  CHECK(value_of(found, "data.path") == "\"a/{symbol}_1h.csv\"");
  CHECK(value_of(found, "data.symbols") == "[BTC, ETH]");
  auto zip = one_file("x.zip", text);
  zip.members = {"one.csv", "two.csv"};
  CHECK(value_of(sniffer::sniff(zip), "data.member") == "?");
}

TEST_CASE("What is no table of bars is refused with its place") {
  CHECK(contains(refusal(one_file("a/b.csv", "Dear reader,\nno prices.\n")),
                 "a/b.csv:1:1: nothing here looks like prices"));
  CHECK(contains(refusal(one_file("b.csv", "name,a,b,c,d\nx,5,1,4,2\ny,1,5,2,4\n")),
                 "b.csv:1:1: no"));
  CHECK(contains(refusal(one_file("t.csv",
                                  "t,open,high,low,close\n2024-01-02T10:00:00.146,1,2,1,2\n"
                                  "2024-01-02T10:00:04.151,1,2,1,2\n"
                                  "2024-01-02T10:00:11.821,1,2,1,2\n"
                                  "2024-01-02T10:00:13.073,1,2,1,2\n")),
                 "t.csv:1:1: these are ticks"));
  auto mixed = one_file("a.csv", "t,open,high,low,close\n2024-01-02,1,2,1,2\n");
  mixed.paths = {"a.csv", "b.csv"};
  mixed.texts.push_back({.path = "b.csv", .text = "2024-01-02;1;2;1;2\n"});
  CHECK(contains(refusal(mixed), "b.csv:1:1: is of another form than a.csv"));
  auto folders = one_file("a/x.csv", "t,open,high,low,close\n2024-01-02,1,2,1,2\n");
  folders.paths = {"a/x.csv", "b/y.csv"};
  CHECK(contains(refusal(folders), "called by no one pattern"));
}
