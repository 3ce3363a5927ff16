// SPDX-License-Identifier: Apache-2.0
#include "sniffer/action_columns.hpp"

#include <cmath>
#include <string_view>
#include <unordered_map>

#include "calendar/actions_file.hpp"
#include "sniffer/number_shape.hpp"

namespace barometer::sniffer {

namespace {

constexpr double kNear = 0.2;

bool is_near(double value, double wanted) {
  return std::fabs(value / wanted - 1) <= kNear;
}

// Rows from old to new, or the other way round; the close of the row before in time is needed.
void see(double before, double after, double split, SplitsSeen& seen) {
  ++seen.splits;
  seen.raw += is_near(after * split, before) ? 1 : 0;
  seen.adjusted += is_near(after, before) ? 1 : 0;
}

std::optional<config::PriceSeries> series_of(const SplitsSeen& seen) {
  if (seen.splits == 0 || (seen.raw < seen.splits && seen.adjusted < seen.splits)) {
    return std::nullopt;
  }
  return seen.raw == seen.splits ? config::PriceSeries::raw : config::PriceSeries::split_adjusted;
}

}  // namespace

SplitsSeen splits_seen(const TextSample& sample, const TextLayout& layout,
                       const PriceColumns& columns, const config::NumberMarks& marks,
                       std::optional<std::size_t> symbol_column) {
  SplitsSeen seen;
  if (!columns.split) {
    return seen;
  }
  const auto cell = [&layout](std::string_view line, std::size_t column) {
    return cell_of(line, layout.separator, column);
  };
  for (const Lines& lines : sample.stretches) {
    std::unordered_map<std::string_view, double> closes;
    for (const std::string_view line : lines) {
      const auto symbol = symbol_column ? cell(line, *symbol_column) : std::string_view();
      const auto close = number_by(cell(line, columns.prices[3]), marks);
      const auto split = calendar::read_split(cell(line, *columns.split));
      const auto before = closes.find(symbol);
      if (close && split && split->value() != 1 && before != closes.end()) {
        see(before->second, *close, split->value(), seen);
      }
      if (close) {
        closes[symbol] = *close;
      }
    }
  }
  seen.prices = series_of(seen);
  return seen;
}

}  // namespace barometer::sniffer
