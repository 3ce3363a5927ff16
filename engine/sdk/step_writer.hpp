// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/output.h>
#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/log_text.hpp>
#include <barometer/sdk/series.hpp>

#include <cstdint>
#include <type_traits>

namespace barometer {

// How an author looks into a step: rows of text become log.csv of the run folder, values of series
// become series.csv. The part of Context that needs no view.
class StepWriter {
 public:
  explicit StepWriter(bm_step_output& out) : texts_(&out.texts), series_(&out.series) {}

  // A row of text for the whole universe or for one symbol: log(bar, "z {:.2f}", z).
  // sdk/log_text.hpp says what may stand in braces. Rows beyond the run's buffer are counted.
  template <class... Values>
  void log(LogText<std::type_identity_t<Values>...> text, const Values&... values) {
    write_text(BM_NO_SYMBOL, text, values...);
  }

  template <class... Values>
  void log(const Bar& bar, LogText<std::type_identity_t<Values>...> text, const Values&... values) {
    write_text(bar.symbol, text, values...);
  }

  template <class... Values>
  void log(std::uint32_t symbol, LogText<std::type_identity_t<Values>...> text,
           const Values&... values) {
    write_text(symbol, text, values...);
  }

  // This step's value of a declared series, of the whole universe or of one symbol; NaN is a gap.
  void plot(Series series, double value) { plot(BM_NO_SYMBOL, series, value); }

  void plot(const Bar& bar, Series series, double value) { plot(bar.symbol, series, value); }

  void plot(std::uint32_t symbol, Series series, double value) {
    if (series_->count == series_->capacity) {
      ++series_->overflowed;
      return;
    }
    series_->data[series_->count++] = {series.index(), symbol, value};
  }

 private:
  template <class... Values>
  void write_text(std::uint32_t symbol, const LogText<Values...>& text, const Values&... values) {
    if (texts_->count == texts_->capacity) {
      ++texts_->overflowed;
      return;
    }
    bm_text_row& row = texts_->data[texts_->count++];
    row.symbol = symbol;
    text.write(row, values...);
  }

  bm_text_buffer* texts_;
  bm_series_buffer* series_;
};

}  // namespace barometer
