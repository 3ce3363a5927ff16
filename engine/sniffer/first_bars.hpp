// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sniffer/config_text.hpp"
#include "sniffer/findings.hpp"
#include "sniffer/text_facts.hpp"

namespace barometer::sniffer {

// The first bars of a text as the engine reads them by each answer to each open question: open and
// close of the bar in UTC, its prices (of quotes the bid's) and its volume, a line a bar. Where an
// answer does not read the text the line says why. Other questions are answered by their first
// answer meanwhile.
BarsByAnswer first_bars(const Findings& findings, const SniffedText& text);

}  // namespace barometer::sniffer
