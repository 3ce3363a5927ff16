// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sniffer/findings.hpp"
#include "sniffer/text_facts.hpp"

namespace barometer::sniffer {

// Separator, header, lines to skip and which way the rows go.
void add_layout(const TextFacts& facts, Findings& found);

// How numbers are written, and what prices are multiplied by.
void add_numbers(const TextFacts& facts, Findings& found);

// The column of the time and how it is written; not its zone and what it stamps.
void add_time(const TextFacts& facts, Findings& found);

// The columns of the bar and of what stands beside it.
void add_columns(const TextFacts& facts, Findings& found);

}  // namespace barometer::sniffer
