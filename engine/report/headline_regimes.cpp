// SPDX-License-Identifier: Apache-2.0
#include "report/headline_regimes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "config/run_config.hpp"
#include "core/safe_text.hpp"
#include "report/headline.hpp"
#include "report/number_text.hpp"
#include "report/regime_words.hpp"
#include "report/table.hpp"

namespace barometer::report::headline {

namespace {

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kFewestRows = 2;  // of a dimension: its first label, and the others

// A dimension's labels that any bar had, the largest gain or loss first.
struct Labels {
  const analysis::RegimeTable& table;
  const analysis::DimensionMetrics& metrics;
  std::vector<std::size_t> rows;
};

Labels labels_of(const analysis::RunAnalysis& analysis, std::size_t dimension) {
  Labels labels{analysis.attribution.tables[dimension], analysis.regimes[dimension], {}};
  const std::vector<analysis::RegimeRow>& rows = labels.table.rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].bars > 0 || rows[i].fills > 0) {
      labels.rows.push_back(i);
    }
  }
  std::ranges::stable_sort(labels.rows, [&rows](std::size_t a, std::size_t b) {
    return std::abs(rows[a].net) > std::abs(rows[b].net);
  });
  return labels;
}

std::string basis_points(std::optional<double> fraction) {
  return fraction ? gain(*fraction * 1e4, 3) : "";
}

std::string interval(const analysis::RegimeMetrics& row) {
  return row.mean_low && row.exposure.value_or(0) > 0
             ? basis_points(row.mean_low) + " to " + basis_points(row.mean_high)
             : "";
}

Tone tone_of(double net) {
  return net > 0 ? Tone::good : net < 0 ? Tone::bad : Tone::plain;
}

void add_label(const Labels& labels, std::size_t i, Table& table) {
  const analysis::RegimeRow& row = labels.table.rows[i];
  std::vector<TableCell> cells{{"    " + core::clipped(row.label, kNameWidth)},
                               {row.share ? percent(row.share) : ""},
                               {gain(row.net, 2), tone_of(row.net)}};
  if (i < labels.metrics.rows.size()) {
    cells.push_back({basis_points(labels.metrics.rows[i].mean)});
    cells.push_back({interval(labels.metrics.rows[i])});
  }
  table.row(std::move(cells));
}

// The labels from the `first` on, together.
void add_others(const Labels& labels, std::size_t first, Table& table) {
  double share = 0;
  double net = 0;
  for (std::size_t i = first; i < labels.rows.size(); ++i) {
    const analysis::RegimeRow& row = labels.table.rows[labels.rows[i]];
    share += row.share.value_or(0);
    net += row.net;
  }
  table.row({{fmt::format("    {} others", labels.rows.size() - first)},
             {percent(share)},
             {gain(net, 2), tone_of(net)}});
}

// At most `most` rows, the last one of all others where there are more labels.
void add_rows(const Labels& labels, std::size_t most, Table& table) {
  const bool all = labels.rows.size() <= most;
  const std::size_t shown = all ? labels.rows.size() : most - 1;
  for (std::size_t i = 0; i < shown; ++i) {
    add_label(labels, labels.rows[i], table);
  }
  if (!all) {
    add_others(labels, shown, table);
  }
}

std::string verdict(const analysis::RegimeTest& test) {
  if (!test.p || !test.p_holm) {
    return "not tested";
  }
  return fmt::format("{}: p {:.4f}, {:.4f} among {} (Holm)", verdict_words(test), *test.p,
                     *test.p_holm, test.family);
}

Table table_of(const analysis::RunRecord& record, const std::vector<Labels>& dimensions,
               const std::vector<std::size_t>& most) {
  const std::string& currency = record.config.broker.currency;
  Table table("lrrrr", {4, 1});
  table.row({{"By regime", Tone::strong},
             {"of time", Tone::faint},
             {"net, " + (currency.empty() ? "money" : core::clipped(currency, 8)), Tone::faint},
             {"mean, bps a bar", Tone::faint},
             {"95 %", Tone::faint}});
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    table.row({{""}});  // the verdict's line, which is longer than the column
    add_rows(dimensions[d], most[d], table);
  }
  return table;
}

// How many rows each may have: what the first leaves goes to the second.
std::vector<std::size_t> shares(const std::vector<Labels>& dimensions, std::size_t room) {
  std::vector<std::size_t> most;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const std::size_t left = dimensions.size() - d;
    const std::size_t next = d + 1 < dimensions.size() ? dimensions[d + 1].rows.size() : 0;
    const std::size_t half = std::max(room / left, room - std::min(room, next));
    most.push_back(std::min(left == 1 ? room : half, dimensions[d].rows.size()));
    room -= std::min(room, most.back());
  }
  return most;
}

// In the line that each dimension's rows begin with.
std::string with_verdicts(std::string text, const std::vector<Labels>& dimensions,
                          const Style& style) {
  std::size_t at = 0;
  for (const Labels& each : dimensions) {
    at = text.find("\n\n", at) + 1;
    const std::string line =
        "  " + style.paint(Tone::strong, core::clipped(each.table.dimension, kNameWidth)) + " " +
        verdict(each.metrics.test);
    text.insert(at, line);
    at += line.size();
  }
  return text;
}

}  // namespace

std::string regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                    const Style& style, std::size_t room) {
  std::vector<Labels> dimensions;
  for (const std::size_t d : headline_dimensions(analysis)) {
    dimensions.push_back(labels_of(analysis, d));
  }
  const auto least = [&dimensions] { return 1 + dimensions.size() * (1 + kFewestRows); };
  while (!dimensions.empty() && room < least()) {
    dimensions.pop_back();
  }
  if (dimensions.empty()) {
    return "";
  }
  const std::size_t heads = 1 + dimensions.size();
  const Table table = table_of(record, dimensions, shares(dimensions, room - heads));
  return with_verdicts(table.render(style, 0), dimensions, style);
}

}  // namespace barometer::report::headline
