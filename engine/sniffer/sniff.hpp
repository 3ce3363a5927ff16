// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sniffer/findings.hpp"
#include "sniffer/text_facts.hpp"

namespace barometer::sniffer {

// Files of one form, as somebody names them.
struct SniffedFiles {
  std::vector<std::string> paths;    // of all of them, as the config is to say them
  std::vector<std::string> members;  // names in the first zip, where more than one may be meant
  std::string member;                // data.member, where one of them is the only table; else empty
  std::vector<SniffedText> texts;    // of some of them, at least one
};

// The lines of `data:` for them, and what they do not say. Nothing is read from a disk. Throws
// Error{bad_input} at "file:1:1" for what is no table of prices, ticks included, and for files of
// more than one form.
Findings sniff(const SniffedFiles& files);

}  // namespace barometer::sniffer
