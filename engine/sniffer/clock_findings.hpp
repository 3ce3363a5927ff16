// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "sniffer/findings.hpp"
#include "sniffer/session_fit.hpp"
#include "sniffer/symbol_name.hpp"
#include "sniffer/text_facts.hpp"

namespace barometer::sniffer {

// What is said of one key about time: a value, a question, or that the key is not needed.
struct ClockKey {
  std::optional<Answer> decided;
  std::optional<OpenQuestion> open;
  bool assumed = false;  // decided by what such files are, not by what was seen
};

struct ClockFindings {
  ClockKey venue;
  ClockKey zone;
  ClockKey stamp;
};

// When and where bars of this size are traded, and what their stamps mean.
ClockFindings clock_findings(const TextFacts& facts, core::Duration bar, AssetKind asset);

}  // namespace barometer::sniffer
