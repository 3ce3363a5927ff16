// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/stream_tagger.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "backtest/plan_state.hpp"
#include "backtest/stream_bytes.hpp"
#include "backtest/stream_check.hpp"
#include "backtest/stream_state.hpp"
#include "calendar/zone.hpp"
#include "core/nearest_name.hpp"
#include "data/instrument.hpp"
#include "regime/host_after_taggers.hpp"

namespace barometer::backtest {

namespace {

// Throws where the plan cannot be streamed, before anything is made of it.
std::vector<std::string> checked_symbols(const Plan& plan, std::vector<std::string> asked) {
  const config::RunConfig& config = plan.state().config;
  std::vector<std::string> symbols = streamed_symbols(config, std::move(asked));
  core::throw_if_any(unstreamable(config, calendar::VenueTable(config.data), symbols));
  return symbols;
}

}  // namespace

StreamTagger::State::Symbol::Symbol(const State& state, std::size_t number)
    : instrument(data::instrument_of(state.venue_of(number), state.plan.state().config.data.bar,
                                     state.names[number].c_str(),
                                     static_cast<core::SymbolIndex>(number))),
      rows(state.plan.state().config.data, state.venue_of(number), state.names[number]),
      stream(state.plan.state().plan.taggers, state.wanted,
             {.venue = state.venue_of(number),
              .bar = state.plan.state().config.data.bar,
              .grid = rows.grid(),
              .instrument = instrument}),
      tags(state.shown.size()) {}

StreamTagger::State::State(const Plan& of, std::vector<std::string> asked,
                           const std::vector<std::string>& only)
    : plan(of),
      names(checked_symbols(of, std::move(asked))),
      venues(of.state().config.data),
      wanted(streamed_dimensions(of.state().config, of.state().plan, only)) {
  const RunPlan& run = plan.state().plan;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    if (wanted[d] != 0) {
      shown.push_back(d);
      dimensions.push_back({run.dimensions()[d].name, run.dimensions()[d].labels});
    }
  }
  calendar::open_zone_database();
  for (std::size_t s = 0; s < names.size(); ++s) {
    symbols.push_back(std::make_unique<Symbol>(*this, s));
  }
  follow_benchmark();
  regime::restore_host_after(run.taggers);
  const config::LatencyConfig& latency = plan.state().config.latency;
  if (latency.meter != config::Meter::off) {
    meter.emplace(latency, latency::calibrate_clock().get());
  }
}

void StreamTagger::State::follow_benchmark() {
  const regime::TaggerSet& taggers = plan.state().plan.taggers;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    const auto found = std::ranges::find(names, taggers[t].of);
    if (found == names.end()) {
      continue;
    }
    benchmark = symbols[static_cast<std::size_t>(found - names.begin())].get();
    for (const auto& symbol : symbols) {
      if (symbol.get() != benchmark) {
        symbol->stream.follow(taggers, t, benchmark->stream);
      }
    }
  }
}

StreamTagger::State::Symbol& StreamTagger::State::at(std::size_t symbol) {
  if (symbol >= symbols.size()) {
    throw Error(
        ErrorKind::bad_input,
        core::Fault{plan.state().config.file, fmt::format("there is no symbol number {}", symbol),
                    fmt::format("numbers are 0 to {}", symbols.size() - 1)});
  }
  return *symbols[symbol];
}

std::span<const StreamTagger::Tag> StreamTagger::State::update(Symbol& symbol, const Bar& bar) {
  if (symbol.failure) [[unlikely]] {
    throw *symbol.failure;
  }
  const data::StreamRows::Read read = symbol.rows.read({.time_ns = bar.time_ns,
                                                        .open = bar.open,
                                                        .high = bar.high,
                                                        .low = bar.low,
                                                        .close = bar.close,
                                                        .volume = bar.volume});
  if (benchmark != nullptr) {
    check_turn(symbol, read.span.close);
    latest = &symbol == benchmark ? latest : std::max(latest, read.span.close);
  }
  symbol.rows.take(read);
  if (!symbol.stream.add(read.bar, read.calendar)) [[unlikely]] {
    symbol.failure = symbol.stream.failure();
    throw *symbol.failure;
  }
  show(symbol);
  return symbol.tags;
}

