// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "data/market_data.hpp"
#include "page/html.hpp"
#include "page/parts.hpp"
#include "report/build_info.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"
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

std::string plugins(const analysis::RunRecord& record) {
  HtmlTable table("Plug-ins", {"name", "kind", "version", "hash", "parameters"}, 5);
  for (const analysis::PluginRecord& plugin : record.provenance.plugins) {
    std::string params;
    for (const auto& [name, value] : plugin.params) {
      params += (params.empty() ? "" : ", ") + name + ": " + value;
    }
    table.row({{plugin.name}, {plugin.kind}, {plugin.version}, {plugin.hash}, {params, "prose"}});
  }
  return table.empty() ? "" : table.html();
}

std::string symbols(const data::MarketData& market) {
  HtmlTable table("Data by symbol", {"symbol", "hash", "source", "bars", "gaps"}, 3);
  for (const data::SymbolData& symbol : market.symbols) {
    table.row({{symbol.name},
               {symbol.source_hash},
               {symbol.source},
               {report::grouped(static_cast<std::int64_t>(symbol.bars.size()))},
               {report::grouped(symbol.report.gaps)}});
  }
  return unfolded("Data by symbol", table.html());
}

}  // namespace

std::string origin_part(const PartInput& input) {
  const std::string config = report::to_text(report::json::config(input.record.config));
  return facts(input) + plugins(input.record) + symbols(input.record.market) +
         unfolded("The config as it was run, defaults included",
                  "<pre tabindex=\"0\">" + escaped_lines(config) + "</pre>\n");
}

}  // namespace barometer::page
