// SPDX-License-Identifier: Apache-2.0
#include "data/csv_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/nearest_name.hpp"
#include "core/text.hpp"

namespace barometer::data {

namespace {

constexpr std::string_view kTimeRole = "time";
constexpr std::string_view kClockRole = "the time of day";
constexpr std::string_view kTruthRole = "the truth";
constexpr std::string_view kAdjustedRole = "the adjusted close";
constexpr std::string_view kDividendRole = "the dividend";
constexpr std::string_view kSplitRole = "the split";
constexpr std::string_view kLabelRole = "the labels (regime.column)";

class Planner {
 public:
  Planner(const std::vector<files::RawCell>& cells, const std::string& place,
          std::vector<core::Fault>& faults)
      : place_(place), faults_(faults) {
    for (const files::RawCell& cell : cells) {
      names_.emplace_back(cell.text);
    }
  }

  // Whether most names are numbers or times: the first line is a row.
  bool is_a_row() const {
    const auto numeric = [](const std::string& name) {
      return name.find_first_of("0123456789") != name.npos &&
             name.find_first_not_of("0123456789.,:-+/eETZ ") == name.npos;
    };
    const auto numbers = std::ranges::count_if(names_, numeric);
    return numbers >= 4 && 2 * numbers > std::ssize(names_);
  }

  std::size_t find(const config::ColumnRef& column, std::string_view role) {
    return column.name.empty() ? by_position(column.position, role) : by_name(column.name, role);
  }

  std::optional<std::size_t> find_any(const std::optional<config::ColumnRef>& column,
                                      std::string_view role) {
    return column ? std::optional(find(*column, role)) : std::nullopt;
  }

 private:
  std::size_t by_position(int position, std::string_view role) {
    if (position < 1 || static_cast<std::size_t>(position) > names_.size()) {
      faults_.push_back({place_,
                         fmt::format("there is no column {} for {}: the row has {}", position, role,
                                     names_.size()),
                         "positions count from 1; check the separator too"});
      return 0;
    }
    return static_cast<std::size_t>(position) - 1;
  }

  std::size_t by_name(const std::string& name, std::string_view role) {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) {
      faults_.push_back({place_,
                         fmt::format("there is no column {} for {}", core::shown(name), role),
                         core::suggestion(name, shown_names()) +
                             (role == kValueNames[4] ? "; where the source has no volume, say "
                                                       "data.columns.volume: none"
                                                     : "")});
      return 0;
    }
    if (std::find(found + 1, names_.end(), name) != names_.end()) {
      faults_.push_back({place_,
                         fmt::format("the column {} for {} comes twice", core::shown(name), role),
                         "name it by its position, counted from 1"});
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  std::vector<std::string> shown_names() const {
    std::vector<std::string> safe;
    for (const std::string& name : names_) {
      const std::string quoted = core::shown(name);
      safe.push_back(quoted.substr(1, quoted.size() - 2));
    }
    return safe;
  }

  std::vector<std::string> names_;
  const std::string& place_;
  std::vector<core::Fault>& faults_;
};

core::Fault no_header(const std::string& place) {
  return {place, "the first line is a row and names no columns",
          "say data.header: false, and name the columns by position: time: {column: 1, ...}, "
          "columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}"};
}

// Two parts of a bar from one column would make a sound bar of a wrong one.
void refuse_shared(const ColumnPlan& plan, const std::string& place,
                   std::vector<core::Fault>& faults) {
  std::vector<std::pair<std::size_t, std::string_view>> seen;
  const auto see = [&](std::size_t cell, std::string_view role) {
    const auto first = std::ranges::find(seen, cell, [](const auto& s) { return s.first; });
    if (first != seen.end()) {
      faults.push_back({place,
                        fmt::format("{} and {} are both column {}", first->second, role, cell + 1),
                        "name another column for one of them"});
    }
    seen.emplace_back(cell, role);
  };
  see(plan.time, kTimeRole);
  if (plan.time_of_day) {
    see(*plan.time_of_day, kClockRole);
  }
  for (std::size_t i = 0; i < plan.value_count; ++i) {
    see(plan.values[i], kValueNames[i]);
  }
  const auto see_any = [&](const std::optional<std::size_t>& cell, std::string_view role) {
    if (cell) {
      see(*cell, role);
    }
  };
  see_any(plan.truth, kTruthRole);
  see_any(plan.adjusted_close, kAdjustedRole);
  see_any(plan.dividend, kDividendRole);
  see_any(plan.split, kSplitRole);
}

// What a row may say besides its bar.
void plan_extras(const config::CsvConfig& csv, Planner& planner, ColumnPlan& plan) {
  plan.truth = planner.find_any(csv.truth, kTruthRole);
  plan.label = planner.find_any(csv.labels ? csv.labels->column : std::nullopt, kLabelRole);
  plan.adjusted_close = planner.find_any(csv.adjusted_close, kAdjustedRole);
  plan.dividend = planner.find_any(csv.dividend, kDividendRole);
  plan.split = planner.find_any(csv.split, kSplitRole);
}

}  // namespace

bool is_by_position(const config::CsvConfig& csv) {
  const auto unnamed = [](const config::ColumnRef& column) { return column.name.empty(); };
  return unnamed(csv.time) && (!csv.time_of_day || unnamed(*csv.time_of_day)) &&
         unnamed(csv.open) && unnamed(csv.high) && unnamed(csv.low) && unnamed(csv.close) &&
         (!csv.volume || unnamed(*csv.volume)) && (!csv.symbol || unnamed(*csv.symbol)) &&
         (!csv.truth || unnamed(*csv.truth)) &&
         (!csv.adjusted_close || unnamed(*csv.adjusted_close)) &&
         (!csv.dividend || unnamed(*csv.dividend)) && (!csv.split || unnamed(*csv.split)) &&
         (!csv.labels || !csv.labels->column || unnamed(*csv.labels->column));
}

ColumnPlan plan_columns(const config::CsvConfig& csv, const std::vector<files::RawCell>& cells,
                        const std::string& place, std::vector<core::Fault>& faults) {
  Planner planner(cells, place, faults);
  ColumnPlan plan;
  if (csv.header && !csv.time.name.empty() && planner.is_a_row()) {
    faults.push_back(no_header(place));
    return plan;
  }
  plan.cells = cells.size();
  plan.numbers = csv.numbers;
  plan.scale = csv.scale;
  plan.time = planner.find(csv.time, kTimeRole);
  plan.time_of_day = planner.find_any(csv.time_of_day, kClockRole);
  const std::array<const config::ColumnRef*, 4> prices{&csv.open, &csv.high, &csv.low, &csv.close};
  for (std::size_t i = 0; i < prices.size(); ++i) {
    plan.values[i] = planner.find(*prices[i], kValueNames[i]);
  }
  if (csv.volume) {
    plan.values[4] = planner.find(*csv.volume, kValueNames[4]);
  } else {
    plan.value_count = 4;
  }
  plan_extras(csv, planner, plan);
  if (faults.empty()) {
    refuse_shared(plan, place, faults);
  }
  return plan;
}

}  // namespace barometer::data
