// SPDX-License-Identifier: Apache-2.0
#include "profiler/measured.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>
#include <utility>

#include "analysis/find_warnings.hpp"
#include "backtest/run_record.hpp"
#include "profile/baseline_file.hpp"
#include "profile/measured_side.hpp"
#include "profiler/case.hpp"
#include "profiler/race.hpp"
#include "profiler/strict_facts.hpp"
#include "report/warning_text.hpp"

namespace barometer::profiler {

namespace {

using Sentences = std::vector<std::string>;

void add(Sentences more, Sentences& all) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string subject_of(const ProfileOptions& options, const std::string& measured) {
  std::string subject = measured + " of " + options.subject.source.file.string();
  for (const std::string& override : options.subject.source.overrides) {
    subject += " --set " + override;
  }
  return subject;
}

// Nothing was measured.
profile::ProfileResult refused(std::string subject, Sentences reasons) {
  profile::ProfileResult result;
  result.subject = std::move(subject);
  result.verdict = profile::Verdict::not_comparable;
  result.reasons = std::move(reasons);
  return result;
}

// The plug-ins that this process finds are those of the candidate. A tagger alone runs no strategy.
Sentences unoptimised_plugins(const ProfileOptions& options) {
  const PlannedCase planned = plan_case(options.subject);
  std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(planned.plan);
  if (planned.subject.kind == ProfileSubject::Kind::tagger) {
    std::erase_if(plugins, [](const auto& plugin) { return plugin.kind == "strategy"; });
  }
  const auto found = analysis::unoptimised(plugins);
  return found ? Sentences{report::warning_text(*found)} : Sentences{};
}

// Adds the facts of the candidate, which do not depend on what it was compared with.
profile::ProfileResult with_facts(profile::ProfileResult result, const ProfileOptions& options,
                                  const std::vector<profile::ProcessReport>& reports) {
  result.executed = reports.back().executed;
  result.facts = profile::measurement_facts_of(reports);
  result.measured_with = profile::measured_with(reports);
  result.subject = subject_of(options, result.facts.strict_value(profile::kMeasuredFact));
  add(profile::skipped_work(*result.executed), result.warnings);
  add(profile::soft_warnings(reports, "candidate"), result.warnings);
  add(unoptimised_plugins(options), result.warnings);
  return result;
}

Sentences differences_of(const std::vector<Racer>& racers) {
  return profile::strict_differences(racers[0].reports.front().facts,
                                     racers[1].reports.front().facts, profile::Compared::binaries);
}

profile::ProfileResult raced(const ProfileOptions& options) {
  std::vector<Racer> racers{{*options.against, {}}, {this_program(), {}}};
  if (const std::string reason = unfit(racers[0].program, *options.subject.stop); !reason.empty()) {
    return refused(options.subject.source.file.string(), {reason, "race a later build of it"});
  }
  race(options, racers, [&] { return differences_of(racers).empty(); });
  Sentences differences = differences_of(racers);
  for (const Racer& racer : racers) {
    add(profile::changes_during(racer.reports), differences);
  }
  const std::vector<profile::ProcessReport>& before = racers[0].reports;
  const std::vector<profile::ProcessReport>& now = racers[1].reports;
  profile::Replicates candidate = profile::replicates_of("candidate", now);
  profile::ProfileResult result =
      differences.empty()
          ? profile::result_against(profile::replicates_of("baseline", before),
                                    std::move(candidate), profile::Margins{},
                                    profile::disturbances(before, now))
          : profile::result_incomparable(std::move(candidate), std::move(differences));
  result = with_facts(std::move(result), options, now);
  result.subject += " against " + options.against->string();
  add(profile::soft_warnings(before, "baseline"), result.warnings);
  add(profile::different_work(before.front().executed, now.front().executed), result.warnings);
  return result;
}

// Why this file's baseline cannot be compared with, or added to by, a profile of these facts.
Sentences obstacles(const std::filesystem::path& file, const profile::Baseline& baseline,
                    const profile::MeasurementFacts& expected, const char* advice) {
  Sentences reasons =
      profile::strict_differences(baseline.facts, expected, profile::Compared::sessions);
  if (!profile::keeps_samples(baseline)) {
    reasons.push_back("it keeps no raw samples, so nothing can be compared with it");
  }
  if (!reasons.empty()) {
    reasons.push_back(fmt::format("{} {}", file.string(), advice));
  }
  return reasons;
}

// Every reason against using the stored files that can be found without measuring.
Sentences obstacles(const ProfileOptions& options, const std::optional<profile::Baseline>& baseline,
                    const profile::MeasurementFacts& expected) {
  Sentences reasons;
  if (baseline) {
    add(obstacles(*options.baseline, *baseline, expected,
                  "judges the same program on the same machine at another time; --against races "
                  "two programs"),
        reasons);
  }
  if (options.save && std::filesystem::exists(*options.save)) {
    add(obstacles(*options.save, profile::read_baseline(*options.save), expected,
                  "keeps sessions of something else; save to another file"),
        reasons);
  }
  return reasons;
}

profile::ProfileResult compared(const ProfileOptions& options,
                                const std::optional<profile::Baseline>& baseline,
                                const std::vector<profile::ProcessReport>& reports) {
  profile::Replicates candidate = profile::replicates_of("candidate", reports);
  if (Sentences changes = profile::changes_during(reports); !changes.empty()) {
    return profile::result_incomparable(std::move(candidate), std::move(changes));
  }
  if (!baseline) {
    return profile::result_alone(std::move(candidate));
  }
  const std::vector<double> sessions = baseline->session_medians();
  const profile::Margins margins{profile::stored_margin(sessions),
                                 profile::stored_margin(baseline->session_tails()),
                                 profile::stored_margin(baseline->session_means())};
  profile::ProfileResult result = profile::result_against(
      {options.baseline->string(), baseline->processes, profile::kBlockSample},
      std::move(candidate), margins, profile::disturbances({}, reports));
  if (!profile::session_deviation(sessions)) {
    result.warnings.push_back(
        "the baseline keeps fewer than 5 sessions: how far sessions lie apart "
        "is unknown, and no change below 20 % is told");
  }
  return result;
}

profile::ProfileResult measured_here(const ProfileOptions& options) {
  std::optional<profile::Baseline> baseline;
  if (options.baseline) {
    baseline = profile::read_baseline(*options.baseline);
  }
  if (baseline || options.save) {
    const ProfileCase subject = load_case(options.subject);
    const profile::MeasurementFacts expected{strict_facts(options.subject.source, subject), {}};
    if (Sentences reasons = obstacles(options, baseline, expected); !reasons.empty()) {
      return refused(subject_of(options, subject.subject.name), std::move(reasons));
    }
  }
  std::vector<Racer> racers{{this_program(), {}}};
  race(options, racers, [] { return true; });
  return with_facts(compared(options, baseline, racers[0].reports), options, racers[0].reports);
}

}  // namespace

profile::ProfileResult measured(const ProfileOptions& options) {
  return options.against ? raced(options) : measured_here(options);
}

}  // namespace barometer::profiler
