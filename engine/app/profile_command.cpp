// SPDX-License-Identifier: Apache-2.0
#include "app/profile_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "app/interrupt.hpp"
#include "app/profile_baseline.hpp"
#include "app/profile_facts.hpp"
#include "app/profile_race.hpp"
#include "profile/profile_result.hpp"
#include "profile/timings_csv.hpp"
#include "report/profile_json.hpp"
#include "report/profile_page.hpp"
#include "report/profile_picture.hpp"
#include "report/profile_text.hpp"
#include "report/run_folder.hpp"

namespace barometer {

namespace {

using OutputPath = std::optional<std::filesystem::path>;

void write_output(const OutputPath& path, std::string (*render)(const ProfileResult&),
                  const ProfileResult& result) {
  if (path) {
    write_new_file(
        *path, [&](const Sink& sink) { sink(render(result)); },
        [] { return interrupted().load(); });
  }
}

void report(const ProfileOptions& options, const ProfileResult& result) {
  write_output(options.json, profile_json, result);
  write_output(options.html, profile_page, result);
  write_output(options.svg, profile_picture, result);
  if (!options.run.quiet) {
    const Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", render_profile(result, style));
  }
}

ProfileResult imported(const ProfileOptions& options) {
  const double unit = *unit_ns(options.unit);
  FaultCollector found;
  Replicates candidate;
  Replicates baseline;
  found.collect("", [&] { candidate = read_timings(*options.import_file, unit); });
  if (options.baseline) {
    found.collect("", [&] { baseline = read_timings(*options.baseline, unit); });
  }
  found.throw_if_any();
  ProfileResult result =
      options.baseline ? judged_against(std::move(baseline), std::move(candidate), kSmallestMargin)
                       : judged_alone(std::move(candidate));
  result.subject = "timings in " + options.import_file->string();
  result.sample = "call";
  if (options.baseline) {
    result.subject += " against " + options.baseline->string();
  }
  if (options.reported) {
    judge_reported_mean(*parse_time_ns(*options.reported), result);
  }
  return result;
}

Replicates replicates_of(const std::string& name, const Racer& racer) {
  Replicates side{name, {}};
  for (const ProcessReport& report : racer.reports) {
    side.processes.push_back(report.times);
  }
  return side;
}

std::string subject_of(const ProfileOptions& options, const ProcessReport& report) {
  std::string subject =
      report.fingerprint.strict.front().value + " of " + options.run.config.string();
  for (const std::string& override : options.run.overrides) {
    subject += " --set " + override;
  }
  return subject;
}

void warn_of_skipped_work(const Executed& executed, std::vector<std::string>& warnings) {
  if (!executed.never_known.empty()) {
    std::string names;
    for (const std::string& name : executed.never_known) {
      names += (names.empty() ? "" : ", ") + name;
    }
    warnings.push_back(
        "never known in this window, so that part of the work may not have been "
        "done: " +
        names);
  }
}

void warn_of_other_work(const Executed& before, const Executed& now,
                        std::vector<std::string>& warnings) {
  if (!(before == now)) {
    warnings.push_back(
        "the two sides did not do the same work: orders, fills, results or warm bars "
        "differ");
  }
}

// A program, plug-in or file that changed while it was measured.
void add_changes(const std::vector<Racer>& racers, std::vector<std::string>& differences) {
  for (const Racer& racer : racers) {
    for (const ProcessReport& report : racer.reports) {
      const auto changes = strict_differences(racer.reports.front().fingerprint, report.fingerprint,
                                              Compared::sessions);
      for (const std::string& change : changes) {
        differences.push_back("changed while it was measured: " + change);
      }
    }
  }
}

// What is told of the candidate whatever it was compared with.
ProfileResult with_facts(ProfileResult result, const ProfileOptions& options, const Racer& racer) {
  const ProcessReport& report = racer.reports.back();
  result.subject = subject_of(options, report);
  result.sample = "block";
  result.executed = report.executed;
  result.fingerprint = report.fingerprint;
  warn_of_skipped_work(report.executed, result.warnings);
  for (std::string& warning : soft_warnings(report.fingerprint)) {
    result.warnings.push_back(std::move(warning));
  }
  return result;
}

// Nothing was measured: there is no second racer.
ProfileResult refused(const ProfileOptions& options, const std::string& reason) {
  ProfileResult result;
  result.subject = options.run.config.string();
  result.sample = "block";
  result.headline = Headline::not_comparable;
  result.reasons = {reason, "race a later build of it"};
  return result;
}

ProfileResult raced(const ProfileOptions& options) {
  std::vector<Racer> racers{{*options.against, {}}, {this_program(), {}}};
  if (const std::string reason = unfit(racers[0].program); !reason.empty()) {
    return refused(options, reason);
  }
  race(options, racers);
  Replicates candidate = replicates_of("candidate", racers[1]);
  const ProcessReport& before = racers[0].reports.front();
  auto differences = strict_differences(before.fingerprint, racers[1].reports.front().fingerprint,
                                        Compared::binaries);
  add_changes(racers, differences);
  ProfileResult result = differences.empty()
                             ? judged_against(replicates_of("baseline", racers[0]),
                                              std::move(candidate), kSmallestMargin)
                             : judged_incomparable(std::move(candidate), std::move(differences));
  result = with_facts(std::move(result), options, racers[1]);
  result.subject += " against " + options.against->string();
  warn_of_other_work(before.executed, racers[1].reports.front().executed, result.warnings);
  return result;
}

ProfileResult against_baseline(const ProfileOptions& options, const Baseline& baseline,
                               const std::vector<Racer>& racers) {
  auto differences = strict_differences(baseline.fingerprint, racers[0].reports.front().fingerprint,
                                        Compared::sessions);
  add_changes(racers, differences);
  Replicates candidate = replicates_of("candidate", racers[0]);
  if (!differences.empty()) {
    differences.emplace_back(
        "a stored baseline judges the same program on the same machine at "
        "another time; --against races two programs");
    return judged_incomparable(std::move(candidate), std::move(differences));
  }
  const std::vector<double> sessions = baseline.session_means();
  ProfileResult result = judged_against({options.baseline->string(), baseline.processes},
                                        std::move(candidate), stored_margin(sessions));
  if (!session_deviation(sessions)) {
    result.warnings.push_back(
        "the baseline keeps fewer than 5 sessions: how far sessions lie apart "
        "is unknown, and no change below 20 % is told");
  }
  return result;
}

ProfileResult measured(const ProfileOptions& options) {
  std::optional<Baseline> baseline;
  if (options.baseline) {
    baseline = read_baseline(*options.baseline);
  }
  std::vector<Racer> racers{{this_program(), {}}};
  race(options, racers);
  ProfileResult result = baseline ? against_baseline(options, *baseline, racers)
                                  : judged_alone(replicates_of("candidate", racers[0]));
  return with_facts(std::move(result), options, racers[0]);
}

ProfileResult result_of(const ProfileOptions& options) {
  if (options.import_file) {
    return imported(options);
  }
  return options.against ? raced(options) : measured(options);
}

}  // namespace

ExitCode profile_command(const ProfileOptions& options) {
  check_options(options);
  const ProfileResult result = result_of(options);
  report(options, result);
  if (options.save) {
    const std::string said = save_session(*options.save, result);
    if (!options.run.quiet) {
      fmt::print("\n{}\n", said);
    }
  }
  return exit_code(result, options.gate);
}

}  // namespace barometer
