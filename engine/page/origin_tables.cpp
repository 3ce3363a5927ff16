// SPDX-License-Identifier: Apache-2.0
#include "page/origin_tables.hpp"

#include <fmt/format.h>

#include "page/html.hpp"
#include "report/build_info.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

std::string plugins_table(std::span<const analysis::PluginRecord> plugins) {
  HtmlTable table("Plug-ins", {"name", "kind", "version", "hash", "parameters"}, 5);
  for (const analysis::PluginRecord& plugin : plugins) {
    std::string params;
    for (const auto& [name, value] : plugin.params) {
      params += (params.empty() ? "" : ", ") + name + ": " + value;
    }
    table.row({{plugin.name}, {plugin.kind}, {plugin.version}, {plugin.hash}, {params, "prose"}});
  }
  return table.empty() ? "" : table.html();
}

std::string symbols_table(const nlohmann::ordered_json& symbols) {
  HtmlTable table("Data by symbol", {"symbol", "hash", "source", "bars", "gaps"}, 3);
  for (const nlohmann::ordered_json& symbol : symbols) {
    table.row({{symbol.at("name")},
               {symbol.at("hash")},
               {symbol.at("source")},
               {report::grouped(symbol.at("bars").get<std::int64_t>())},
               {report::grouped(symbol.at("gaps").get<std::int64_t>())}});
  }
  return unfolded("Data by symbol", table.html());
}

std::string config_text(const nlohmann::ordered_json& config) {
  return unfolded("The config as it was run, defaults included",
                  "<pre tabindex=\"0\">" + escaped_lines(report::to_text(config)) + "</pre>\n");
}

std::string origin_of(const PageOrigin& origin) {
  const report::BuildInfo& build = report::build_info();
  HtmlTable table("What it was made from", {"", ""}, 2);
  table.row({{"data"}, {origin.market.hash}});
  table.row({{"venue"}, {origin.market.venue}});
  table.row({{"time zones"}, {origin.market.tzdata}});
  table.row({{"engine"},
             {fmt::format("Barometer {}, {}, {}, {}", build.version, build.compiler, build.type,
                          build.flags),
              "prose"}});
  return table.html() + plugins_table(origin.plugins) +
         symbols_table(report::json::symbols(origin.market)) +
         config_text(report::json::config(origin.config));
}

}  // namespace barometer::page
