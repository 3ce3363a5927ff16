// SPDX-License-Identifier: Apache-2.0
#include "app/verify_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/safe_text.hpp"

namespace barometer::app {

namespace {

using conformance::LawOutcome;
using conformance::LawReport;

std::string_view word_of(LawOutcome outcome) {
  switch (outcome) {
    case LawOutcome::holds:
      return "holds";
    case LawOutcome::warned:
      return "warning";
    case LawOutcome::broken:
      return "BROKEN";
    case LawOutcome::does_not_apply:
      return "does not apply";
    case LawOutcome::not_reached:
      break;
  }
  return "not reached";
}

std::string breach_lines(const conformance::Breach& breach) {
  const std::array rows{std::pair{"done", &breach.done},      std::pair{"where", &breach.where},
                        std::pair{"expected", &breach.first}, std::pair{"seen", &breach.second},
                        std::pair{"cause", &breach.cause},    std::pair{"change", &breach.change}};
  std::string text;
  for (const auto& [name, value] : rows) {
    if (!value->empty()) {
      text += fmt::format("{:18}{:<9} {}\n", "", name, core::printable(*value));
    }
  }
  return text;
}

std::string law_lines(const LawReport& report) {
  std::string text =
      fmt::format("{:<16}  {:<14} {}\n", word_of(report.outcome), report.law, report.says);
  if (!report.note.empty()) {
    text += fmt::format("{:18}{}\n", "", core::printable(report.note));
  }
  return report.outcome == LawOutcome::broken ? text + breach_lines(report.breach) : text;
}

// "12 hold, 1 with a warning, 1 is broken".
std::string counts_of(const conformance::VerifyReport& report) {
  std::string text = fmt::format("{} laws", report.laws.size());
  char before = ':';
  for (const auto& [outcome, words] :
       {std::pair{LawOutcome::holds, "hold"}, std::pair{LawOutcome::warned, "hold with a warning"},
        std::pair{LawOutcome::broken, "broken"},
        std::pair{LawOutcome::does_not_apply, "not applicable"},
        std::pair{LawOutcome::not_reached, "not reached"}}) {
    const auto count = std::ranges::count(report.laws, outcome, &LawReport::outcome);
    if (count > 0) {
      text += fmt::format("{} {} {}", std::exchange(before, ','), count, words);
    }
  }
  return text;
}

}  // namespace

std::string verify_text(const conformance::VerifyReport& report) {
  std::string text = fmt::format("{}, {}\non {}\n\n", report.header.plugin, report.header.file,
                                 report.header.market);
  for (const LawReport& law : report.laws) {
    text += law_lines(law);
  }
  return text + "\n" + counts_of(report) + "\n";
}

}  // namespace barometer::app
