// SPDX-License-Identifier: Apache-2.0
#include "app/trial_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "app/interrupt.hpp"
#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/price_jumps.hpp"
#include "report/number_text.hpp"

namespace barometer::app {

namespace {

constexpr std::size_t kTold = 3;

std::string counts_of(const data::MarketData& market) {
  std::int64_t bars = 0;
  core::Timestamp first = market.symbols.front().bars.front().close_time_ns;
  core::Timestamp last = first;
  for (const data::SymbolData& symbol : market.symbols) {
    bars += static_cast<std::int64_t>(symbol.bars.size());
    first = std::min(first, symbol.bars.front().close_time_ns);
    last = std::max(last, symbol.bars.back().close_time_ns);
  }
  return fmt::format("{}, {}, {} to {} UTC",
                     report::counted(static_cast<std::int64_t>(market.symbols.size()), "symbol"),
                     report::counted(bars, "bar"), core::format_date(first),
                     core::format_date(last));
}

// Moves that are splits by their size: the prices are not adjusted for them.
void note_splits(const data::SymbolData& symbol, std::vector<std::string>& notes) {
  std::string dates;
  std::size_t count = 0;
  for (const data::PriceJump& jump : data::price_jumps(symbol)) {
    if (jump.after != 0 && ++count <= kTold) {
      dates += fmt::format("{}{} ({}:{})", dates.empty() ? "" : ", ",
                           core::format_date(jump.time_ns), jump.after, jump.before);
    }
  }
  if (count > 0) {
    notes.push_back(fmt::format(
        "The prices of {} look as if they were not adjusted for splits: {}{}. Say them by "
        "data.actions, or take adjusted prices.",
        symbol.name, dates, count > kTold ? fmt::format(" and {} more", count - kTold) : ""));
  }
}

}  // namespace

TrialLoad trial_load(const std::string& yaml, const std::string& name) {
  TrialLoad trial;
  try {
    const config::DataConfig config = config::parse_config(yaml, name).data;
    const int threads = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
    const data::MarketData market = data::load_market(config, threads, {}, &interrupted());
    trial.counts = counts_of(market);
    for (const data::SymbolData& symbol : market.symbols) {
      note_splits(symbol, trial.notes);
      trial.skipped_rows += symbol.report.skipped_rows;
    }
  } catch (const core::Error& error) {
    if (error.kind() == core::ErrorKind::interrupted) {
      throw;
    }
    trial.faults = error.faults();
  }
  return trial;
}

}  // namespace barometer::app
