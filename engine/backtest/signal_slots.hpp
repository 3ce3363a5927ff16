// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/abi/plugin.h>

#include <memory>
#include <optional>

#include "backtest/signal_rows.hpp"
#include "config/data_config.hpp"
#include "plugin/library.hpp"

namespace barometer::backtest {

// What of a bar a row's stamp is.
enum class SignalStamp { open, close, date };

// Of the bars of this instrument, where data.time.stamp says `side`.
SignalStamp stamp_of(std::optional<config::StampSide> side, const bm_instrument& instrument);

// The stamp that such a row has which asks for something of this bar.
inline core::Timestamp stamp_at(SignalStamp stamp, const bm_instrument& instrument,
                                core::Timestamp close, const bm_calendar_row& calendar) {
  switch (stamp) {
    case SignalStamp::open:
      return close - (calendar.length_ms != 0
                          ? static_cast<core::Duration>(calendar.length_ms) * core::kMillisecond
                          : instrument.bar_ns);
    case SignalStamp::date:
      return static_cast<core::Timestamp>(calendar.session_date) * core::kDay;
    case SignalStamp::close:
      return close;
  }
  return close;
}

// The strategy of a table: what its manifest points at.
class SignalsPlugin {
 public:
  // Stamps are closes unless `side` says otherwise.
  SignalsPlugin(std::shared_ptr<const SignalRows> rows, std::optional<config::StampSide> side);
  SignalsPlugin(const SignalsPlugin&) = delete;  // its manifest points at it
  SignalsPlugin& operator=(const SignalsPlugin&) = delete;

  const SignalRows& rows() const { return *rows_; }

  SignalStamp stamp_of(const bm_instrument& instrument) const;

  const bm_manifest& manifest() const { return manifest_; }

  // The strategy whose manifest this is; NULL: another one's.
  static const SignalsPlugin* of(const bm_manifest& manifest);

  // The same strategy with the stamps of this config. REQUIRES: its manifest is of signals.
  static plugin::Plugin with_stamps(const plugin::Plugin& signals, const config::DataConfig& data);

 private:
  std::shared_ptr<const SignalRows> rows_;
  std::optional<config::StampSide> side_;
  bm_strategy_slots slots_{};
  bm_manifest manifest_{};
};

}  // namespace barometer::backtest
