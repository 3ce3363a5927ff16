// SPDX-License-Identifier: Apache-2.0
#include "report/study_sentence.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using analysis::Doubt;
using analysis::WhyMissing;

constexpr std::size_t kNameWidth = 20;

struct DoubtWords {
  Doubt doubt;
  const char* key;
  const char* clause;  // what follows "but"; empty where the sentence says it already; the
                       // benchmark's name follows that of not_superior
};

constexpr DoubtWords kDoubts[] = {
    {Doubt::no_gain, "no_gain", "it lost"},
    {Doubt::luck, "luck", ""},
    {Doubt::deflated, "deflated", "its deflated Sharpe ratio is below 0.95"},
    {Doubt::overfitted, "overfitted",
     "who chooses among these trials chooses worse than by a coin"},
    {Doubt::not_superior, "not_superior", "it is not surely better than "},
    {Doubt::fails_forward, "fails_forward",
     "what was chosen in training gained nothing in the tests"},
    {Doubt::fails_holdout, "fails_holdout", "it gained nothing in the part that no trial had seen"},
};

const DoubtWords& words_of(Doubt doubt) {
  return kDoubts[static_cast<std::size_t>(doubt)];
}

std::string clause_of(Doubt doubt, const analysis::StudyEvidence& evidence) {
  const std::string clause = words_of(doubt).clause;
  return doubt == Doubt::not_superior ? clause + evidence.benchmark_name : clause;
}

// ", and it lost, its deflated Sharpe ratio is below 0.95": as many as a sentence can bear.
std::string objections(const std::vector<Doubt>& doubts, const analysis::StudyEvidence& evidence) {
  constexpr std::size_t kMost = 2;
  std::string text;
  std::size_t count = 0;
  for (const Doubt doubt : doubts) {
    const std::string clause = clause_of(doubt, evidence);
    if (!clause.empty() && ++count <= kMost) {
      text += (count == 1 ? ", and " : ", ") + clause;
    }
  }
  return count > kMost ? fmt::format("{}, and {} more", text, count - kMost) : text;
}

std::string conclusion(const analysis::StudyVerdict& verdict) {
  return verdict.doubts.empty()
             ? "nothing here speaks against it, and only new data can speak for it"
             : "do not believe it yet";
}

// "of 4,550 trials the best by calmar has"
std::string subject(const analysis::StudyEvidence& evidence, std::int64_t trials) {
  const std::string by =
      evidence.objective == "sharpe" ? "" : " by " + core::clipped(evidence.objective, kNameWidth);
  return trials == 1 ? "the only trial has"
                     : fmt::format("of {} trials the best{} has", grouped(trials), by);
}

}  // namespace

std::string study_sentence(const analysis::StudyEvidence& evidence,
                           const analysis::StudyVerdict& verdict) {
  if (!verdict.judged()) {
    return fmt::format("there is no verdict: {}", missing_text(verdict.luck.missing));
  }
  const auto trials = static_cast<std::int64_t>(std::llround(verdict.trials));
  return fmt::format("{} a Sharpe ratio of {}; {} reaches that in {} of such studies{}: {}",
                     subject(evidence, trials), fixed(verdict.sharpe.value->annual, 2),
                     trials == 1 ? "one without any edge" : "the best of as many without any edge",
                     chance_text(verdict.luck.value->chance), objections(verdict.doubts, evidence),
                     conclusion(verdict));
}

std::string missing_text(WhyMissing why) {
  switch (why) {
    case WhyMissing::no_trial:
      return "no trial has an objective";
    case WhyMissing::no_returns:
      return "no returns of trials were kept";
    case WhyMissing::idle:
      return "the best trial's returns do not vary";
    case WhyMissing::one_trial:
      return "it compares trials, and there is one";
    case WhyMissing::too_few_sessions:
      return "there are too few sessions";
    case WhyMissing::no_gain:
      return "the best trial gained nothing";
    case WhyMissing::no_benchmark:
      return "there is no benchmark over the same sessions";
    case WhyMissing::nothing:
      break;
  }
  return "";
}

std::string doubt_key(Doubt doubt) {
  return words_of(doubt).key;
}

std::string chance_text(double chance) {
  if (chance < 0.001) {
    return "less than 0.1 %";
  }
  return fixed(100 * chance, chance < 0.0995 ? 1 : 0) + " %";
}

}  // namespace barometer::report
