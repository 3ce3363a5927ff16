// SPDX-License-Identifier: Apache-2.0
#include "report/study_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "report/build_info.hpp"
#include "report/folded.hpp"
#include "report/number_text.hpp"
#include "report/study_lines.hpp"
#include "report/study_notes.hpp"
#include "report/study_sentence.hpp"
#include "report/table.hpp"
#include "report/trials_table.hpp"

namespace barometer::report {

namespace {

using analysis::StudyEvidence;
using analysis::StudyVerdict;

constexpr std::size_t kIndent = 2;
constexpr std::size_t kShownAxes = 4;  // so that the screen is enough

std::string heading(const std::string& text, const Style& style) {
  return "\n" + style.paint(Tone::strong, text) + "\n";
}

std::string overview(const StudyEvidence& evidence, const StudyVerdict& verdict,
                     const Style& style) {
  std::string lines;
  const auto add = [&](const std::string& line) {
    lines += "  " + wrapped(line, kIndent, study_width(style)) + "\n";
  };
  add(fmt::format("{} done, {} failed; {} counted on these data", counted(evidence.done, "trial"),
                  grouped(evidence.failed), count_text(verdict.trials)));
  add(fmt::format("objective {}, {}; {}, {} a year", core::clipped(evidence.objective, 20),
                  evidence.maximised ? "maximised" : "minimised",
                  counted(static_cast<std::int64_t>(evidence.returns.sessions), "session"),
                  fixed(evidence.periods_per_year, 0)));
  const auto kept = static_cast<std::int64_t>(evidence.returns.size());
  if (kept > 0) {
    const bool sampled = evidence.returns.best < evidence.returns.size();
    add(fmt::format(
        "returns kept of {} in {}{}", counted(kept, "trial"),
        counted(static_cast<std::int64_t>(verdict.clusters), "cluster"),
        sampled ? fmt::format(": the best {}, others drawn", evidence.returns.best) : ""));
  }
  return style.paint(Tone::strong, core::clipped(evidence.name, 50)) +
         style.paint(Tone::faint, fmt::format("  Barometer {}", build_info().version)) + "\n" +
         lines;
}

// "fast 5, slow 100"
std::string values_text(const StudyEvidence& evidence, const analysis::StudyTrial& best) {
  std::string text;
  for (std::size_t axis = 0; axis < std::min(best.values.size(), kShownAxes); ++axis) {
    text += fmt::format("{}{} {}", axis > 0 ? ", " : "", axis_name(evidence.axes[axis]),
                        core::clipped(best.values[axis], 18));
  }
  return best.values.size() > kShownAxes
             ? fmt::format("{}, {} more", text, best.values.size() - kShownAxes)
             : text;
}

// "sharpe 1.90 ± 0.45; plateau 1.10, median of 4 neighbours; 212 trades; drawdown -23.1 %"
std::string figures_text(const StudyEvidence& evidence, const analysis::StudyTrial& best) {
  std::string text = core::clipped(evidence.objective, 20) + " " +
                     objective_text(evidence.objective, best.objective);
  if (best.standard_error) {
    text += " ± " + fixed(best.standard_error, 2);
  }
  if (best.plateau) {
    text +=
        fmt::format("; plateau {}, median of {}", objective_text(evidence.objective, best.plateau),
                    counted(static_cast<std::int64_t>(best.neighbours), "neighbour"));
  }
  if (best.trades) {
    text += "; " + counted(*best.trades, "trade");
  }
  if (best.max_drawdown) {
    text += "; drawdown " + percent(-*best.max_drawdown);
  }
  return text;
}

std::string best_trial(const StudyEvidence& evidence, const analysis::StudyTrial& best,
                       const Style& style) {
  std::string lines =
      heading("Best: trial " + grouped(static_cast<std::int64_t>(best.number)), style);
  for (const std::string& text : {values_text(evidence, best), figures_text(evidence, best)}) {
    lines += text.empty() ? "" : "  " + wrapped(text, kIndent, study_width(style)) + "\n";
  }
  return lines;
}

// A sentence as one that stands alone.
std::string paragraph(std::string sentence, const Style& style) {
  sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
  return wrapped(sentence + ".", 0, study_width(style)) + "\n";
}

std::string folds_table(const StudyEvidence& evidence, const Style& style) {
  Table table("llrrl");
  table.row({{"test from", Tone::faint},
             {"to", Tone::faint},
             {"in", Tone::faint},
             {"out", Tone::faint},
             {"chosen", Tone::faint}});
  for (const analysis::StudyFold& fold : evidence.walk_forward->folds) {
    std::string chosen;
    for (const std::string& value : fold.chosen) {
      chosen += (chosen.empty() ? "" : ", ") + value;
    }
    table.row({{core::format_date(fold.test_begin_ns)},
               {core::format_date(fold.test_end_ns)},
               {objective_text(evidence.objective, fold.objective_in)},
               {objective_text(evidence.objective, fold.objective_out)},
               {core::clipped(chosen, 30)}});
  }
  return table.render(style, kIndent);
}

std::string notes(const Style& style) {
  std::string text;
  for (const StudyNote& note : study_notes()) {
    text += "  " +
            wrapped(fmt::format("{}: {}.", note.statistic, note.text), 4, study_width(style)) +
            "\n";
  }
  return text;
}

}  // namespace

std::string render_study(const StudyEvidence& evidence, const StudyVerdict& verdict,
                         const Style& style, bool verbose) {
  std::string text = overview(evidence, verdict, style);
  if (evidence.best) {
    text += best_trial(evidence, *evidence.best, style);
  }
  text +=
      heading("What may be believed", style) + render_lines(belief_lines(evidence, verdict), style);
  if (const auto lines = forward_lines(evidence, verdict); !lines.empty()) {
    text += heading("What came after", style) + render_lines(lines, style);
  }
  if (verbose && evidence.walk_forward) {
    text += heading("Folds", style) + folds_table(evidence, style);
  }
  if (verbose) {
    text += heading("What the figures assume", style) + notes(style);
  }
  return text + "\n" + paragraph(study_sentence(evidence, verdict), style);
}

}  // namespace barometer::report
