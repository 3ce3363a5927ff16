// SPDX-License-Identifier: Apache-2.0
#include "conformance/strategy_laws.hpp"

#include <array>

namespace barometer::conformance {

namespace {

using Law = LawEntry<StrategyBench>;

constexpr const char* kMarketCause =
    "the strategy counts on bars, symbols or tags that this market does not have";
constexpr const char* kMarketChange =
    "look at bar.index, ctx.symbol_count() and unknown tags first; what it cannot do without is "
    "rejected in the constructor";

constexpr std::array kLaws{
    Law{"answers", "create() and on_step() answer BM_OK in a whole run",
        "the strategy throws, or answers with a status, on ordinary bars",
        "read its message; run it under gdb as docs/debugging.md says", check_runs},
    Law{"repeat", "a second run gives the same orders",
        "an order depends on a clock, a random number, memory that was never set, or on data that "
        "instances share",
        "keep everything in members that the constructor sets; seed generators with a constant",
        check_repeat},
    Law{"future", "orders up to a step depend on no bar behind it",
        "the strategy reads bars behind the last that has closed",
        "read no element at bar_count or above; with the SDK use bar.ago(k) with k >= 0",
        check_future, "repeat"},
    Law{"reset", "after reset() the instance orders as a new one", "reset() forgets a member",
        "set every member that on_step() changes back to what the constructor made of it",
        check_reset, "repeat"},
    Law{"together", "a second instance that sees the same steps does not disturb the first",
        "instances share a static or global variable", "make it a member, or constant",
        check_together, "repeat"},
    Law{"threads", "instances that run on different threads do not disturb each other",
        "instances share a static or global variable",
        "make it a member, or constant; no lock is needed then", check_threads, "repeat"},
    Law{"buffer", "on_step() writes no more orders than its buffer holds",
        "`capacity` is not looked at",
        "append at data[count] while count < capacity; count what finds no room in `overflowed`",
        check_buffer},
    Law{"view", "the view is as it was when on_step() returns, and nothing of it is kept",
        "the strategy casts `const` away, or keeps a pointer into the view for the next step",
        "copy what is needed in the next step into members", check_view, "repeat"},
    Law{"float_mode", "no call switches the floating-point mode",
        "a call of fesetround(), _mm_setcsr() or a library that does it",
        "leave the mode alone, or put it back before the slot returns", check_float_mode},
    Law{"allocation", "on_step() allocates nothing after the first step",
        "a container grows, or a temporary string or vector is made, in on_step()",
        "make room in the constructor: reserve(), fixed rings, members in place of temporaries",
        check_allocation},
    Law{"orders", "orders are such as the broker can read",
        "an amount or a price is NaN, infinite or of the wrong sign, or a symbol does not exist",
        "look at what goes into the division that made it", check_orders},
    Law{"warming_up",
        "it gets through the steps before a run's `from`, in which orders are dropped",
        kMarketCause, kMarketChange, check_warming_up},
    Law{"one_symbol", "it gets through a market of one symbol, or rejects it at create",
        kMarketCause, kMarketChange, check_one_symbol},
    Law{"many_symbols", "it gets through a market of many symbols, or rejects it at create",
        kMarketCause, kMarketChange, check_many_symbols},
    Law{"short_market", "it gets through a market of one bar, of two and of three", kMarketCause,
        kMarketChange, check_short_market},
    Law{"rough_market", "it gets through standing prices, no volume and prices that jump",
        "a division by a range, a volatility or a volume of 0", "look at the divisor first",
        check_rough_market},
    Law{"untagged", "it gets through a run without taggers, or rejects it at create", kMarketCause,
        "name what is missing in std::invalid_argument (BM_INVALID_ARGUMENT), as setup.category() "
        "does",
        check_untagged},
};

}  // namespace

std::span<const LawEntry<StrategyBench>> strategy_laws() {
  return kLaws;
}

}  // namespace barometer::conformance
