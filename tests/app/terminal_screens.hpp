// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace barometer_test {

// One thing that a person types, %SMALL for a small config, %OUT for a name that no run before has
// had, %IN for the folder of what there is to read, %STORE for a copy of the run store in it.
struct Screen {
  std::string command;  // behind `barometer`
  int exit_code = 0;
  std::string typed = {};     // answers to what it asks
  bool figures_vary = false;  // and what is said of them, so that its words are not compared
  bool for_a_shell = false;   // the same at any width
};

// Every command with what it is for and with a fault; `first` words of the table of commands are
// commands of their own.
inline std::vector<Screen> screens() {
  return {
      {"run --no-record %SMALL --out %OUT"},
      {"run --no-record --verbose %SMALL --set latency.meter=off --out %OUT"},
      {.command = "run --no-record --verbose %SMALL --set latency.meter=full --out %OUT",
       .figures_vary = true},
      {"run nowhere.yaml", 2},
      {"run %SMALL --out %IN", 5},
      {.command = "study configs/studies/sma_grid.yaml --verbose --set data.synthetic.bars=1500 "
                  "--set output.dir=%OUT",
       .figures_vary = true},
      {"study configs/studies/sma_grid.yaml --set study.over=3 --set output.dir=%OUT", 2},
      {"study %SMALL --set study.ovre=3", 2},
      {"check %SMALL"},
      {"check %SMALL --set regime.params.preset=equity_daily"},
      {"check %SMALL --set strategy.params.lokback=3 --set broker.chas=1", 2},
      {"causality %SMALL"},
      {"causality %SMALL --set broker.chas=1", 2},
      {.command = "profile %SMALL --processes 5 --blocks 40", .figures_vary = true},
      {"profile --import examples/cold_start/after_slower.csv "
       "--baseline examples/cold_start/before.csv",
       1},
      {"profile --import README.md", 2},
      {"profile %SMALL --svg %IN", 5},
      {"tag %SMALL --score --out %OUT"},
      {"tag %SMALL --score --dimension trand", 2},
      {"regimes %SMALL --picture %OUT"},
      {"regimes %SMALL --picture %IN", 5},
      {"runs --store %STORE"},
      {"runs --store %IN/nowhere.db", 2},
      {"runs lits --store %STORE", 2},
      {"runs list --store %STORE"},
      {"runs list 3 --store %STORE", 2},
      {"runs show 1 --store %STORE"},
      {"runs show study-1 --store %STORE"},
      {"runs show study-3 --store %STORE", 2},
      {"runs note 1 'before the change of fees' --store %STORE"},
      {"runs note 1 --store %STORE", 2},
      {"runs forget 1 --store %STORE"},
      {"runs forget study-1 --store %STORE"},
      {"runs forget 1000000 --store %STORE", 2},
      {"runs export %OUT.csv --store %STORE"},
      {"runs export %IN/taken.csv --store %STORE", 5},
      {"compare 1 2 --store %STORE"},
      {"compare 1 1000000 --store %STORE", 2},
      {"report 2 --store %IN/barometer.db"},
      {"report 1000000 --store %STORE", 2},
      {"report %IN/without_bars"},
      {"gate %SMALL --placebos 20"},
      {"gate %SMALL --placebos 20 --picture %IN", 5},
      {"synth %OUT --symbols 1 --bars 200"},
      {"synth %IN", 5},
      {"plugins"},
      {"plugins --verify sma_cross"},
      {"plugins --verify nowhere", 2},
      {"new strategy my_idea --out %OUT"},
      {"new strategy my_idea --makefile --out %OUT"},
      {"new strategy sma_cross --out %OUT", 2},
      {"new tagger my_tags --out '%OUT and some more'"},
      {"new tagger my_tags --out %IN", 5},
      {"init %IN/SPY.csv --out %OUT </dev/null"},
      {"init '%IN/BINANCE_BTCUSDT, 60.csv' --out %OUT </dev/null"},
      {"init %IN/prices.csv --out %OUT </dev/null", 2},
      {.command = "init %IN/prices.csv --out %OUT", .typed = "1\n1\n1\n"},
      {"init %IN/letter.txt --out %OUT </dev/null", 2},
      {"data head configs/quickstart.yaml --bars 2"},
      {"data head nowhere.csv", 2},
      {"data describe configs/quickstart.yaml"},
      {"data describe nowhere.yaml", 2},
      {"data convert configs/quickstart.yaml --out %OUT"},
      {"data convert configs/quickstart.yaml", 2},
      {.command = "completion bash", .for_a_shell = true},
      {.command = "completion zsh", .for_a_shell = true},
      {.command = "completion fish", .for_a_shell = true},
      {"completion tcsh", 2},
  };
}

}  // namespace barometer_test
