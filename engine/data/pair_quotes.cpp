// SPDX-License-Identifier: Apache-2.0
#include "data/pair_quotes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "data/bad_row_log.hpp"
#include "data/leave_out.hpp"

namespace barometer::data {

namespace {

constexpr std::array kPrices{std::pair{&BarRow::open, "open"}, std::pair{&BarRow::high, "high"},
                             std::pair{&BarRow::low, "low"}, std::pair{&BarRow::close, "close"}};

// What is told of a bar once, in the order in which it was found.
template <class T>
void add_new(std::vector<T>& all, std::vector<T> more) {
  for (T& each : more) {
    if (std::ranges::find(all, each) == all.end()) {
      all.push_back(std::move(each));
    }
  }
}

void add_new(std::vector<core::Fault>& all, std::vector<core::Fault> more) {
  for (core::Fault& each : more) {
    const auto same = [&each](const core::Fault& other) {
      return other.where == each.where && other.what == each.what;
    };
    if (std::ranges::none_of(all, same)) {
      all.push_back(std::move(each));
    }
  }
}

std::optional<CellFault> crossed(const BarRow& bid, const BarRow& ask) {
  for (const auto& [price, name] : kPrices) {
    if (bid.*price > ask.*price) {
      return CellFault{
          1, "the quote is crossed",
          fmt::format("crossed quote at the {}: bid {} above ask {}", name, bid.*price, ask.*price),
          "are bid and ask the right way round?"};
    }
  }
  return std::nullopt;
}

CellFault lonely(const BarRow& bar, const char* side, const char* other) {
  return {1, fmt::format("the {} has no {} of its time", side, other),
          fmt::format("the {} of the bar closing {} has no {} of that time", side,
                      core::format_utc(bar.close_time_ns), other),
          fmt::format("add the row to the file of the {}", other)};
}

// The bid's row becomes the middle; what lies between is returned.
QuotedSpread merge(const BarRow& ask, BarRow& bid) {
  const QuotedSpread spread{ask.open - bid.open, ask.close - bid.close};
  for (const auto& [price, name] : kPrices) {
    bid.*price = (bid.*price + ask.*price) / 2;
  }
  return spread;
}

class Pairing {
 public:
  Pairing(CsvBars bid, CsvBars ask, config::BadRows policy, bool one_text)
      : bid_(std::move(bid)),
        ask_(std::move(ask)),
        one_text_(one_text),
        log_(bid_.origins.first_name(), policy) {}

  CsvBars pair() {
    std::size_t b = 0;
    std::size_t a = 0;
    while (b < bid_.bars.size() || a < ask_.bars.size()) {
      const bool bid_next = b < bid_.bars.size() && (a == ask_.bars.size() || !later_bid(b, a));
      const bool ask_next = a < ask_.bars.size() && (b == bid_.bars.size() || !later_ask(b, a));
      if (bid_next && ask_next) {
        meet(b, a);
      } else if (bid_next) {
        leave_bid(b);
      } else {
        leave_ask(a);
      }
      b += bid_next ? 1 : 0;
      a += ask_next ? 1 : 0;
    }
    return take();
  }

 private:
  bool later_bid(std::size_t b, std::size_t a) const {
    return bid_.bars[b].close_time_ns > ask_.bars[a].close_time_ns;
  }

  bool later_ask(std::size_t b, std::size_t a) const {
    return ask_.bars[a].close_time_ns > bid_.bars[b].close_time_ns;
  }

  void meet(std::size_t b, std::size_t a) {
    if (const auto fault = crossed(bid_.bars[b], ask_.bars[a])) {
      bid_.origins.add_row(b, *fault, log_);
      left_out_.push_back(b);
    } else {
      bid_.spreads.push_back(merge(ask_.bars[a], bid_.bars[b]));
    }
  }

  // A row that is bad for the other side alone has been told there, but not counted here.
  void leave_bid(std::size_t b) {
    left_out_.push_back(b);
    if (one_text_) {
      ++bad_for_ask_;
    } else {
      bid_.origins.add_row(b, lonely(bid_.bars[b], "bid", "ask"), log_);
    }
  }

  void leave_ask(std::size_t a) {
    if (!one_text_) {
      ask_.origins.add_row(a, lonely(ask_.bars[a], "ask", "bid"), log_);
    }
  }

  void add_faults(std::int64_t rows) {
    if (auto excess = log_.excess(rows)) {
      log_.add(std::move(*excess));
    }
    bid_.faults = log_.faults();
    if (bid_.faults.empty() && bid_.bars.empty()) {
      bid_.faults.push_back({bid_.origins.first_name(), "bid and ask have no bar in common",
                             "are these the two sides of one symbol and one time?"});
    }
  }

  void add_report() {
    SymbolDataReport paired;
    log_.write_to(paired);
    SymbolDataReport& report = bid_.report;
    report.skipped_rows += paired.skipped_rows;
    report.skipped_rows += one_text_ ? bad_for_ask_ : ask_.report.skipped_rows;
    add_new(report.skipped, std::move(ask_.report.skipped));
    add_new(report.skipped, std::move(paired.skipped));
    report.skipped.resize(std::min(report.skipped.size(), kKeptReasons));
    report.widened_bars += ask_.report.widened_bars;
    if (!one_text_) {
      report.repeated_rows += ask_.report.repeated_rows;
    }
  }

  CsvBars take() {
    const std::int64_t rows = std::ssize(bid_.bars);
    leave_out(left_out_, bid_.bars);
    leave_out(left_out_, bid_.labels.ids);
    leave_out(left_out_, bid_.stamp_closes);
    bid_.truth.erase(left_out_);
    add_report();
    add_faults(rows);
    return std::move(bid_);
  }

  CsvBars bid_;
  CsvBars ask_;
  bool one_text_;
  BadRowLog log_;
  std::vector<std::size_t> left_out_;  // bars of the bid
  std::int64_t bad_for_ask_ = 0;       // of one text: rows
};

}  // namespace

CsvBars pair_quotes(CsvBars bid, CsvBars ask, config::BadRows policy, bool one_text) {
  if (!bid.faults.empty() || !ask.faults.empty()) {
    add_new(bid.faults, std::move(ask.faults));
    return bid;
  }
  return Pairing(std::move(bid), std::move(ask), policy, one_text).pair();
}

}  // namespace barometer::data
