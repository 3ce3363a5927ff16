// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <vector>

#include "chart/legend.hpp"
#include "page/gate_parts.hpp"
#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "report/gate_panels.hpp"
#include "report/gate_sections.hpp"
#include "report/number_text.hpp"

namespace barometer::page {

namespace {

using analysis::GateResult;

constexpr double kLeft = 56;
constexpr double kTop = 12;
constexpr double kHeight = 210;

std::string placebo_picture(const GateResult& result, double width, std::string_view ids) {
  chart::SvgWriter out(ids);
  report::gate::draw_placebo(out, {kLeft, kTop, width - kLeft - 20, kHeight}, result);
  return out.document(width, kTop + kHeight + 40,
                      "Statistics of moved tags, and of the tags where they belong");
}

std::string placebo_table(const analysis::GatePlacebo& placebo) {
  HtmlTable table("The statistic of every move, in the order of the draws", {"move", "statistic"});
  table.row({{"where they belong"},
             {report::fixed(placebo.statistic, 3), "strong", "placebo.statistic"}});
  for (std::size_t i = 0; i < placebo.drawn.size(); ++i) {
    table.row({{std::to_string(i + 1)},
               {report::fixed(placebo.drawn[i], 3), "", fmt::format("placebo.drawn.{}", i)}});
  }
  return unfolded("Table of this picture", table.html());
}

std::string thresholds_picture(const GateResult& result, double width, std::string_view ids) {
  chart::SvgWriter out(ids);
  report::gate::draw_thresholds(out, {kLeft, kTop, width - kLeft - 20, kHeight}, result);
  const std::vector<chart::Panel::Key> keys = report::gate::threshold_keys(result);
  const double names = kTop + kHeight + 44;
  const double room = width - kLeft - 20;
  chart::draw_legend(out, {kLeft, names}, room, keys);
  const double height = chart::kLegendRow * static_cast<double>(chart::legend_rows(keys, room)) + 4;
  return out.document(width, names + height, "The objective under other thresholds");
}

std::string thresholds_table(const analysis::GateRobustness& found) {
  HtmlTable table("Every value that was tried", {"parameter", "value", "objective", "refused"}, 1);
  for (std::size_t row = 0; row < found.rows.size(); ++row) {
    const analysis::ThresholdRow& each = found.rows[row];
    for (std::size_t i = 0; i < each.points.size(); ++i) {
      const analysis::ThresholdPoint& point = each.points[i];
      const auto key = [&](const char* name) {
        return fmt::format("thresholds.parameters.{}.points.{}.{}", row, i, name);
      };
      table.row({{each.key},
                 {fmt::format("{:g}", point.value), point.value == each.in_force ? "strong" : "",
                  key("value")},
                 {report::gain(point.objective, 3), "", key("objective")},
                 {point.refused, "word prose"}});
    }
  }
  return unfolded("Table of this picture", table.html());
}

}  // namespace

std::string gate_placebo_part(const GateResult& result) {
  if (result.placebo.most_draws == 0) {
    return paragraph("No tags were moved: --placebos 0.");
  }
  const std::string missing = report::gate::short_symbols(result);
  std::string html = paragraph(report::gate::placebo_sentence(result));
  if (!result.placebo.drawn.empty() && result.placebo.statistic) {
    html += drawn_picture("placebo",
                          [&](double width, std::string_view ids) {
                            return placebo_picture(result, width, ids);
                          }) +
            placebo_table(result.placebo);
  }
  return html + (missing.empty() ? "" : paragraph(missing, "thin"));
}

std::string gate_thresholds_part(const GateResult& result) {
  const analysis::GateRobustness& found = result.robustness;
  if (!found.objective && found.rows.empty() && !found.stopped) {
    return paragraph("No thresholds were tried.");
  }
  std::string html = paragraph(report::gate::threshold_sentence(result));
  if (!found.rows.empty() && found.objective) {
    html += drawn_picture("thresholds",
                          [&](double width, std::string_view ids) {
                            return thresholds_picture(result, width, ids);
                          }) +
            thresholds_table(found);
  }
  return html;
}

}  // namespace barometer::page
