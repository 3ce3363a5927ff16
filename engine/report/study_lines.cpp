// SPDX-License-Identifier: Apache-2.0
#include "report/study_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "report/folded.hpp"
#include "report/number_text.hpp"
#include "report/study_sentence.hpp"
#include "report/trials_table.hpp"
#include "stats/backtest_overfitting.hpp"

namespace barometer::report {

namespace {

using analysis::StudyEvidence;
using analysis::StudyVerdict;

constexpr std::size_t kSentence = 27;  // column where it begins
constexpr std::size_t kShownTrials = 3;

// "n/a" with its reason, or what `told` makes of the value.
template <class T, class Told>
StudyLine told_or_missing(const char* name, const analysis::Judged<T>& judged, const Told& told) {
  if (!judged.value) {
    return {name, fixed(std::nullopt, 0), missing_text(judged.missing)};
  }
  StudyLine line = told(*judged.value);
  line.name = name;
  return line;
}

StudyLine luck_line(const StudyVerdict& verdict) {
  return told_or_missing("chance by luck", verdict.luck, [&](const stats::BestByLuck& luck) {
    return StudyLine{
        "", luck.chance < 0.001 ? "< 0.1 %" : chance_text(luck.chance),
        fmt::format("of studies of {} trials without any edge show a Sharpe ratio of "
                    "{} or more",
                    count_text(verdict.trials), fixed(verdict.sharpe.value->annual, 2))};
  });
}

StudyLine deflated_line(const StudyVerdict& verdict) {
  return told_or_missing(
      "deflated Sharpe", verdict.deflated, [](const analysis::DeflatedSharpe& deflated) {
        return StudyLine{
            "", fixed(deflated.probability, 3),
            fmt::format("probability to be above {}, expected of the best of {} trials without an "
                        "edge (by draws {}: {}; if unlike {})",
                        fixed(deflated.by_spread, 2), count_text(deflated.trials),
                        fixed(deflated.by_draws, 2), fixed(deflated.drawn_probability, 3),
                        fixed(deflated.by_unlike, 2))};
      });
}

StudyLine record_line(const StudyVerdict& verdict) {
  return told_or_missing("alone", verdict.sharpe, [](const analysis::BestSharpe& best) {
    return StudyLine{
        "", fixed(best.probability, 3),
        fmt::format(
            "probability to be above 0, were it the only trial; 0.95 {}, {} there",
            best.record_sessions
                ? "takes " + counted(std::llround(std::ceil(*best.record_sessions)), "session")
                : std::string("is out of reach"),
            best.sample.periods == 1 ? "1 is" : count_text(best.sample.periods) + " are")};
  });
}

StudyLine length_line(const StudyVerdict& verdict) {
  return told_or_missing(
      "data needed", verdict.length, [&](const analysis::BacktestLength& length) {
        return StudyLine{
            "", fixed(length.years, 1) + " y",
            fmt::format("before {} trials are not expected to show this by luck (at "
                        "most {}); {} are there",
                        count_text(verdict.trials), fixed(length.bound, 1), fixed(length.have, 1))};
      });
}

StudyLine overfitting_line(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  if (verdict.overfitting.missing == analysis::WhyMissing::too_few_sessions) {
    return {
        "PBO", fixed(std::nullopt, 0),
        fmt::format("overfitting needs {} sessions, {} are there", 2 * stats::kOverfittingBlocks,
                    grouped(static_cast<std::int64_t>(evidence.returns.sessions)))};
  }
  return told_or_missing("PBO", verdict.overfitting, [&](const analysis::OverfittingRisk& risk) {
    const std::string by = evidence.objective == "sharpe" ? "" : " by Sharpe ratio";
    return StudyLine{
        "", percent(risk.probability),
        fmt::format("of {} halvings of time: the best{} of {} in one half is below the middle in "
                    "the other; it loses in {}; slope {}",
                    grouped(static_cast<std::int64_t>(risk.halves)), by,
                    counted(static_cast<std::int64_t>(risk.trials), "trial"), percent(risk.losses),
                    gain(risk.slope, 2))};
  });
}

// "trials 4, 17, 20 and 9 more"
std::string trial_list(const std::vector<std::uint64_t>& numbers) {
  std::string text = numbers.size() == 1 ? "trial " : "trials ";
  for (std::size_t i = 0; i < std::min(numbers.size(), kShownTrials); ++i) {
    text += (i > 0 ? ", " : "") + grouped(static_cast<std::int64_t>(numbers[i]));
  }
  return numbers.size() > kShownTrials
             ? fmt::format("{} and {} more", text, numbers.size() - kShownTrials)
             : text;
}

StudyLine ability_line(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  return told_or_missing("SPA, p", verdict.ability, [&](const analysis::AbilityVerdict& ability) {
    const stats::AbilityP& p = ability.test.studentised;
    return StudyLine{
        "", fixed(p.consistent, 3),
        fmt::format("that none of {} beats {} ({} to {}; White {}); {}",
                    counted(static_cast<std::int64_t>(ability.trials), "trial"),
                    evidence.benchmark_name, fixed(p.lower, 3), fixed(p.upper, 3),
                    fixed(ability.test.plain.upper, 3),
                    ability.survivors.empty() ? "no trial does for sure"
                                              : "for sure " + trial_list(ability.survivors))};
  });
}

// How often a value was chosen that is not the one of the fold before.
std::string drift_text(const analysis::ForwardVerdict& forward) {
  std::size_t changes = 0;
  for (const analysis::AxisDrift& axis : forward.drift) {
    changes += axis.changes;
  }
  const std::size_t times = forward.drift.size() * (forward.folds > 0 ? forward.folds - 1 : 0);
  return times == 0 ? "" : fmt::format("; choices changed {} of {} times", changes, times);
}

StudyLine efficiency_line(const StudyEvidence& evidence, const analysis::ForwardVerdict& forward) {
  std::string why;
  if (!forward.efficiency) {
    why = evidence.maximised ? ": none, training gained nothing" : ": none of what is to be small";
  }
  return {"efficiency", fixed(forward.efficiency, 2),
          fmt::format(
              "of {} in training is left in {} of {}{}{}", core::clipped(evidence.objective, 20),
              grouped(static_cast<std::int64_t>(forward.judged)),
              counted(static_cast<std::int64_t>(forward.folds), "test"), why, drift_text(forward))};
}

std::string untested_text(const analysis::ForwardVerdict& forward) {
  const analysis::UntestedRegime& first = forward.untested.front();
  const std::string text =
      fmt::format("{} {} has no bar in {} of {}", core::clipped(first.dimension, 14),
                  core::clipped(first.label, 14), first.folds.size(),
                  counted(static_cast<std::int64_t>(forward.folds), "test"));
  return forward.untested.size() > 1
             ? fmt::format("{}; and {} more", text, forward.untested.size() - 1)
             : text;
}

void add_forward(const StudyEvidence& evidence, const analysis::ForwardVerdict& forward,
                 std::vector<StudyLine>& lines) {
  lines.push_back(efficiency_line(evidence, forward));
  if (!forward.untested.empty()) {
    lines.push_back({"not tested", grouped(static_cast<std::int64_t>(forward.untested.size())),
                     untested_text(forward)});
  }
  if (forward.short_embargo) {
    const analysis::WalkForward& walk = *evidence.walk_forward;
    lines.push_back({"embargo", core::format_duration(walk.embargo),
                     fmt::format("is shorter than the longest trade, {}",
                                 core::format_duration(walk.longest_holding))});
  }
}

}  // namespace

std::string count_text(double count) {
  return grouped(std::llround(count));
}

std::vector<StudyLine> belief_lines(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  return {luck_line(verdict),
          deflated_line(verdict),
          record_line(verdict),
          length_line(verdict),
          overfitting_line(evidence, verdict),
          ability_line(evidence, verdict)};
}

std::vector<StudyLine> forward_lines(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  std::vector<StudyLine> lines;
  if (verdict.forward) {
    add_forward(evidence, *verdict.forward, lines);
  }
  if (const auto& paths = verdict.paths) {
    lines.push_back({"paths", objective_text(evidence.objective, paths->median),
                     fmt::format("median of {} paths (90 %: {} to {}){}", paths->paths,
                                 objective_text(evidence.objective, paths->low),
                                 objective_text(evidence.objective, paths->high),
                                 paths->losing ? "; " + percent(paths->losing) + " lose" : "")});
  }
  if (const auto& holdout = evidence.holdout) {
    lines.push_back(
        {"holdout", objective_text(evidence.objective, holdout->objective),
         fmt::format("{}in {} unseen days; {}",
                     holdout->standard_error ? "± " + fixed(holdout->standard_error, 2) + " " : "",
                     fixed(holdout->days, 0),
                     holdout->opened_before == 0
                         ? std::string("opened for the first time")
                         : "opened " + counted(holdout->opened_before, "time") + " before")});
  }
  return lines;
}

std::string render_lines(const std::vector<StudyLine>& lines, const Style& style) {
  std::string text;
  for (const StudyLine& line : lines) {
    text += fmt::format("  {:<16}{:>7}  {}\n", line.name, line.value,
                        wrapped(line.says, kSentence, study_width(style)));
  }
  return text;
}

}  // namespace barometer::report
