// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "conformance/verify.hpp"
#include "core/error.hpp"

namespace barometer::conformance {

// What the process that tries laws tells the one that waits for it: a JSON object a line.
struct LawLine {
  std::optional<VerifyHeader> begun = {};
  std::optional<std::string> trying = {};  // the law
  std::optional<LawReport> tried = {};
  std::optional<core::Error> refused = {};  // nothing can be tried
  bool ended = false;                       // all laws were tried
};

// With a line feed.
std::string line_of(const LawLine& line);

// Throws Error{defect} for a text that is no such line.
LawLine read_line(const std::string& text);

}  // namespace barometer::conformance
