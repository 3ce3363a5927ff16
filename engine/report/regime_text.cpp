// SPDX-License-Identifier: Apache-2.0
#include "report/regime_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>

#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "data/market_data.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"
#include "report/folded.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"
#include "stats/label_statistics.hpp"
#include "stats/ratio.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kLabelWidth = 18;

std::optional<double> share(std::int64_t part, std::int64_t whole) {
  return stats::ratio(static_cast<double>(part), static_cast<double>(whole));
}

// Labels that some bar has (`seen`), or that no bar has, such as `lunch` where a venue never
// closes.
std::vector<int> labels_where(const stats::LabelStatistics& found, bool seen) {
  std::vector<int> labels;
  for (int label = 0; label < found.labels; ++label) {
    if ((found.bars[static_cast<std::size_t>(label)] > 0) == seen) {
      labels.push_back(label);
    }
  }
  return labels;
}

const std::string& name_of(const regime::Dimension& dimension, int label) {
  return dimension.labels[static_cast<std::size_t>(label)];
}

std::vector<TableCell> head_of(const regime::Dimension& dimension) {
  std::vector<TableCell> head{{core::printable(dimension.name), Tone::strong}};
  for (const char* word : {"of time", "episodes", "mean", "median", "longest", "then"}) {
    head.push_back({word, Tone::faint});
  }
  return head;
}

// What followed the label's episodes, the most frequent first: "normal 95.2 %, high 3.9 %".
std::string followers(const regime::Dimension& dimension, const stats::LabelStatistics& found,
                      int from) {
  constexpr std::size_t kMost = 3;
  std::vector<int> after;
  std::int64_t left = 0;
  for (int to = 0; to < found.labels; ++to) {
    left += found.transition(from, to);
    if (found.transition(from, to) > 0) {
      after.push_back(to);
    }
  }
  std::ranges::stable_sort(after, std::ranges::greater{},
                           [&](int to) { return found.transition(from, to); });
  std::string text;
  for (std::size_t i = 0; i < std::min(after.size(), kMost); ++i) {
    text += fmt::format("{}{} {}", i > 0 ? ", " : "",
                        core::clipped(name_of(dimension, after[i]), kLabelWidth),
                        percent(share(found.transition(from, after[i]), left)));
  }
  return text + (after.size() > kMost ? ", ..." : "");
}

std::vector<TableCell> label_row(const regime::Dimension& dimension,
                                 const stats::LabelStatistics& found, int label) {
  const auto l = static_cast<std::size_t>(label);
  const stats::DwellCounts& dwells = found.dwells[l];
  return {{"  " + core::clipped(name_of(dimension, label), kLabelWidth)},
          {percent(share(found.bars[l], found.known() + found.unknown))},
          {grouped(dwells.count() + (found.last_label == label))},
          {fixed(dwells.mean(), 1)},
          {fixed(dwells.median(), 1)},
          {fixed(dwells.longest(), 0)},
          {followers(dimension, found, label)}};
}

// "never closed, pre_open"; empty where every label had a bar.
std::string never_line(const regime::Dimension& dimension, std::span<const int> labels,
                       const Style& style) {
  std::string text;
  for (const int label : labels) {
    text += (text.empty() ? "never " : ", ") + core::printable(name_of(dimension, label));
  }
  return text.empty() ? text : "    " + wrapped(text, 9, style) + "\n";
}

// "unknown 2.3 %; 5.80 flips per 1000 bars; at the end high since 14 bars, not among the dwells"
std::string closing_line(const regime::Dimension& dimension, const stats::LabelStatistics& found,
                         const Style& style) {
  std::string line =
      fmt::format("unknown {}", percent(share(found.unknown, found.known() + found.unknown)));
  if (found.known() > 0) {
    line += fmt::format("; {:.2f} flips per 1000 bars", 1000 * *share(found.flips, found.known()));
  }
  if (found.last_label >= 0) {
    line += fmt::format("; at the end {} for {}, not among the dwells",
                        core::printable(name_of(dimension, found.last_label)),
                        counted(found.last_bars, "bar"));
  }
  return "    " + wrapped(line, 6, style) + "\n" +
         never_line(dimension, labels_where(found, false), style);
}

std::string render_dimension(const regime::Dimension& dimension, std::span<const std::int8_t> tags,
                             const Style& style) {
  const stats::LabelStatistics found =
      stats::label_statistics(tags, static_cast<int>(dimension.labels.size()));
  Table table("lrrrrrl", {3, 5, 4});
  table.row(head_of(dimension));
  for (const int label : labels_where(found, true)) {
    table.row(label_row(dimension, found, label));
  }
  return table.render(style, 2) + style.paint(Tone::faint, closing_line(dimension, found, style));
}

std::string_view base_name(std::string_view name) {
  return name.substr(name.rfind('.') + 1);  // npos + 1 is 0
}

std::string render_agreements(const regime::TagView& tags, core::SymbolIndex symbol,
                              std::span<const std::size_t> dimensions, const Style& style) {
  Table table("lrrr");
  bool any = false;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    for (std::size_t k = i + 1; k < dimensions.size(); ++k) {
      const regime::Dimension& a = tags.dimensions()[dimensions[i]];
      const regime::Dimension& b = tags.dimensions()[dimensions[k]];
      if (base_name(a.name) != base_name(b.name) || a.labels != b.labels) {
        continue;
      }
      const stats::Agreement found =
          stats::agreement(tags.category(symbol, dimensions[i]),
                           tags.category(symbol, dimensions[k]), static_cast<int>(a.labels.size()));
      const bool known = found.bars > 0;
      table.row({{core::printable(a.name + " and " + b.name)},
                 {known ? "agree on " + percent(found.share) : "never both known"},
                 {known ? percent(found.by_chance) + " by chance" : ""},
                 {counted(found.bars, "bar")}});
      any = true;
    }
  }
  return any ? table.render(style, 2) : "";
}

std::string render_symbol(const data::MarketData& market, const regime::TagView& tags,
                          core::SymbolIndex symbol, std::span<const std::size_t> dimensions,
                          const Style& style) {
  const data::SymbolData& data = market.symbols[symbol];
  std::string text =
      fmt::format("{}  {} of {}\n", style.paint(Tone::strong, core::printable(data.name)),
                  counted(std::ssize(data.bars), "bar"), core::format_bar_size(market.bar));
  for (const std::size_t d : dimensions) {
    text += render_dimension(tags.dimensions()[d], tags.category(symbol, d), style);
  }
  return text + render_agreements(tags, symbol, dimensions, style);
}

}  // namespace

std::string render_regimes(const data::MarketData& market, const regime::TagView& tags,
                           std::span<const std::size_t> dimensions, const Style& style) {
  std::string text;
  for (core::SymbolIndex symbol = 0; symbol < market.symbols.size(); ++symbol) {
    text += (symbol > 0 ? "\n" : "") + render_symbol(market, tags, symbol, dimensions, style);
  }
  return text;
}

}  // namespace barometer::report
