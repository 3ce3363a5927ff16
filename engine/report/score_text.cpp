// SPDX-License-Identifier: Apache-2.0
#include "report/score_text.hpp"

#include <fmt/format.h>

#include <span>
#include <vector>

#include "core/safe_text.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kNameWidth = 28;

TableCell text(const std::string& words) {
  return {core::clipped(words, kNameWidth)};
}

std::vector<TableCell> score_row(const std::string& name, const stats::ClassScore& score,
                                 Tone tone) {
  return {{core::clipped(name, kNameWidth), tone},       {fixed(score.balanced_accuracy, 3), tone},
          {fixed(score.changes_per_1000_bars, 1), tone}, {fixed(score.lag_bars, 1), tone},
          {percent(score.missed_share), tone},           {grouped(score.total.episodes), tone},
          {grouped(score.total.scored_bars), tone},      {grouped(score.total.unknown_bars), tone}};
}

std::string score_table(const stats::ScoredTags& scored, const stats::ClassScore& all,
                        const Style& style) {
  Table table("lrrrrrrr");
  table.row({{""},
             {"balanced accuracy", Tone::faint},
             {"changes/1000 bars", Tone::faint},
             {"lag, bars", Tone::faint},
             {"missed", Tone::faint},
             {"episodes", Tone::faint},
             {"bars scored", Tone::faint},
             {"unknown", Tone::faint}});
  table.row(score_row("all", all, Tone::strong));
  for (std::size_t s = 0; scored.trials.size() > 1 && s < scored.trials.size(); ++s) {
    const stats::ClassScore one = stats::mean_score(std::span{scored.trials}.subspan(s, 1));
    table.row(score_row(scored.symbols[s], one, Tone::plain));
  }
  return table.render(style, 2);
}

std::string confusion_table(const stats::ScoredTags& scored, const stats::ClassScore& all,
                            const Style& style) {
  const int classes = all.total.classes;
  Table table("l" + std::string(static_cast<std::size_t>(classes) + 2, 'r'));
  std::vector<TableCell> head{{"truth, tagged as", Tone::faint}};
  for (const std::string& name : scored.classes) {
    head.push_back({core::clipped(name, kNameWidth), Tone::faint});
  }
  head.push_back({"recall", Tone::faint});
  table.row(std::move(head));
  for (int truth = 0; truth < classes; ++truth) {
    std::vector<TableCell> row{text(scored.classes[static_cast<std::size_t>(truth)])};
    for (int tag = 0; tag < classes; ++tag) {
      row.push_back(
          {grouped(all.total.count(truth, tag)), truth == tag ? Tone::good : Tone::plain});
    }
    row.push_back({percent(all.recall[static_cast<std::size_t>(truth)])});
    table.row(std::move(row));
  }
  return table.render(style, 2);
}

}  // namespace

std::string render_score(const stats::ScoredTags& scored, const Style& style) {
  const stats::ClassScore all = stats::mean_score(scored.trials);
  return fmt::format("{} against the truth\n{}\n{}\n{}",
                     style.paint(Tone::strong, core::printable(scored.dimension)),
                     score_table(scored, all, style), style.paint(Tone::strong, "Bars"),
                     confusion_table(scored, all, style));
}

}  // namespace barometer::report