void StreamTagger::State::check_turn(const Symbol& symbol, core::Timestamp close) const {
  if (&symbol == benchmark && close <= latest) {
    throw symbol.rows.refusal(
        fmt::format("the bar closing {} is the benchmark's, and another symbol's that closes {} "
                    "was tagged without it",
                    core::format_utc(close), core::format_utc(latest)),
        "hand over the bar of the symbol that regime.of names before those of its time");
  }
  if (&symbol != benchmark && benchmark->failure) {
    throw *benchmark->failure;
  }
  if (&symbol != benchmark && benchmark->rows.last_close() > close) {
    throw symbol.rows.refusal(
        fmt::format("the bar closing {} comes after the benchmark's that closes {}",
                    core::format_utc(close), core::format_utc(benchmark->rows.last_close())),
        "with regime.of hand over the bars of all symbols in the order of time");
  }
}

void StreamTagger::State::show(Symbol& symbol) const {
  for (std::size_t i = 0; i < shown.size(); ++i) {
    Tag& tag = symbol.tags[i];
    const std::vector<std::string>& labels = dimensions[i].labels;
    if (labels.empty()) {
      tag.scalar = symbol.stream.scalar(shown[i]);
      continue;
    }
    const std::int8_t category = symbol.stream.category(shown[i]);
    tag.changed = category != tag.category;
    if (tag.changed) {
      tag.category = category;
      tag.label = category < 0 ? std::string_view()
                               : std::string_view(labels[static_cast<std::size_t>(category)]);
    }
  }
}

StreamTagger::StreamTagger(std::unique_ptr<State> state) : state_(std::move(state)) {}

StreamTagger::StreamTagger(StreamTagger&&) noexcept = default;
StreamTagger& StreamTagger::operator=(StreamTagger&&) noexcept = default;
StreamTagger::~StreamTagger() = default;

StreamTagger StreamTagger::make(const Plan& plan, std::vector<std::string> symbols,
                                const std::vector<std::string>& dimensions) {
  return StreamTagger(std::make_unique<State>(plan, std::move(symbols), dimensions));
}

StreamTagger StreamTagger::load(const Plan& plan, std::string_view bytes) {
  return StreamTagger(stream_from(plan, bytes));
}

std::string StreamTagger::save() const {
  return stream_bytes(*state_);
}

const std::vector<std::string>& StreamTagger::symbols() const {
  return state_->names;
}

std::size_t StreamTagger::symbol(std::string_view name) const {
  const auto found = std::ranges::find(state_->names, name);
  if (found == state_->names.end()) {
    throw Error(ErrorKind::bad_input,
                core::Fault{state_->plan.state().config.file,
                            fmt::format("the tagger has no symbol '{}'", name),
                            core::suggestion(name, state_->names)});
  }
  return static_cast<std::size_t>(found - state_->names.begin());
}

const std::vector<StreamTagger::Dimension>& StreamTagger::dimensions() const {
  return state_->dimensions;
}

std::int64_t StreamTagger::bars(std::size_t symbol) const {
  return state_->at(symbol).stream.bars();
}

std::span<const StreamTagger::Tag> StreamTagger::update(std::size_t symbol, const Bar& bar) {
  State::Symbol& of = state_->at(symbol);
  if (!state_->meter) {
    return state_->update(of, bar);
  }
  const latency::Ticks began = state_->meter->now();
  const auto tags = state_->update(of, bar);
  state_->meter->add(began);
  return tags;
}

std::span<const StreamTagger::Tag> StreamTagger::tags(std::size_t symbol) const {
  return state_->at(symbol).tags;
}

StreamTagger::Latency StreamTagger::latency() const {
  return state_->meter ? state_->meter->report() : Latency();
}

}  // namespace barometer::backtest
