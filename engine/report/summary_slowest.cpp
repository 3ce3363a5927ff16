// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/summary_sections.hpp"
#include "report/table.hpp"

namespace barometer::report::summary {

namespace {

// "strategy 97 %": the stage that took most of the step.
std::string main_stage(const latency::SlowStep& step) {
  const auto first = step.stage_ns.begin() + 1;
  const auto most = std::max_element(first, step.stage_ns.end());
  const auto stage = static_cast<std::size_t>(most - step.stage_ns.begin());
  const double all = step.stage_ns.front();
  return fmt::format("{} {:.0f} %", latency::kStageNames[stage], all > 0 ? 100 * *most / all : 0);
}

std::string symbols(const analysis::SlowBar& bar) {
  return bar.symbols.size() == 1 ? core::clipped(bar.symbols.front().symbol, 12)
                                 : counted(static_cast<std::int64_t>(bar.symbols.size()), "symbol");
}

// "extreme", or "normal 5, high 3" where the step's bars differ, the most frequent first.
std::string labels(const analysis::SlowBar& bar, std::size_t dimension) {
  std::vector<std::pair<std::int64_t, std::string>> counts;
  for (const analysis::SlowSymbol& symbol : bar.symbols) {
    const std::string& label = symbol.tags[dimension];
    const auto same = std::find_if(counts.begin(), counts.end(),
                                   [&](const auto& entry) { return entry.second == label; });
    if (same == counts.end()) {
      counts.emplace_back(1, label);
    } else {
      ++same->first;
    }
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text;
  for (const auto& [count, label] : counts) {
    text += (text.empty() ? "" : ", ") + label;
    text += counts.size() > 1 ? fmt::format(" {}", count) : "";
  }
  return text;
}

}  // namespace

std::string slowest(const analysis::SlowBars& slow, const Style& style) {
  if (slow.bars.empty()) {
    return "";
  }
  // More dimensions than these do not fit on a line; latency.json has all.
  const std::size_t shown = std::min<std::size_t>(slow.dimensions.size(), 2);
  Table table(
      "lrlll"
      "ll");
  std::vector<TableCell> head{{"slowest, closed at", Tone::faint},
                              {"a bar", Tone::faint},
                              {"mostly", Tone::faint},
                              {"of", Tone::faint}};
  for (std::size_t d = 0; d < shown; ++d) {
    head.push_back({core::clipped(slow.dimensions[d], 20), Tone::faint});
  }
  table.row(head);
  for (const analysis::SlowBar& bar : slow.bars) {
    std::vector<TableCell> cells{{core::format_utc(bar.time_ns)},
                                 {nanoseconds(bar.per_bar_ns())},
                                 {main_stage(bar.step)},
                                 {symbols(bar)}};
    for (std::size_t d = 0; d < shown; ++d) {
      cells.push_back({core::clipped(labels(bar, d), 26)});
    }
    table.row(cells);
  }
  return table.render(style, kIndent);
}

}  // namespace barometer::report::summary
