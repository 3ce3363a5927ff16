// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/export.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::backtest {

// The taggers of a plan at work on bars that come one by one, as a live system gets them: any
// number of symbols, interleaved as they like. The tags of a bar are to the bit those that
// Tags::compute_all() of the same plan gives it in a market of the same bars; what is behind the
// bar cannot matter, because it is not there yet.
//
// What a market would have told comes from the plan's `data` group: size of the bars, venue of each
// symbol, which side of the bar stamps are, scale of the prices. Paths, columns, data.from and
// data.to are not looked at. Bars are read and checked as the rows of files and tables are: a bad
// one is refused in the same words and nothing of it is kept, whatever data.bad_rows says; a gap is
// no fault. What only all rows of a file together can tell is not checked (their commonest step,
// their hours, jumps of prices), and where their grid would be found by a vote of all rows, bars
// are taken only where no vote could say otherwise: at a venue that never closes those with the
// phase of the first bar; at others bars that divide an hour, as sessions do, or that begin inside
// a session a whole number of bars after its open. Files on different grids in one market share the
// calendar of the first one; here each symbol has its own.
//
// Where a tagger tags one symbol for all (`regime.of`), the bars of all symbols come in the order
// of time, and that symbol's before the others' of its time: any other bar is refused, because its
// tags would be others in a market.
//
// One object is for one thread at a time; different ones share nothing that changes.
class BAROMETER_API StreamTagger {
 public:
  // A bar as its source gives it.
  struct Bar {
    // Its stamp in ns since 1970 UTC: its open or its close, as data.time.stamp says. With
    // data.source: synthetic its close. The date of a session, of daily bars, is its midnight UTC.
    std::int64_t time_ns = 0;
    double open = 0;  // quote currency, before data.scale
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;  // base units, >= 0; not looked at with data.columns.volume: none
  };

  // What tags say.
  struct Dimension {
    std::string name;                 // "trend", "daily.trend"
    std::vector<std::string> labels;  // of a category; empty: it is a scalar
  };

  static constexpr std::int8_t kUnknown = -128;

  // The tag of one dimension at one bar.
  struct Tag {
    std::int8_t category = kUnknown;  // number into the labels; kUnknown too where it is a scalar
    bool changed = false;             // another category than at the symbol's bar before
    float scalar = std::numeric_limits<float>::quiet_NaN();  // NaN: unknown, or it is a category
    std::string_view label = {};  // of the category, empty where unknown; lives as this tagger
  };

  // What the updates took, where latency.meter of the plan is not off: each of them is measured.
  struct Latency {
    struct Budget {
      std::string stage;          // "bar" or "tag", for both of which an update counts whole
      double quantile = 0;        // 0.5 .. 0.9999
      std::int64_t limit_ns = 0;  // per update
      std::string state;          // "PASS", "FAIL", "UNDECIDED", "UNVERIFIED" (docs/latency.md)
      std::string explanation;    // one sentence
    };

    bool metered = false;
    std::int64_t updates = 0;  // since this object was made
    // Nanoseconds per update. A quantile q is there from updates x (1 - q) >= 10 on.
    std::optional<double> p50_ns = {};
    std::optional<double> p99_ns = {};
    double max_ns = 0;
    std::vector<Budget> budgets = {};  // those of latency.budget for the stages above, by now
    bool breached = false;             // one of them failed
  };

  // Taggers for these symbols, whose numbers are their places in the list; without any, for those
  // that the plan names. `dimensions` are those to compute, by name; without any, all that the
  // plan's taggers declare. Throws Error{bad_input} with the place in the config for everything
  // that a stream cannot have: no `regime:`, labels that are read from files, `of:` of two
  // different symbols, `on:` below a day at a venue with sessions, data.resample, bars above a day,
  // splits, adjusted closes, quotes, Sunday stubs that are merged; for symbols that the plan does
  // not have; and as Tags::compute_all() does for what a plug-in refuses.
  static StreamTagger make(const Plan& plan, std::vector<std::string> symbols = {},
                           const std::vector<std::string>& dimensions = {});

  // A tagger that goes on where save() was called, to the same bits. Throws Error{bad_input} for
  // bytes that are cut, damaged or no saved tagger; for those of another version of the engine, of
  // other plug-ins, parameters or facts of `data`; and for symbols that the plan does not have.
  static StreamTagger load(const Plan& plan, std::string_view bytes);

  StreamTagger(StreamTagger&&) noexcept;
  StreamTagger& operator=(StreamTagger&&) noexcept;
  ~StreamTagger();

  const std::vector<std::string>& symbols() const;

  // The number of a symbol. Throws Error{bad_input} with the nearest name for an unknown one.
  std::size_t symbol(std::string_view name) const;

  // Those that are computed, in the order of the plan.
  const std::vector<Dimension>& dimensions() const;

  // Bars of the symbol so far.
  std::int64_t bars(std::size_t symbol) const;

  // Tags the next bar of a symbol: a tag per dimension, valid until the symbol's next bar. Bars of
  // one symbol come in the order of time. Throws Error{bad_input} for a bad bar, whose place is
  // "SYMBOL:row:column" (time 1, open 2 .. volume 6), and then has changed nothing. After an
  // Error{plugin_failed} from a tagger the symbol has no next bar: every further one is refused
  // with the same error. Allocates nothing, but for pages of memory as bars become more.
  std::span<const Tag> update(std::size_t symbol, const Bar& bar);

  // The tags of the symbol's last bar; all unknown before the first.
  std::span<const Tag> tags(std::size_t symbol) const;

  // Everything that load() needs: what each tagger keeps, and the bars themselves, 48 bytes each,
  // because a tagger may look back at any of them. For this machine's byte order. Throws
  // Error{plugin_failed} where a tagger failed or cannot save its state.
  std::string save() const;

  Latency latency() const;

  struct State;  // of the engine

  explicit StreamTagger(std::unique_ptr<State> state);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace barometer::backtest
