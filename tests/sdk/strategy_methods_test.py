#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Strategies whose methods would never be called do not compile, and the compiler says what to write;
every way in which they may be written does."""

import argparse
import concurrent.futures
import subprocess
import sys

SOURCE = """
#include <barometer/sdk/strategy.hpp>
#include <array>
using namespace barometer;
%(before)s
class Mine : public %(base)s {
 public:
  static constexpr PluginInfo kInfo{.name = "mine", .version = "1", .description = "mine"};
  static constexpr std::array<bm_param_spec, 0> kParams{};
  explicit Mine(Setup&) {}
  %(body)s
};
BAROMETER_STRATEGY(Mine)
"""

ON_BAR = "void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override"
ON_STEP = "void on_step(barometer::Context& ctx) override"
ON_CHANGE = ("void on_regime_change(const barometer::RegimeChange& change, barometer::Context& ctx) "
             "override")
NOTHING = "the strategy overrides nothing and would never do anything: write "
WITH_BOTH = "void on_bar(const Bar&, Context&) override {} void on_step(Context&) override {}"

# What is written, and what the compiler must say.
REFUSED = {
    "": NOTHING + ON_BAR,
    "void helper() {}": NOTHING + ON_BAR,
    "void on_bar(Bar, Context) {}": "on_bar would never be called: write it in the public part, "
                                    "once, as " + ON_BAR,
    "void on_bar(const Bar&, const Context&) {}": "on_bar would never be called",
    "void on_bar(const Bar&, Context&) const {}": "on_bar would never be called",
    "void on_bar(const Bar&) {}": "on_bar would never be called",
    "void on_bar(auto&, auto&) {}": "on_bar would never be called",
    "private: void on_bar(Bar, Context) {}": "on_bar would never be called",
    "void on_step(Context) {}": "on_step would never be called: write it in the public part, once, "
                                "as " + ON_STEP,
    "void on_regime_change(RegimeChange, Context&) {}": "on_regime_change would never be called: "
                                                        "write it in the public part, once, as "
                                                        + ON_CHANGE,
    "void onBar(const Bar&, Context&) {}": "the method is called on_bar, under another name it is "
                                           "never called: write " + ON_BAR,
    "void onBar(Bar, Context) {}": "the method is called on_bar",
    "void OnBar(const Bar&, Context&) {} void on_step(Context&) override {}":
        "the method is called on_bar",
    "void onStep(Context&) {}": "the method is called on_step, under another name",
    "void on_bar(const Bar&, Context&) noexcept override {}": "must not be noexcept",
    "void on_step(Context&) noexcept override {}": "must not be noexcept",
    WITH_BOTH + " void onRegimeChange(const RegimeChange&, Context&) {}":
        "the method is called on_regime_change",
}

ACCEPTED = (
    "void on_bar(const Bar&, Context&) override {}",
    "void on_bar(const Bar& bar, Context& ctx) final { ctx.buy(bar.symbol, 1); }",
    "void on_bar(const Bar&, Context&) {}",
    "void on_step(Context&) override {}",
    "void on_regime_change(const RegimeChange&, Context&) override {}",
    WITH_BOTH,
    "void on_bar(const Bar&, Context&) override {} private: void onBar(int) {}",
    WITH_BOTH + " void onBar(const Bar&, Context&) {} void onStep(Context&) {}",
)

# A class between the base and the strategy may be the one that overrides.
BETWEEN = "template <class T> class Base : public Strategy { public: %s };"


def messages(arguments, base, body, before=""):
    source = SOURCE % {"base": base, "body": body, "before": before}
    finished = subprocess.run(
        [arguments.compiler, "-std=c++20", "-Wall", "-Wextra", "-fsyntax-only", "-x", "c++", "-I",
         arguments.include, "-"],
        input=source, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return finished.returncode, finished.stdout


def fault_of(arguments, case):
    body, before, said = case
    code, printed = messages(arguments, "Base<int>" if before else "Strategy", body, before)
    if said is None:
        return f"does not compile:\n{before}\n{body}\n{printed}" if code != 0 else None
    return f"'{said}' is not said of:\n{body}\n{printed}" if code == 0 or said not in printed else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", required=True)
    arguments = parser.parse_args()
    cases = [(body, "", said) for body, said in REFUSED.items()]
    cases += [(body, "", None) for body in ACCEPTED]
    cases += [("", BETWEEN % "void on_bar(const Bar&, Context&) override {}", None),
              ("", BETWEEN % "void on_bars() {}", NOTHING)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(lambda case: fault_of(arguments, case), cases) if fault]
    print("\n\n".join(faults) or f"{len(cases)} strategies, each compiled or refused as it must be")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
