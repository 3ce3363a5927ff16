// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "page/html.hpp"
#include "page/json_table.hpp"
#include "page/study_parts.hpp"
#include "report/number_text.hpp"
#include "report/study_json.hpp"
#include "report/study_lines.hpp"
#include "report/study_notes.hpp"
#include "report/study_sentence.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::StudyEvidence;
using report::StudyLine;

// The key in the study's JSON of the value of a line.
struct LineKey {
  std::string_view name;
  const char* key;
};

constexpr LineKey kLineKeys[] = {
    {"Sharpe ratio of the best", "figures.sharpe.sharpe"},
    {"chance by luck", "figures.luck.chance"},
    {"deflated Sharpe", "figures.deflated_sharpe.probability"},
    {"alone", "figures.sharpe.probabilistic_sharpe"},
    {"data needed", "figures.backtest_length.years"},
    {"PBO", "figures.overfitting.probability"},
    {"SPA, p", "figures.superior_ability.p_values.consistent"},
    {"efficiency", "walk_forward.efficiency"},
    {"paths", "paths.median"},
    {"holdout", "holdout.objective"},
};

std::string key_of(const StudyLine& line) {
  const auto found = std::ranges::find(kLineKeys, line.name, &LineKey::name);
  return found == std::end(kLineKeys) || line.value == "n/a" ? "" : found->key;
}

std::string sentence(const StudyPageInput& input) {
  std::string text = report::study_sentence(input.evidence, input.verdict);
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  const bool doubted = !input.verdict.judged() || !input.verdict.doubts.empty();
  return paragraph(text + ".", doubted ? "strong bad" : "strong");
}

std::string tiles(const std::vector<StudyLine>& lines) {
  std::string html;
  for (const StudyLine& line : lines) {
    html += tile(line.name, line.value, line.says, "", key_of(line));
  }
  return html.empty() ? "" : "<dl class=\"tiles\">\n" + html + "</dl>\n";
}

// The ratio by itself, and then what may be believed of it.
std::vector<StudyLine> belief(const StudyPageInput& input) {
  std::vector<StudyLine> lines = report::belief_lines(input.evidence, input.verdict);
  if (const auto& best = input.verdict.sharpe.value) {
    lines.insert(lines.begin(), {"Sharpe ratio of the best", report::fixed(best->annual, 2),
                                 "a year, as it is; the rest says what may be believed of it"});
  }
  return lines;
}

std::string count_line(const StudyPageInput& input) {
  const StudyEvidence& evidence = input.evidence;
  return paragraph(
      fmt::format("{} done, {} failed; {} counted on these data. Objective {}, {}; {}, {} a year.",
                  report::counted(evidence.done, "trial"), report::grouped(evidence.failed),
                  report::count_text(input.verdict.trials), evidence.objective,
                  evidence.maximised ? "maximised" : "minimised",
                  report::counted(static_cast<std::int64_t>(evidence.returns.sessions), "session"),
                  report::fixed(evidence.periods_per_year, 0)),
      "faint");
}

std::string notes() {
  HtmlTable table("What the figures assume, and where they mislead", {"figure", "assumes"}, 2);
  for (const report::StudyNote& note : report::study_notes()) {
    table.row(
        {{note.statistic}, {note.text, "prose", fmt::format("assumptions.{}", note.statistic)}});
  }
  return unfolded("What the figures assume, and where they mislead", table.html(), true);
}

}  // namespace

std::string study_verdict_part(const StudyPageInput& input) {
  const std::vector<StudyLine> after = report::forward_lines(input.evidence, input.verdict);
  return sentence(input) + tiles(belief(input)) +
         (after.empty() ? "" : "<h3>What came after</h3>\n" + tiles(after)) + count_line(input) +
         notes() +
         json_table("Every figure, as the study's JSON names it",
                    report::study_json(input.evidence, input.verdict, {}),
                    {"counts", "best", "figures", "paths", "holdout"});
}

std::string study_origin_part(const StudyPageInput& input) {
  return origin_of(input.origin);
}

}  // namespace barometer::page
