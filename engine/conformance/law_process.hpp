// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/verify.hpp"

// A plug-in that crashes, exits or hangs must not take the report with it: laws are tried in a
// process of their own, which tells this one by lines (law_lines.hpp) how far it is. When it dies,
// the law that it was at is broken and another process goes on behind it.

namespace barometer::conformance {

// How the process that tries the laws is begun.
struct LawProgram {
  std::filesystem::path program;
  // Followed by words_of() what was tried before; the lines are written to kLineDescriptor.
  std::vector<std::string> arguments;
  std::chrono::seconds deadline{60};  // for one law
};

inline constexpr int kLineDescriptor = 3;

// "--first", the number of the first law to try, and where there are any "--broken" and the names
// of the broken ones with commas between them.
std::vector<std::string> words_of(const TriedBefore& before);

// What was found in all processes together: a report for each law of the header.
struct VerifyReport {
  VerifyHeader header;
  std::vector<LawReport> laws;
};

// Throws what the process says is refused, Error{plugin_failed} when it dies before it has begun
// with the laws, and Error{interrupted}, after ending it, once `stop` says so.
VerifyReport verify_in_processes(const LawProgram& program, const std::atomic<bool>& stop);

}  // namespace barometer::conformance
