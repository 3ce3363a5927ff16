// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "config/describe.hpp"
#include "study/run_store_rows.hpp"

// When two runs are the same run: when everything that their result depends on is the same. In two
// halves, so that a trial which changes only the strategy's parameters costs one short hash.

namespace barometer::study {

// Whether the value of this key counts for identifying(); lists have no part of their own in a
// path: "regime.params", whichever tagger it is.
bool identifies(std::string_view path);

// A config without what changes no figure of a run: study, latency, what is written and where,
// run.name, run.threads, run.tagging, run.step_deadline; and without the parameters of plug-ins,
// which count with their defaults in force. The order of the members is that of describe().
config::ConfigItem identifying(const config::ConfigItem& described);

// The canonical text of it as one line of JSON.
std::string canonical_json(const config::ConfigItem& item);

// What a run of this plan on this market shares with those of other strategy parameters and other
// periods. Its hash is over: the build of the engine, the identifying config, the market's bars,
// venues and time zones, the plug-ins' files and the taggers' parameters. It is not reusable where
// the strategy has no hash, as one that the caller made. Throws Error{bad_input} where the config
// names no strategy.
RunVariant variant_of(const backtest::Plan& plan, const backtest::Market& market);

// 32 hexadecimal digits of the variant, the window and the strategy's parameters as
// plugin::ParamValues::described() gives them, in any order. `barometer run` with the same
// settings has the same identity: its window has neither end.
std::string identity_of(const RunVariant& variant, const backtest::Window& window,
                        std::span<const std::pair<std::string, std::string>> params);

}  // namespace barometer::study
