// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/context.hpp>

#include <type_traits>

// What a strategy class may get wrong about the methods that the program calls, found when it is
// compiled: a method of another name or signature would compile and never be called.

namespace barometer::detail {

// Whether `Method` is a method without const that takes just these arguments and returns nothing.
template <class Method, class... Arguments>
inline constexpr bool kTakes = false;

template <class T, class... Arguments>
inline constexpr bool kTakes<void (T::*)(Arguments...), Arguments...> = true;

template <class T, class... Arguments>
inline constexpr bool kTakes<void (T::*)(Arguments...) noexcept, Arguments...> = true;

// Whether what the method throws would end the program instead of the run.
template <class Method>
inline constexpr bool kMustNotThrow = false;

template <class T, class... Arguments>
inline constexpr bool kMustNotThrow<void (T::*)(Arguments...) noexcept> = true;

template <class T>
constexpr bool may_throw() {
  return !kMustNotThrow<decltype(&T::on_bar)> && !kMustNotThrow<decltype(&T::on_step)> &&
         !kMustNotThrow<decltype(&T::on_regime_change)>;
}

// Whether the one public method of that name in T is the base's or overrides it.
template <class T>
constexpr bool fits_on_bar() {
  if constexpr (requires { &T::on_bar; }) {
    return kTakes<decltype(&T::on_bar), const Bar&, Context&>;
  }
  return false;
}

template <class T>
constexpr bool fits_on_step() {
  if constexpr (requires { &T::on_step; }) {
    return kTakes<decltype(&T::on_step), Context&>;
  }
  return false;
}

template <class T>
constexpr bool fits_on_regime_change() {
  if constexpr (requires { &T::on_regime_change; }) {
    return kTakes<decltype(&T::on_regime_change), const RegimeChange&, Context&>;
  }
  return false;
}

// Whether T, or a class between it and `Base`, has the method of its own. REQUIRES: it fits.
template <class T, class Base>
constexpr bool overrides_on_bar() {
  return !std::is_same_v<decltype(&T::on_bar), decltype(&Base::on_bar)>;
}

template <class T, class Base>
constexpr bool overrides_on_step() {
  return !std::is_same_v<decltype(&T::on_step), decltype(&Base::on_step)>;
}

template <class T, class Base>
constexpr bool overrides_on_regime_change() {
  return !std::is_same_v<decltype(&T::on_regime_change), decltype(&Base::on_regime_change)>;
}

// Names that are meant for a method and are none, where they take what the method takes.
template <class T>
concept MisspellsOnBar = requires(T& t, const Bar& bar, Context& ctx) {
  t.onBar(bar, ctx);
}

|| requires(T& t, const Bar& bar, Context& ctx) {
  t.OnBar(bar, ctx);
}

|| requires(T& t, const Bar& bar, Context& ctx) {
  t.onbar(bar, ctx);
}

|| requires(T& t, const Bar& bar, Context& ctx) {
  t.on_bars(bar, ctx);
};

template <class T>
concept MisspellsOnStep = requires(T& t, Context& ctx) {
  t.onStep(ctx);
}

|| requires(T& t, Context& ctx) {
  t.OnStep(ctx);
}

|| requires(T& t, Context& ctx) {
  t.onstep(ctx);
}

|| requires(T& t, Context& ctx) {
  t.on_steps(ctx);
};

template <class T>
concept MisspellsOnRegimeChange = requires(T& t, const RegimeChange& change, Context& ctx) {
  t.onRegimeChange(change, ctx);
}

|| requires(T& t, const RegimeChange& change, Context& ctx) {
  t.OnRegimeChange(change, ctx);
}

|| requires(T& t, const RegimeChange& change, Context& ctx) {
  t.on_change(change, ctx);
}

|| requires(T& t, const RegimeChange& change, Context& ctx) {
  t.on_regime_changed(change, ctx);
};

// What is asserted of a class whose methods fit; all true of one whose methods do not, of which
// something else is said.
template <class T, class Base, bool fits>
struct FittingMethods {
  static constexpr bool kActs = true;
  static constexpr bool kReports = true;
  static constexpr bool kNamesOnBar = true;
  static constexpr bool kNamesOnStep = true;
  static constexpr bool kNamesOnRegimeChange = true;
};

// A helper may have a name like a method's where the method itself is there too.
template <class T, class Base>
struct FittingMethods<T, Base, true> {
  static constexpr bool kActs = overrides_on_bar<T, Base>() || overrides_on_step<T, Base>() ||
                                overrides_on_regime_change<T, Base>();
  static constexpr bool kReports = may_throw<T>();
  static constexpr bool kNamesOnBar = !MisspellsOnBar<T> || overrides_on_bar<T, Base>();
  static constexpr bool kNamesOnStep = !MisspellsOnStep<T> || overrides_on_step<T, Base>();
  static constexpr bool kNamesOnRegimeChange =
      !MisspellsOnRegimeChange<T> || overrides_on_regime_change<T, Base>();
};

// Instantiated for every strategy class; has no members.
template <class T, class Base>
struct CheckedMethods {
  using Fitting =
      FittingMethods<T, Base, fits_on_bar<T>() && fits_on_step<T>() && fits_on_regime_change<T>()>;

  static_assert(fits_on_bar<T>(),
                "on_bar would never be called: write it in the public part, once, as "
                "void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override");
  static_assert(fits_on_step<T>(),
                "on_step would never be called: write it in the public part, once, as "
                "void on_step(barometer::Context& ctx) override");
  static_assert(fits_on_regime_change<T>(),
                "on_regime_change would never be called: write it in the public part, once, as "
                "void on_regime_change(const barometer::RegimeChange& change, "
                "barometer::Context& ctx) override");
  static_assert(Fitting::kNamesOnBar,
                "the method is called on_bar, under another name it is never called: write "
                "void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override");
  static_assert(Fitting::kNamesOnStep,
                "the method is called on_step, under another name it is never called: write "
                "void on_step(barometer::Context& ctx) override");
  static_assert(Fitting::kNamesOnRegimeChange,
                "the method is called on_regime_change, under another name it is never called: "
                "write void on_regime_change(const barometer::RegimeChange& change, "
                "barometer::Context& ctx) override");

  static_assert(Fitting::kReports,
                "on_bar, on_step and on_regime_change must not be noexcept: a read of what is not "
                "there would end the program without a word, instead of the run with its reason");
  static_assert(Fitting::kActs,
                "the strategy overrides nothing and would never do anything: write "
                "void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override, or "
                "void on_step(barometer::Context& ctx) override, in the public part");
};

}  // namespace barometer::detail
