// SPDX-License-Identifier: Apache-2.0
#include "loop/step_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/safe_text.hpp"
#include "core/utf8.hpp"

namespace barometer::loop {

namespace {

constexpr std::size_t kRowsOfMessage = 10;

bool is_there(std::uint32_t symbol, const bm_view& view) {
  return symbol == BM_NO_SYMBOL || symbol < view.symbol_count;
}

std::string unknown_symbol(const char* what, std::uint32_t symbol, const bm_view& view) {
  return fmt::format("wrote {} for symbol {}, expected one of the universe's {} or BM_NO_SYMBOL",
                     what, symbol, view.symbol_count);
}

// The room in the next step, of a buffer that holds `room` and a log that keeps `most`.
std::uint32_t left(std::size_t room, std::size_t kept, std::size_t most) {
  return static_cast<std::uint32_t>(std::min(room, most - kept));
}

}  // namespace

StepOutput::StepOutput(std::size_t symbols, std::vector<core::DeclaredSeries> series)
    : rows_(std::max(core::kFewestLogRows, core::kLogRowsPerSymbol * symbols)),
      values_(series.size() * (symbols + 1)),
      keeps_(true) {
  kept_.series = std::move(series);
  offer_what_is_left();
}

void StepOutput::keep(bool keep) {
  keeps_ = keep;
  offer_what_is_left();
}

void StepOutput::offer_what_is_left() {
  const std::uint32_t rows = keeps_ ? left(rows_.size(), kept_.log.size(), core::kMostLogRows) : 0;
  const std::uint32_t values =
      keeps_ ? left(values_.size(), kept_.values.size(), core::kMostSeriesValues) : 0;
  texts_ = {rows_.data(), 0, rows, 0, 0};
  series_ = {values_.data(), 0, values, 0, 0};
}

std::string StepOutput::take(const bm_view& view, const bm_step_output& out) {
  if (out.texts.count > texts_.capacity) {
    return fmt::format("wrote beyond the {} rows of text that its buffer holds", texts_.capacity);
  }
  if (out.series.count > series_.capacity) {
    return fmt::format("wrote beyond the {} series values that its buffer holds", series_.capacity);
  }
  if (!keeps_) {
    return {};
  }
  kept_.dropped_rows += out.texts.overflowed;
  kept_.dropped_values += out.series.overflowed;
  std::string wrong = take_texts(view, out.texts.count);
  if (wrong.empty()) {
    wrong = take_values(view, out.series.count);
  }
  offer_what_is_left();
  return wrong;
}

std::string StepOutput::take_texts(const bm_view& view, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const bm_text_row& row = rows_[i];
    if (row.length > BM_TEXT_BYTES) {
      return fmt::format("wrote a row of text of {} bytes, expected at most {}", row.length,
                         BM_TEXT_BYTES);
    }
    if (!is_there(row.symbol, view)) {
      return unknown_symbol("a row of text", row.symbol, view);
    }
    kept_.log.push_back({view.time_ns, view.step, row});
  }
  return {};
}

std::string StepOutput::take_values(const bm_view& view, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const bm_series_value& value = values_[i];
    if (value.series >= kept_.series.size()) {
      return fmt::format("wrote a value of series {}, but has declared {}", value.series,
                         kept_.series.size());
    }
    if (!is_there(value.symbol, view)) {
      return unknown_symbol("a series value", value.symbol, view);
    }
    kept_.values.push_back({view.time_ns, view.step, value});
  }
  return {};
}

std::string StepOutput::last_rows(const bm_universe& universe) const {
  std::string lines;
  const std::size_t size = kept_.log.size();
  for (std::size_t i = size - std::min(size, kRowsOfMessage); i < size; ++i) {
    const core::LogRow& row = kept_.log[i];
    const bool of_one = row.text.symbol < universe.symbol_count;
    lines += fmt::format(
        "\n    {}  {}{}", core::format_utc(row.time_ns),
        of_one ? core::printable(universe.instruments[row.text.symbol].symbol) + "  " : "",
        core::printable(core::valid_utf8({row.text.text, row.text.length})));
  }
  return lines;
}

}  // namespace barometer::loop
