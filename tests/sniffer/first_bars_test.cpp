// SPDX-License-Identifier: Apache-2.0
#include "sniffer/first_bars.hpp"

#include <string>

#include "sniffed.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("Each answer shows the first bars as the engine reads them") {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (int i = 0; i < 24 * 14; ++i) {
    text += std::to_string(1'704'067'200'000 + i * 3'600'000LL) + ",10,12,9,11.5,5\n";
  }
  const auto files = one_file("x.csv", text);
  const auto bars = sniffer::first_bars(sniffer::sniff(files), files.texts.front());
  REQUIRE(bars.contains("data.time.stamp"));
  const auto& shown = bars.at("data.time.stamp");
  REQUIRE(shown.size() == 2);
  CHECK(shown[0][0] == "2024-01-01 00:00 to 2024-01-01 01:00 UTC  10 12 9 11.5  volume 5");
  CHECK(shown[1][0] == "2023-12-31 23:00 to 2024-01-01 00:00 UTC  10 12 9 11.5  volume 5");
}

TEST_CASE("An answer that does not read the text says why") {
  const std::string text = "t,open,high,low,close\n01/02/2024,1,2,1,2\n05/02/2024,1,2,1,2\n";
  const auto files = one_file("x.csv", text);
  auto found = sniffer::sniff(files);
  for (sniffer::OpenQuestion& question : found.questions) {
    question.answers.push_back({"\"nothing\"", ""});
  }
  const auto bars = sniffer::first_bars(found, files.texts.front());
  const std::string last = bars.at("data.time.format").back().front();
  CHECK(last.starts_with("does not read it: "));
}
