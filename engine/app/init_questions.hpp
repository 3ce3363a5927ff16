// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "sniffer/config_text.hpp"
#include "sniffer/findings.hpp"

namespace barometer::app {

// Prints each open question with its answers and the first bars as each would read them, and takes
// the number of an answer, or another value, from a line of `in`. An empty line, or the end of
// `in`, leaves it open.
sniffer::Findings ask_questions(sniffer::Findings findings, const sniffer::BarsByAnswer& bars,
                                std::istream& in);

}  // namespace barometer::app
