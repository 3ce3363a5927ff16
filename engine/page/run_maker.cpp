// SPDX-License-Identifier: Apache-2.0
#include "page/run_maker.hpp"

#include "report/build_info.hpp"

namespace barometer::page {

RunMaker present_maker(const analysis::RunRecord& record) {
  const report::BuildInfo& build = report::build_info();
  return {.version = std::string(build.version),
          .compiler = std::string(build.compiler),
          .type = std::string(build.type),
          .flags = std::string(build.flags),
          .machine = report::machine_info(),
          .threads = record.provenance.threads};
}

}  // namespace barometer::page
