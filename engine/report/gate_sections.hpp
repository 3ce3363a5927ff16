// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/style.hpp"

namespace barometer::analysis {
struct GateResult;
}  // namespace barometer::analysis

namespace barometer::report {

inline constexpr std::size_t kGateColumns = 80;
inline constexpr std::size_t kGateNameWidth = 40;  // of names of others

}  // namespace barometer::report

// The sections of gate_text.hpp, each with its heading; empty where there is nothing to say.
namespace barometer::report::gate {

std::string twins(const analysis::GateResult& result, const Style& style);
std::string blocked(const analysis::GateResult& result, const Style& style);
std::string placebo(const analysis::GateResult& result, const Style& style);
std::string thresholds(const analysis::GateResult& result, const Style& style);

// The sentences of these sections; the first is empty where no block decides an interval.
std::string lone_blocks(const analysis::GateResult& result);
std::string blocked_sentence(const analysis::GateResult& result);
std::string placebo_sentence(const analysis::GateResult& result);
std::string short_symbols(const analysis::GateResult& result);  // empty: none
std::string threshold_sentence(const analysis::GateResult& result);

// `text` in lines of at most kGateColumns, `indent` columns in, the last one ended.
std::string paragraph(std::string_view text, std::size_t indent, const Style& style,
                      Tone tone = Tone::plain);

// "without 1 and 2": what the twin leaves out, conditions by their numbers.
std::string left_out(const analysis::GateResult& result, std::size_t twin);

}  // namespace barometer::report::gate
