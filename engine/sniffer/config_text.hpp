// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sniffer/findings.hpp"

namespace barometer::sniffer {

// For each key in question, what each answer makes of the first bars: lines of text an answer.
using BarsByAnswer = std::map<std::string, std::vector<std::vector<std::string>>>;

// A config that runs: `data:` as found, each line with what was seen; tags, a simple strategy and
// costs as the shipped configs have them for such bars. Every open question is a comment with its
// answers above a key without a value, which `barometer check` refuses.
std::string config_text(const Findings& findings, const std::string& made_by,
                        const BarsByAnswer& bars = {});

}  // namespace barometer::sniffer
