// SPDX-License-Identifier: Apache-2.0
#include "conformance/tagger_laws.hpp"

#include <array>

namespace barometer::conformance {

namespace {

using Law = LawEntry<TaggerBench>;

// What has to hold for tables of tags to mean anything, and more for some laws.
constexpr const char* kTables = "columns repeat";
constexpr const char* kState = "columns repeat block together";
constexpr const char* kForeign = "columns repeat state";
constexpr const char* kBars = "columns range repeat block";

constexpr std::array kLaws{
    Law{"answers", "create() and tag() answer BM_OK on a whole market",
        "the tagger throws, or answers with a status, on ordinary bars",
        "read its message; run it under gdb as docs/debugging.md says", check_answers},
    Law{"describe", "describe() lists the same dimensions each time it is asked",
        "the list depends on something besides the parameters, or `capacity` is not looked at",
        "derive the list from `params` alone; answer BM_BUFFER_TOO_SMALL where it has no room",
        check_describe},
    Law{"columns", "tag() writes the entries 0 .. count - 1 of its block and nothing else",
        "a column is indexed by the bar, or a tag of an earlier bar is painted over",
        "entry k of a column belongs to bar first + k: write column[k]; leave earlier bars as they "
        "were tagged",
        check_columns},
    Law{"range",
        "a category is one of its labels or unknown, a scalar finite or NaN, an onset not "
        "after its bar",
        "a label is computed without a bound, or a number divided by zero",
        "clamp the label, and write unknown where a number is not finite", check_range},
    Law{"warm_up", "tags are unknown on the bars that the dimension declares as its warm-up",
        "a tag is written before its window is full, or the declared warm-up is too long",
        "write nothing until the window is full, or declare a smaller `warmup_bars`", check_warmup},
    Law{"bars_kept", "bars and calendar are as they were when tag() returns",
        "the tagger casts `const` away and changes what it was handed",
        "copy what has to be changed", check_bars_kept},
    Law{"repeat", "a second instance gives the same tags as the first",
        "a tag depends on a clock, a random number, memory that was never set, or on data that "
        "instances share",
        "keep everything in members that the constructor sets; seed generators with a constant",
        check_repeat, "columns"},
    Law{"block", "tags do not depend on how many bars come in a call",
        "the tagger works on the block as a whole: `count`, a mean over it, its first or last bar",
        "go bar by bar, with all memory in members", check_block, kTables},
    Law{"prefix", "tags up to a bar depend on nothing behind it",
        "the tagger reads bars behind the one that it tags",
        "at bar first + k read no bar of a higher index; what needs the next bar is tagged one bar "
        "later",
        check_prefix, kTables},
    Law{"date", "the same bars 28 years later have the same tags",
        "a tag depends on the year, or on dates that stand in the source",
        "go by bars alone; what the calendar decides is declared with `known_ahead`", check_date,
        kTables},
    Law{"wanted", "a dimension has the same tags whether others are wanted or not",
        "what one dimension needs is only computed where another one is wanted",
        "compute the state that a wanted dimension needs whatever else is wanted", check_wanted,
        kTables},
    Law{"reset", "after reset() the instance tags as a new one", "reset() forgets a member",
        "set every member that tag() changes back to what the constructor made of it", check_reset,
        kTables},
    Law{"together", "instances that are called in turn on one thread do not disturb each other",
        "instances share a static or global variable", "make it a member, or constant",
        check_together, kTables},
    Law{"threads", "instances that run on different threads do not disturb each other",
        "instances share a static or global variable",
        "make it a member, or constant; no lock is needed then", check_threads, kTables},
    Law{"state", "an instance that was saved goes on, loaded elsewhere, to the same tags",
        "save() or load() leaves out a member, or saves a pointer",
        "name every member that tag() changes, and save what a pointer leads to", check_state,
        kState},
    Law{"foreign_state", "load() rejects bytes that it has not saved, and is then as after reset()",
        "load() believes its bytes",
        "begin the bytes with a magic number and a digest of parameters, instrument and wanted "
        "dimensions; compare both, and the size, before anything is changed",
        check_foreign_state, kForeign},
    Law{"float_mode", "no call switches the floating-point mode",
        "a call of fesetround(), _mm_setcsr() or a library that does it",
        "leave the mode alone, or put it back before the slot returns", check_float_mode},
    Law{"allocation", "tag() allocates nothing once it has warmed up",
        "a container grows, or a temporary string or vector is made, in tag()",
        "make room in the constructor: reserve(), fixed rings, members in place of temporaries",
        check_allocation},
    Law{"bad_bars", "no bar that data may hold makes it fail, or write what is out of range",
        "a NaN, a zero or an infinite price goes into a sum, a logarithm or an index",
        "look at a bar before it goes into the state; tag a bad one as unknown", check_bad_bars,
        kBars},
    Law{"bar_sizes", "it works on bars of other sizes, or says at create why it does not",
        "a number in the source counts bars where it means time",
        "take the bar's size from `bm_instrument`, or reject it in create() with "
        "BM_INVALID_ARGUMENT",
        check_bar_sizes, kBars},
};

}  // namespace

std::span<const LawEntry<TaggerBench>> tagger_laws() {
  return kLaws;
}

}  // namespace barometer::conformance
