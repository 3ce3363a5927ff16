// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "page/html.hpp"
#include "page/origin_tables.hpp"
#include "page/parts.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

std::string facts(const PartInput& input) {
  const RunMaker& origin = input.origin;
  const report::MachineInfo& machine = origin.machine;
  HtmlTable table("What makes the run what it is", {"", ""}, 2);
  table.row({{"fingerprint"}, {input.analysis.fingerprint, "", "fingerprint"}});
  table.row({{"data"}, {input.record.market.hash, "", "data.hash"}});
  table.row({{"venue"}, {input.record.market.venue}});
  table.row({{"time zones"}, {input.record.market.tzdata}});
  table.row({{"engine"},
             {fmt::format("Barometer {}, {}, {}, {}", origin.version, origin.compiler, origin.type,
                          origin.flags),
              "prose"}});
  table.row({{"machine"},
             {fmt::format("{}, {}, {}, {}", machine.cpu, report::counted(machine.cores, "core"),
                          machine.kernel, machine.libc),
              "prose"}});
  table.row({{"threads"}, {std::to_string(origin.threads)}});
  return table.html();
}

}  // namespace

std::string origin_part(const PartInput& input) {
  std::string notes;
  for (const std::string& note : input.origin.notes) {
    notes += paragraph(note, "thin");
  }
  return notes + facts(input) + plugins_table(input.record.provenance.plugins) +
         symbols_table(input.source.json.at("data").at("symbols")) +
         config_text(input.source.json.at("config"));
}

}  // namespace barometer::page
