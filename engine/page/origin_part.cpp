// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "page/html.hpp"
#include "page/origin_tables.hpp"
#include "page/parts.hpp"
#include "report/build_info.hpp"
#include "report/machine_info.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

std::string facts(const PartInput& input) {
  const report::BuildInfo& build = report::build_info();
  const report::MachineInfo machine = report::machine_info();
  HtmlTable table("What makes the run what it is", {"", ""}, 2);
  table.row({{"fingerprint"}, {input.analysis.fingerprint, "", "fingerprint"}});
  table.row({{"data"}, {input.record.market.hash, "", "data.hash"}});
  table.row({{"venue"}, {input.record.market.venue}});
  table.row({{"time zones"}, {input.record.market.tzdata}});
  table.row({{"engine"},
             {fmt::format("Barometer {}, {}, {}, {}", build.version, build.compiler, build.type,
                          build.flags),
              "prose"}});
  table.row({{"machine"},
             {fmt::format("{}, {}, {}, {}", machine.cpu, report::counted(machine.cores, "core"),
                          machine.kernel, machine.libc),
              "prose"}});
  table.row({{"threads"}, {std::to_string(input.record.provenance.threads)}});
  return table.html();
}

}  // namespace

std::string origin_part(const PartInput& input) {
  return facts(input) + plugins_table(input.record.provenance.plugins) +
         symbols_table(input.record.market) + config_text(input.record.config);
}

}  // namespace barometer::page
