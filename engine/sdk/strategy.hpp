// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/context.hpp>
#include <barometer/sdk/guard.hpp>
#include <barometer/sdk/kept.hpp>
#include <barometer/sdk/near_name.hpp>
#include <barometer/sdk/params.hpp>
#include <barometer/sdk/plugin_info.hpp>
#include <barometer/sdk/strategy_methods.hpp>
#include <barometer/sdk/tags.hpp>
#include <barometer/sdk/window.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Writing a strategy: derive from Strategy, override on_bar (one symbol at a time) or on_step
// (portfolios), declare `kInfo` and `kParams`, and end the file with BAROMETER_STRATEGY(T).
// docs/write_a_strategy.md walks through a whole one.

namespace barometer {

namespace detail {

struct SeriesName {
  std::string name;
  std::string unit;
};

using SeriesNames = std::vector<SeriesName>;

}  // namespace detail

// The argument of a strategy's constructor: parameters, universe, and the declaration of the tags
// that it reads. Valid only inside the constructor.
class Setup {
 public:
  Setup(const bm_params& params, const bm_universe& universe, bm_declaration& declared)
      : params_(params), universe_(universe), declared_(declared) {}

  const Params& params() const { return params_; }

  std::uint32_t symbol_count() const { return universe_.symbol_count; }

  // symbol < symbol_count().
  const bm_instrument& instrument(std::uint32_t symbol) const {
    if (symbol >= universe_.symbol_count) [[unlikely]] {
      detail::throw_no_symbol("setup.instrument", symbol, universe_.symbol_count);
    }
    return universe_.instruments[symbol];
  }

  // The index of the symbol of that name. Throws std::invalid_argument with the nearest of the
  // run's symbols and a list of them where there is none.
  std::uint32_t symbol(std::string_view name) const {
    for (std::uint32_t s = 0; s < universe_.symbol_count; ++s) {
      if (name == universe_.instruments[s].symbol) {
        return s;
      }
    }
    std::vector<std::string_view> names;
    std::string known;
    for (std::uint32_t s = 0; s < universe_.symbol_count; ++s) {
      names.emplace_back(universe_.instruments[s].symbol);
      known += s >= kMostNamed ? "" : (s == 0 ? "" : ", ") + std::string(names.back());
    }
    known += universe_.symbol_count > kMostNamed ? ", ..." : "";
    throw std::invalid_argument("needs the symbol '" + std::string(name) + "'; " +
                                detail::near_name(name, names) +
                                "data.symbols of the run has: " + known);
  }

  // Declares that no order is meant on the first `bars` bars of a symbol: an indicator of n bars
  // needs n - 1, ago(k) k. Orders that are sent there all the same are dropped and counted in the
  // summary; ctx.is_warm(symbol) is false there. The longest of several counts.
  void declare_warmup(std::int64_t bars) {
    if (bars < 0) {
      throw std::invalid_argument("declare_warmup(" + std::to_string(bars) +
                                  "): a warm-up has 0 bars or more");
    }
    declared_.warmup_bars = std::max(declared_.warmup_bars, bars);
  }

  const bm_universe& universe() const { return universe_; }

  // These two declare a tag that the strategy reads: only declared tags are computed and may be
  // read. They throw std::invalid_argument when the run's taggers do not have the dimension.
  template <class E>
  CategoryTag<E> category(std::string_view dimension) {
    CategoryTag<E> tag(universe_, dimension);
    declared_.reads[tag.index()] = 1;
    return tag;
  }

  ScalarTag scalar(std::string_view dimension) {
    ScalarTag tag(universe_, dimension);
    declared_.reads[tag.index()] = 1;
    return tag;
  }

  // Declares a series of numbers that the strategy will give values to: ctx.plot(spread_, x).
  // `name` is snake_case and unlike the others; `unit` is for whoever reads series.csv.
  Series series(std::string_view name, std::string_view unit) {
    series_.push_back({std::string(name), std::string(unit)});
    return Series(static_cast<std::uint32_t>(series_.size() - 1));
  }

  // The names of the series, which must live as long as the strategy, and their declaration.
  detail::SeriesNames take_series() { return std::move(series_); }

 private:
  static constexpr std::uint32_t kMostNamed = 20;

  Params params_;
  const bm_universe& universe_;
  bm_declaration& declared_;
  detail::SeriesNames series_;
};

// The base of strategies. Its methods run in the step loop: no allocation, lock or I/O; to look
// into them there are ctx.log and ctx.plot.
class Strategy {
 public:
  virtual ~Strategy() = default;

