// SPDX-License-Identifier: Apache-2.0
#include "profiler/options.hpp"

#include <vector>

#include "core/error.hpp"
#include "latency/report.hpp"
#include "profile/timings_csv.hpp"

namespace barometer::profiler {

namespace {

class OptionCheck {
 public:
  explicit OptionCheck(const ProfileOptions& options) : options_(options) {}

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
    const bool import = options_.import_file.has_value();
    const bool config = !options_.subject.source.file.empty();
    refuse_if(!import && !config, "nothing to profile", "name a CONFIG, or timings with --import");
    refuse_if(import && config, "a CONFIG and --import exclude each other",
              "--import judges timings that were taken already");
    refuse_if(import && (options_.against || options_.save || !options_.subject.stage.empty() ||
                         !options_.subject.plugin.empty()),
              "--import goes with --baseline CSV, --unit and --reported only",
              "leave out --against, --save, --stage and --plugin");
    refuse_if(!import && options_.reported, "--reported belongs to --import", "add --import CSV");
    refuse_if(!import && options_.unit, "--unit belongs to --import", "add --import CSV");
    refuse_if(
        import && (options_.processes || options_.blocks || options_.subject.threads != 0 ||
                   !options_.subject.source.overrides.empty()),
        "--processes, --blocks, --threads and --set say how to measure; --import measures nothing",
        "leave them out");
    refuse_if(options_.unit && !profile::unit_ns(*options_.unit),
              "--unit: ns, us, ms or s is expected", "");
    refuse_if(options_.reported && !profile::parse_time_ns(*options_.reported),
              "--reported: a time above 0 with its unit is expected", "such as 4.649ms");
  }

  void check_sides() {
    refuse_if(options_.gate && !options_.baseline && !options_.against,
              "--gate without anything to compare with can never fail",
              "add --against PROGRAM or --baseline FILE");
    refuse_if(options_.baseline && options_.against, "--baseline and --against exclude each other",
              "--against races two programs now; --baseline compares with an earlier session");
    refuse_if(options_.save && options_.against, "--save and --against exclude each other",
              "save a baseline from a profile of one program");
  }

  void check_subject() {
    refuse_if(!options_.subject.stage.empty() && !options_.subject.plugin.empty(),
              "--stage and --plugin exclude each other", "profile one of them");
    refuse_if(!options_.subject.stage.empty() && !latency::stage_named(options_.subject.stage),
              "--stage: unknown stage", "known: bar, fill, mark, tag, strategy, order");
  }

  const ProfileOptions& options_;
  std::vector<core::Fault> faults_;
};

}  // namespace

void check_options(const ProfileOptions& options) {
  OptionCheck(options).run();
}

}  // namespace barometer::profiler
