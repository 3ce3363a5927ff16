// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "page/html.hpp"
#include "page/map_picture.hpp"
#include "page/page_frame.hpp"
#include "page/study_parts.hpp"
#include "report/number_text.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::MapAxis;
using analysis::MapTrial;
using analysis::StudyMap;

std::string place_key(std::size_t trial) {
  return fmt::format("map.trials.{}.objective", trial);
}

// What is drawn, and what is not.
std::string about(const MapPicture& picture) {
  const StudyMap& map = picture.map;
  std::string text = map.grid ? fmt::format("{} of the grid over ", picture.evidence.objective)
                              : fmt::format("{} of the draws over ", picture.evidence.objective);
  for (std::size_t i = 0; i < map.axes.size(); ++i) {
    text += (i > 0 ? " and " : "") + picture.evidence.axes[map.axes[i].axis];
  }
  text += picture.evidence.axes.size() > map.axes.size()
              ? ", the axes of the largest effect"
              : ", which are all axes with more than one value";
  for (std::size_t i = 0; i < map.held.size(); ++i) {
    text += fmt::format("{}{} = {}", i == 0 ? "; others as in the best trial: " : ", ",
                        picture.evidence.axes[map.held[i].first], map.held[i].second);
  }
  if (map.trials.size() < static_cast<std::size_t>(map.all)) {
    text += fmt::format("; {} of {} are drawn, at equal distances",
                        report::grouped(static_cast<std::int64_t>(map.trials.size())),
                        report::counted(map.all, "trial"));
  }
  return paragraph(text + ".", "faint");
}

std::string plateau(const analysis::StudyEvidence& evidence) {
  const analysis::StudyTrial& best = *evidence.best;
  if (!best.plateau) {
    return paragraph("The best trial has no neighbours that could be a plateau.", "faint");
  }
  return paragraph(fmt::format(
      "The best trial, number {}, has {}; the plateau around it {}, the median of its {}.",
      best.number, report::objective_text(evidence.objective, best.objective),
      report::objective_text(evidence.objective, best.plateau),
      report::counted(static_cast<std::int64_t>(best.neighbours), "neighbour")));
}

std::string effects(const MapPicture& picture) {
  HtmlTable table("How much of the objective's spread the values of an axis explain",
                  {"axis", "values", "share"});
  for (std::size_t i = 0; i < picture.map.axes.size(); ++i) {
    const MapAxis& axis = picture.map.axes[i];
    table.row({{picture.evidence.axes[axis.axis]},
               {axis.all > 0 ? std::to_string(axis.all) : "a range"},
               {report::percent(axis.effect), "", fmt::format("map.axes.{}.effect", i)}});
  }
  return table.html();
}

// Of cells: a row for each value of the second axis.
std::string cell_table(const MapPicture& picture) {
  const std::vector<MapAxis>& axes = picture.map.axes;
  std::vector<std::string> head{axes.size() > 1 ? map_axis_name(picture, 1) : ""};
  head.insert(head.end(), axes[0].values.begin(), axes[0].values.end());
  const std::size_t rows = axes.size() > 1 ? axes[1].values.size() : 1;
  std::vector<std::vector<HtmlCell>> cells(rows, std::vector<HtmlCell>(head.size(), {"-"}));
  for (std::size_t row = 0; row < rows; ++row) {
    cells[row][0] = {axes.size() > 1 ? axes[1].values[row] : picture.evidence.objective};
  }
  for (std::size_t i = 0; i < picture.map.trials.size(); ++i) {
    const MapTrial& trial = picture.map.trials[i];
    cells[static_cast<std::size_t>(trial.y)][static_cast<std::size_t>(trial.x) + 1] = {
        report::objective_text(picture.evidence.objective, trial.objective),
        trial.number == picture.evidence.best->number ? "strong" : "", place_key(i)};
  }
  HtmlTable table(fmt::format("{} by {} (columns); -: no such trial", picture.evidence.objective,
                              map_axis_name(picture, 0)),
                  head);
  for (const std::vector<HtmlCell>& row : cells) {
    table.row(row);
  }
  return table.html();
}

// Of points: a row for each.
std::string point_table(const MapPicture& picture) {
  const std::vector<MapAxis>& axes = picture.map.axes;
  std::vector<std::string> head{"trial"};
  for (std::size_t i = 0; i < axes.size(); ++i) {
    head.push_back(map_axis_name(picture, i));
  }
  head.push_back(picture.evidence.objective);
  HtmlTable table("The trials of the picture", head);
  for (std::size_t i = 0; i < picture.map.trials.size(); ++i) {
    const MapTrial& trial = picture.map.trials[i];
    std::vector<HtmlCell> row{{std::to_string(trial.number)}, {map_value(axes[0], trial.x)}};
    if (axes.size() > 1) {
      row.push_back({map_value(axes[1], trial.y)});
    }
    row.push_back(
        {report::objective_text(picture.evidence.objective, trial.objective), "", place_key(i)});
    table.row(row);
  }
  return table.html();
}

}  // namespace

std::string study_map_part(const StudyPageInput& input) {
  if (!input.evidence.map || !input.evidence.best) {
    return paragraph(input.evidence.best ? "No axis has two values: there is nothing to compare."
                                         : "No trial has an objective.");
  }
  const MapPicture picture{.evidence = input.evidence, .map = *input.evidence.map};
  return about(picture) +
         drawn_picture(
             "map",
             [&](double width, std::string_view ids) { return map_picture(picture, width, ids); }) +
         plateau(input.evidence) + effects(picture) +
         unfolded("Table of this picture",
                  picture.map.grid ? cell_table(picture) : point_table(picture));
}

}  // namespace barometer::page
