// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/control.hpp>
#include <barometer/backtest/api/export.hpp>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <barometer/backtest/api/result.hpp>
#include <barometer/backtest/api/tags.hpp>
#include <cstdint>
#include <optional>

namespace barometer::backtest {

// The part of a market in which a run trades, in ns since 1970 UTC. Bars that close at or before
// `from_ns` only warm up: the strategy sees them and its orders are dropped. The run never sees
// bars that close after `to_ns`.
//
// The result is that of a run whose config says data.from and data.to: the same orders, fills,
// equity, metrics and fingerprint to the bit. Different is only what describes the loaded data: the
// market's hash and what was counted while loading (gaps, skipped rows) are those of the whole
// market. Symbols without a bar in it are left out where the config may (`symbols: all`,
// `data.missing: skip`); such a run tags for itself, whatever tags it is given.
struct Window {
  std::optional<std::int64_t> from_ns = {};  // none: data.from of the config
  std::optional<std::int64_t> to_ns = {};    // none: the market's end
};

// Throws Error{bad_input} for what only the data can tell of a plan (symbols that it names and the
// data do not have, missing rates) and for what the strategy itself refuses, and
// Error{plugin_failed} from a tagger that does not take the symbols' bars; without a run.
BAROMETER_API void check(const Plan& plan, const Market& market);

// Tags as the plan's config says (ahead or in step) and runs. The same input gives the same bits,
// whatever the threads, the tagging and the metering. Throws Error{bad_input} where the market was
// loaded from another `data` group than the plan's, or the window leaves a symbol without a bar;
// Error{plugin_failed} from a plug-in.
BAROMETER_API Result run(const Plan& plan, const Market& market, const Window& window = {},
                         const Control& control = {});

// The same on tags that were computed before, which `run.tagging: in_step` forbids. Throws
// Error{bad_input} also where `tags` are of another market.
BAROMETER_API Result run(const Plan& plan, const Market& market, const Tags& tags,
                         const Window& window = {}, const Control& control = {});

}  // namespace barometer::backtest
