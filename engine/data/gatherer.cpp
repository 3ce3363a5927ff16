// SPDX-License-Identifier: Apache-2.0
#include "data/gatherer.hpp"

#include <algorithm>

#include "data/resample.hpp"

namespace barometer::data {

// Of a bar in the units before a split.
void bring_into_units(const SplitRatio& split, BarRow& bar) {
  for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
    *price = split.divide(*price);
  }
  bar.volume = split.multiply(bar.volume);
}

void bring_into_units(const SplitRatio& split, QuotedSpread& spread) {
  spread = {split.divide(spread.open), split.divide(spread.close)};
}

void Gatherer::add(const BarRow& bar, std::optional<calendar::BarSpan> span,
                   const QuotedSpread& spread) {
  leave(bar, span);
  if (span && span->close > current_.last_end) {
    spread_ = {current_.open ? spread_.open : spread.open, spread.close};
    current_.open ? extend(bar) : begin(bar, *span);
    inside_ += 1;
    last_ = seen_ + 1;
  }
  seen_ += 1;
  if (current_.open && bar.close_time_ns >= current_.bar.close_time_ns) {
    close(bar.close_time_ns);
  }
}

void Gatherer::leave(const BarRow& bar, std::optional<calendar::BarSpan> span) {
  if (current_.open && (span ? span->close != current_.bar.close_time_ns
                             : bar.close_time_ns >= current_.bar.close_time_ns)) {
    close(bar.close_time_ns);
  }
}

void Gatherer::split(const SplitRatio& ratio) {
  bring_into_units(ratio, current_.bar);
  bring_into_units(ratio, spread_);
}

void Gatherer::begin(const BarRow& bar, const calendar::BarSpan& span) {
  current_.open = true;
  inside_ = 0;
  current_.bar = bar;
  current_.bar.close_time_ns = span.close;
  current_.open_ns = span.open;
  current_.first_ns = bar.close_time_ns;
}

void Gatherer::extend(const BarRow& bar) {
  current_.bar.high = std::max(current_.bar.high, bar.high);
  current_.bar.low = std::min(current_.bar.low, bar.low);
  current_.bar.close = bar.close;
  current_.bar.volume += bar.volume;
}

void Gatherer::close(core::Timestamp known) {
  current_.open = false;
  current_.last_end = current_.bar.close_time_ns;
  out_.bars.push_back(current_.bar);
  spreads_.push_back(spread_);
  spans_.push_back({current_.open_ns, current_.bar.close_time_ns});
  ends_.push_back(last_);
  out_.first_ns.push_back(current_.first_ns);
  out_.known_ns.push_back(known);
}

}  // namespace barometer::data
