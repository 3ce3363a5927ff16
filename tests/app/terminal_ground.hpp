// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "app/barometer_program.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

namespace barometer_test {

inline constexpr std::string_view kSmallRun =
    "configs/quickstart.yaml --set data.synthetic.bars=1500";

// What the screens read, and names for what they write.
class Ground {
 public:
  Ground() {
    std::string hours = "timestamp,open,high,low,close,volume\n";
    for (int i = 0; i < 24 * 30; ++i) {
      hours += fmt::format("{},{},{},{},{},5\n", 1'704'067'200'000 + i * 3'600'000LL, 100 + i % 17,
                           101 + i % 17, 100 + i % 17, 100 + i % 17);
    }
    barometer::write_file(in() / "prices.csv", hours);
    barometer::write_file(in() / "BINANCE_BTCUSDT, 60.csv", hours);
    barometer::write_file(in() / "SPY.csv",
                          "Date,Open,High,Low,Close,Volume\n2024-01-11,10,12.5,9,11,500\n"
                          "2024-01-12,11,15,10,14,0\n2024-01-16,14,14,12,12.25,300\n");
    barometer::write_file(in() / "letter.txt", "Dear reader,\nno prices.\n");
    barometer::write_file(in() / "taken.csv", "mine\n");
    for (const std::string command :
         {"run --quiet %SMALL --set strategy.params.lookback=48", "run --quiet %SMALL",
          "study --quiet configs/studies/sma_grid.yaml --set data.synthetic.bars=1500"}) {
      make(filled(command) + " --set output.dir=" + in().string());
    }
    make_run_without_bars();
  }

  // The folder that is there already.
  std::filesystem::path in() const { return folder_.path(); }

  std::string filled(std::string text) {
    const std::string name = std::to_string(++number_);
    replace(text, "%SMALL", kSmallRun);
    replace(text, "%OUT", (out_ / name).string());
    replace(text, "%IN", in().string());
    if (text.find("%STORE") != std::string::npos) {
      const std::filesystem::path copy = out_ / (name + ".db");
      std::filesystem::copy_file(in() / "barometer.db", copy);
      replace(text, "%STORE", copy.string());
    }
    return text;
  }

 private:
  static void make(const std::string& command) {
    const Finished made = run_program(command);
    if (made.exit_code != 0) {
      throw std::runtime_error(made.output);
    }
  }

  // A run folder whose bars are gone.
  void make_run_without_bars() const {
    const std::string market = (in() / "market").string();
    make("synth " + market + " --symbols 1 --bars 300 --quiet");
    make("run " + market +
         "/market.yaml --no-record --quiet --set strategy.plugin=sma_cross --set output.page=false "
         "--out " +
         (in() / "without_bars").string());
    std::filesystem::remove_all(market);
  }

  static void replace(std::string& text, std::string_view what, std::string_view with) {
    if (const std::size_t at = text.find(what); at != std::string::npos) {
      text.replace(at, what.size(), with);
    }
  }

  TempFolder folder_;
  TempFolder out_;
  int number_ = 0;
};

}  // namespace barometer_test
