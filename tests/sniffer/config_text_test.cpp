// SPDX-License-Identifier: Apache-2.0
#include "sniffer/config_text.hpp"

#include "config/load.hpp"
#include "core/error.hpp"
#include "sniffed.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

sniffer::Findings findings() {
  sniffer::Findings found;
  found.symbol = "BTCUSDT";
  found.add("data.source", "csv");
  found.add("data.path", "x.csv", "one file");
  found.add("data.symbols", "[BTCUSDT]");
  found.add("data.bar", "1h");
  found.add("data.venue", "24x7", std::string(120, 'w') + " end");
  found.add("data.time.format", "epoch_ms");
  found.ask({"data.time.stamp", "Which side?", {{"open", "opens"}, {"close", "closes"}}});
  found.add("data.columns.open", "o");
  return found;
}

}  // namespace

TEST_CASE("Keys are nested, and what was seen stands behind them or above") {
  const std::string text = sniffer::config_text(findings(), "made by a test");
  CHECK(text.starts_with("# made by a test\n"));
  CHECK(contains(text, "data:\n  source: csv\n  path: x.csv  # one file\n"));
  CHECK(contains(text, "\n  # www"));
  CHECK(contains(text, "  columns:\n    open: o\n\nregime:\n"));
}

TEST_CASE("An open question is a comment with its answers, and a key that the reader refuses") {
  const std::string text = sniffer::config_text(
      findings(), "", {{"data.time.stamp", {{"bar as open"}, {"bar as close"}}}});
  CHECK(contains(text,
                 "    # To decide: Which side?\n    #   stamp: open   # opens\n"
                 "    #       bar as open\n    #   stamp: close   # closes\n"
                 "    #       bar as close\n    stamp:\n"));
  try {
    config::parse_config(text, "t.yaml");
    FAIL("the config was taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 1);
    CHECK(contains(error.faults().front().what, "data.time.stamp: expected open or close"));
  }
}

TEST_CASE("Presets and costs are those of the bars") {
  auto found = sniffer::answered(findings(), "data.time.stamp", "open", "");
  const auto preset = [](const sniffer::Findings& each) {
    const std::string text = sniffer::config_text(each, "");
    const auto at = text.find("preset: ");
    return text.substr(at + 8, text.find('\n', at) - at - 8);
  };
  CHECK(preset(found) == "crypto");
  CHECK(contains(sniffer::config_text(found, ""), "commission: 10bps"));
  CHECK(preset(sniffer::answered(found, "data.venue", "us_equity", "")) == "equity_intraday");
  CHECK(preset(sniffer::answered(found, "data.venue", "fx", "")) == "fx");
  CHECK(preset(sniffer::answered(found, "data.bar", "1d", "")) == "equity_daily");
  found.symbol = "AAPL";
  CHECK(contains(sniffer::config_text(found, ""), "commission: 1bps"));
}
