// SPDX-License-Identifier: Apache-2.0
#include "profiler/profile_options.hpp"

#include <vector>

#include "core/error.hpp"
#include "latency/report.hpp"
#include "profile/timings_csv.hpp"

namespace barometer::profiler {

namespace {

class OptionCheck {
 public:
  explicit OptionCheck(const ProfileOptions& options) : o_(options) {}

  void run() {
    check_import();
    check_sides();
    check_subject();
    core::throw_if_any(std::move(faults_));
  }

 private:
  void refuse_if(bool bad, const char* what, const char* fix) {
    if (bad) {
      faults_.push_back({"profile", what, fix});
    }
  }

  void check_import() {
    const bool import = o_.import_file.has_value();
    const bool config = !o_.run.config.empty();
    refuse_if(!import && !config, "nothing to profile", "name a CONFIG, or timings with --import");
    refuse_if(import && config, "a CONFIG and --import exclude each other",
              "--import judges timings that were taken already");
    refuse_if(import && (o_.against || o_.save || !o_.stage.empty() || !o_.plugin.empty()),
              "--import goes with --baseline CSV, --unit and --reported only",
              "leave out --against, --save, --stage and --plugin");
    refuse_if(!import && o_.reported, "--reported belongs to --import", "add --import CSV");
    refuse_if(!import && o_.unit, "--unit belongs to --import", "add --import CSV");
    refuse_if(
        import && (o_.processes || o_.blocks || o_.run.threads || !o_.run.overrides.empty()),
        "--processes, --blocks, --threads and --set say how to measure; --import measures nothing",
        "leave them out");
    refuse_if(o_.unit && !profile::unit_ns(*o_.unit), "--unit: ns, us, ms or s is expected", "");
    refuse_if(o_.reported && !profile::parse_time_ns(*o_.reported),
              "--reported: a time above 0 with its unit is expected", "such as 4.649ms");
  }

  void check_sides() {
    refuse_if(o_.gate && !o_.baseline && !o_.against,
              "--gate without anything to compare with can never fail",
              "add --against PROGRAM or --baseline FILE");
    refuse_if(o_.baseline && o_.against, "--baseline and --against exclude each other",
              "--against races two programs now; --baseline compares with an earlier session");
    refuse_if(o_.save && o_.against, "--save and --against exclude each other",
              "save a baseline from a profile of one program");
  }

  void check_subject() {
    refuse_if(!o_.stage.empty() && !o_.plugin.empty(), "--stage and --plugin exclude each other",
              "profile one of them");
    refuse_if(!o_.stage.empty() && !latency::stage_named(o_.stage), "--stage: unknown stage",
              "known: bar, fill, mark, tag, strategy, order");
  }

  const ProfileOptions& o_;
  std::vector<core::Fault> faults_;
};

}  // namespace

void check_options(const ProfileOptions& options) {
  OptionCheck(options).run();
}

}  // namespace barometer::profiler