  // Called once per regime change of the step, before on_step. Only categories that the strategy
  // reads have changes.
  virtual void on_regime_change(const RegimeChange& /*change*/, Context& /*ctx*/) {}

  // Called once per step; the default calls on_bar for each symbol that has just closed a bar, in
  // config order.
  virtual void on_step(Context& ctx) {
    for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
      on_bar(ctx.bar(ctx.active(i)), ctx);
    }
  }

  // Called once per closed bar.
  virtual void on_bar(const Bar& /*bar*/, Context& /*ctx*/) {}

 protected:
  Strategy() = default;
  Strategy(const Strategy&) = default;
  Strategy& operator=(const Strategy&) = default;
};

template <class T>
concept StrategyClass = std::derived_from<T, Strategy> && std::copyable<T> &&
    std::constructible_from<T, Setup&> && requires {
  { T::kInfo } -> std::convertible_to<PluginInfo>;
  { T::kParams } -> std::convertible_to<std::span<const bm_param_spec>>;
};

// The slots of a strategy class: every entry is guarded, so nothing thrown leaves the library.
template <StrategyClass T>
class StrategySlots : private detail::CheckedMethods<T, Strategy> {
 public:
  static constexpr bm_strategy_slots slots() {
    return {sizeof(bm_strategy_slots), 0, nullptr, create, on_step, reset, destroy};
  }

 private:
  struct Instance {
    T initial;  // what reset() goes back to
    T live;
    const bm_universe* universe;  // the host's, as long as the instance
    std::int64_t warmup_bars;
    detail::SeriesNames series;
    std::vector<bm_series_spec> specs = {};  // of `series`

    void declare(bm_declaration& declared) {
      for (const detail::SeriesName& each : series) {
        specs.push_back({each.name.c_str(), each.unit.c_str()});
      }
      declared.series = specs.data();
      declared.series_count = static_cast<std::uint32_t>(specs.size());
    }

    // `live` is a T and nothing derived from it, so its methods are called by their names: no
    // virtual call, and on_bar may become part of the loop.
    void step(const bm_view& view, bm_step_output& out) {
      Context context(view, out, warmup_bars);
      for (const RegimeChange& change : context.regime_changes()) {
        live.T::on_regime_change(change, context);
      }
      if constexpr (detail::overrides_on_step<T, Strategy>()) {
        live.T::on_step(context);
      } else {
        for (std::uint32_t i = 0; i < context.active_count(); ++i) {
          live.T::on_bar(context.bar(context.active(i)), context);
        }
      }
    }
  };

  static bm_status create(void* /*maker*/, const bm_params* params, const bm_universe* universe,
                          bm_declaration* declared, void** self, bm_error* error) {
    return guarded(error, [&] {
      Setup setup(*params, *universe, *declared);
      T strategy(setup);
      // `live` is what was made itself: a copy would lack the room that the constructor reserved.
      auto made = std::make_unique<Instance>(Instance{strategy, std::move(strategy), universe,
                                                      declared->warmup_bars, setup.take_series()});
      made->declare(*declared);
      *self = made.release();
    });
  }

  static bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error) {
    return guarded(error, [&] {
      auto& instance = *static_cast<Instance*>(self);
      try {
        instance.step(*view, *out);
      } catch (const BadRead& read) {
        throw std::runtime_error(detail::placed(read, *instance.universe));
      }
    });
  }

  static void reset(void* self) noexcept {
    auto* instance = static_cast<Instance*>(self);
    instance->live = instance->initial;
  }

  // A destructor that may throw is no std::copyable and does not get this far.
  static void destroy(void* self) noexcept { delete static_cast<Instance*>(self); }
};

}  // namespace barometer

// Exports strategy class T as this library's plug-in.
#define BAROMETER_STRATEGY(T)                                                                 \
  extern "C" BM_EXPORT const bm_manifest* barometer_plugin(void) {                            \
    static constexpr bm_strategy_slots slots = ::barometer::StrategySlots<T>::slots();        \
    static constexpr auto params = ::barometer::detail::own_table(T::kParams);                \
    static constexpr bm_manifest manifest =                                                   \
        ::barometer::detail::manifest(BM_PLUGIN_STRATEGY, T::kInfo, params, nullptr, &slots); \
    return &manifest;                                                                         \
  }
