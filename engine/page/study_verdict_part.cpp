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
using analysis::StudyVerdict;
using report::StudyLine;

// The key in the study's JSON of the value of a line.
struct LineKey {
  std::string_view name;
  const char* key;
};

constexpr LineKey kLineKeys[] = {
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

template <class T, class Told>
std::string tile_of(std::string_view name, const analysis::Judged<T>& judged, std::string_view key,
                    const Told& told) {
  return judged.value ? tile(name, told(*judged.value).first, told(*judged.value).second, "", key)
                      : tile(name, "n/a", report::missing_text(judged.missing), "faint", "");
}

std::string tiles(const StudyVerdict& verdict) {
  using Texts = std::pair<std::string, std::string>;
  return "<dl class=\"tiles\">\n" +
         tile_of("Sharpe ratio of the best, a year", verdict.sharpe, "figures.sharpe.sharpe",
                 [](const analysis::BestSharpe& best) {
                   return Texts(report::fixed(best.annual, 2), "as if it were the only trial");
                 }) +
         tile_of("chance by luck", verdict.luck, "figures.luck.chance",
                 [&](const stats::BestByLuck& luck) {
                   return Texts(report::chance_text(luck.chance),
                                "of " + report::count_text(verdict.trials) + " trials");
                 }) +
         tile_of("deflated Sharpe ratio", verdict.deflated, "figures.deflated_sharpe.probability",
                 [](const analysis::DeflatedSharpe& deflated) {
                   return Texts(
                       report::fixed(deflated.probability, 3),
                       "against " + report::fixed(deflated.by_spread, 2) + "; below 0.95: doubt");
                 }) +
         tile_of("overfitting, PBO", verdict.overfitting, "figures.overfitting.probability",
                 [](const analysis::OverfittingRisk& risk) {
                   return Texts(report::percent(risk.probability), "above 50 %: doubt");
                 }) +
         "</dl>\n";
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

std::string lines_table(std::string_view caption, const std::vector<StudyLine>& lines) {
  HtmlTable table(caption, {"", "figure", "says"});
  for (const StudyLine& line : lines) {
    table.row({{line.name}, {line.value, "", key_of(line)}, {line.says, "word prose"}});
  }
  return table.empty() ? "" : table.html();
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
  return sentence(input) + tiles(input.verdict) + count_line(input) +
         lines_table("What may be believed of the best trial",
                     report::belief_lines(input.evidence, input.verdict)) +
         lines_table("What came after", report::forward_lines(input.evidence, input.verdict)) +
         notes() +
         json_table("Every figure, as the study's JSON names it",
                    report::study_json(input.evidence, input.verdict, {}),
                    {"counts", "best", "figures", "paths", "holdout"});
}

std::string study_origin_part(const StudyPageInput& input) {
  return origin_of(input.origin);
}

}  // namespace barometer::page
