// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/dimension.hpp>
#include <barometer/sdk/guard.hpp>
#include <barometer/sdk/kept.hpp>
#include <barometer/sdk/params.hpp>
#include <barometer/sdk/plugin_info.hpp>
#include <barometer/sdk/state.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Writing a regime tagger. A tagger is a copyable class T with
//
//   static constexpr PluginInfo kInfo;                                     its name and version
//   static constexpr std::array<bm_param_spec, N> kParams;                 its parameters
//   static std::vector<bm_dimension> dimensions(const Params&);            what it writes
//   T(const Params&, const bm_instrument&, std::span<const uint8_t> wanted);  may allocate, throw
//   void tag(const TagBlock&);                      streaming; must not allocate; any block length
//   void state(auto& archive);                      everything that tag() changes
//   void reset();                                   optional: back to how it was made; without it
//                                                   a copy is kept for that
//
// and BAROMETER_REGIME(T) at the end of its one source file. The strings in `dimensions` must have
// static storage (sdk/dimension.hpp). A tag may depend on its bar and the bars before it alone; see
// docs/plugin_abi.md.

namespace barometer {

inline constexpr float kUnknownScalar = std::numeric_limits<float>::quiet_NaN();

namespace detail {

// All by value, so that a block can stay in registers.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_outside(const char* call, std::int64_t k,
                                                                 std::int64_t least,
                                                                 std::int64_t first,
                                                                 std::int64_t count) {
  throw BadRead(BM_NO_SYMBOL, first + k,
                call + std::to_string(k) + ") in a block of bars " + std::to_string(first) +
                    " to " + std::to_string(first + count - 1) + ": k may be " +
                    std::to_string(least) + " to " + std::to_string(count - 1));
}

}  // namespace detail

// One call's worth of bars to tag: bars first .. first + count - 1 of one symbol.
class TagBlock {
 public:
  TagBlock(const bm_bars& bars, const bm_calendar_row* calendar, std::int64_t first,
           std::int64_t count, const bm_tag_column* out)
      : bars_(&bars), calendar_(calendar), first_(first), count_(count), out_(out) {}

  std::int64_t first() const { return first_; }

  std::int64_t count() const { return count_; }

  // Bar k of the block, or with k from -first() on one before it; behind the block's end lies the
  // future, and reading it throws BadRead.
  Bar bar(std::int64_t k) const {
    if (static_cast<std::uint64_t>(first_ + k) >= static_cast<std::uint64_t>(first_ + count_))
        [[unlikely]] {
      detail::throw_outside("block.bar(", k, -first_, first_, count_);
    }
    return bar_at(*bars_, first_ + k);
  }

  // k in 0 .. count - 1 from here on.
  const bm_calendar_row& calendar(std::int64_t k) const {
    if (static_cast<std::uint64_t>(k) >= static_cast<std::uint64_t>(count_)) [[unlikely]] {
      detail::throw_outside("block.calendar(", k, 0, first_, count_);
    }
    return calendar_[k];
  }

  const bm_bars& bars() const { return *bars_; }

  // Output columns of this block, element k for bar k; NULL where the dimension is not wanted.
  std::int8_t* category(std::size_t dimension) const { return out_[dimension].category; }

  float* scalar(std::size_t dimension) const { return out_[dimension].scalar; }

  // The column of a category's onsets; NULL where they are not wanted.
  std::int64_t* onset(std::size_t dimension) const { return out_[dimension].onset_bar; }

  // Sets one tag in the form that the dimension was declared with; has no effect where the
  // dimension is not wanted. Labels are integers or enums; floating-point numbers are for scalars
  // alone.
  template <class Value>
  requires std::is_arithmetic_v<Value> || std::is_enum_v<Value>

  void set(std::size_t dimension, std::int64_t k, Value value) const {
    const bm_tag_column& column = out_[dimension];
    if constexpr (!std::is_floating_point_v<Value>) {
      if (column.category != nullptr) {
        column.category[k] = static_cast<std::int8_t>(value);
      }
    }
    if (column.scalar != nullptr) {
      column.scalar[k] = static_cast<float>(value);
    }
  }

  // Sets the bar at which the present label is thought to have begun, -1 where the label is
  // unknown; has no effect where onsets are not wanted. For category dimensions.
  void set_onset(std::size_t dimension, std::int64_t k, std::int64_t bar) const {
    if (out_[dimension].onset_bar != nullptr) {
      out_[dimension].onset_bar[k] = bar;
    }
  }

 private:
  const bm_bars* bars_;
  const bm_calendar_row* calendar_;
  std::int64_t first_;
  std::int64_t count_;
  const bm_tag_column* out_;
};

template <class T>
concept RegimeTagger = std::copyable<T> &&
    std::constructible_from<T, const Params&, const bm_instrument&, std::span<const uint8_t>> &&
    requires(T tagger, const Params& params, const TagBlock& block, StateWriter& archive) {
  { T::kInfo } -> std::convertible_to<PluginInfo>;
  { T::kParams } -> std::convertible_to<std::span<const bm_param_spec>>;
  { T::dimensions(params) } -> std::convertible_to<std::vector<bm_dimension>>;
  tagger.tag(block);
  tagger.state(archive);
};

// The slots of a tagger class: every entry is guarded, so nothing thrown leaves the library.
template <RegimeTagger T>
class RegimeSlots {
 public:
  static constexpr bm_regime_slots slots() {
    return {sizeof(bm_regime_slots),
            0,
            nullptr,
            describe,
            create,
            tag,
            reset,
            state_size,
            save,
            load,
            destroy};
  }

 private:
  static constexpr std::uint64_t kStateMagic = 0x3154415453474552;  // "REGSTAT1"

  static constexpr bool kResetsItself = requires(T & tagger) { tagger.reset(); };

  struct Nothing {};

  struct Instance {
    T live;
    std::uint64_t digest;  // of everything that it was made from
    std::int64_t next_bar = 0;
    [[no_unique_address]] std::conditional_t<kResetsItself, Nothing, std::optional<T>> initial{};
  };

  static Instance& at(void* self) { return *static_cast<Instance*>(self); }

  static bm_status describe(void* /*maker*/, const bm_params* params, bm_dimension* out,
                            uint32_t capacity, uint32_t* count, bm_error* error) {
    bool fits = true;
    const bm_status status = guarded(error, [&] {
      const std::vector<bm_dimension> all = T::dimensions(Params{*params});
      *count = static_cast<uint32_t>(all.size());
      fits = all.size() <= capacity;
      if (fits) {
        std::copy(all.begin(), all.end(), out);
      }
    });
    if (status == BM_OK && !fits) {
      write_error(error, "more dimensions than the caller has room for");
      return BM_BUFFER_TOO_SMALL;
    }
    return status;
  }

  static bm_status create(void* /*maker*/, const bm_params* params, const bm_instrument* instrument,
                          const uint8_t* wanted, void** self, bm_error* error) {
    return guarded(error, [&] {
      const Params typed{*params};
      const std::size_t dimensions = T::dimensions(typed).size();
      T tagger(typed, *instrument, std::span{wanted, dimensions});
      const auto digest = state_digest(T::kInfo, *params, *instrument, {wanted, dimensions});
      auto instance = std::unique_ptr<Instance>(new Instance{std::move(tagger), digest});
      if constexpr (!kResetsItself) {
        instance->initial = instance->live;
      }
      *self = instance.release();
    });
  }

  static bm_status tag(void* self, const bm_bars* bars, const bm_calendar_row* calendar,
                       int64_t first, int64_t count, const bm_tag_column* out, bm_error* error) {
    return guarded(error, [&] {
      if (first != at(self).next_bar) {
        throw std::invalid_argument("bars must come in order and without gaps");
      }
      at(self).live.tag(TagBlock{*bars, calendar, first, count, out});
      at(self).next_bar = first + count;
    });
  }

  static void reset(void* self) noexcept {
    if constexpr (kResetsItself) {
      at(self).live.reset();
    } else {
      at(self).live = *at(self).initial;
    }
    at(self).next_bar = 0;
  }

  static void archive_all(Instance& instance, auto& archive) {
    std::uint64_t magic = kStateMagic;
    std::uint64_t digest = instance.digest;
    archive(magic, digest);
    if (magic != kStateMagic || digest != instance.digest) {
      throw std::invalid_argument(
          "the state was not saved by this tagger for this symbol with these parameters");
    }
    archive(instance.next_bar, instance.live);
  }

  static size_t state_size(const void* self) noexcept {
    StateSizer sizer;
    archive_all(at(const_cast<void*>(self)), sizer);
    return sizer.size();
  }

  static bm_status save(const void* self, void* buffer, size_t size, bm_error* error) {
    return guarded(error, [&] {
      StateWriter writer{{static_cast<std::byte*>(buffer), size}};
      archive_all(at(const_cast<void*>(self)), writer);
    });
  }

  // A rejected state leaves the instance as reset() would.
  static bm_status load(void* self, const void* buffer, size_t size, bm_error* error) {
    const bm_status status = guarded(error, [&] {
      StateReader reader{{static_cast<const std::byte*>(buffer), size}};
      archive_all(at(self), reader);
      if (!reader.at_end()) {
        throw std::invalid_argument("the saved state is longer than this tagger's");
      }
    });
    if (status != BM_OK) {
      reset(self);
    }
    return status;
  }

  // A destructor that may throw is no std::copyable and does not get this far.
  static void destroy(void* self) noexcept { delete static_cast<Instance*>(self); }
};

}  // namespace barometer

// Exports tagger class T as this library's plug-in.
#define BAROMETER_REGIME(T)                                                                 \
  extern "C" BM_EXPORT const bm_manifest* barometer_plugin(void) {                          \
    static constexpr bm_regime_slots slots = ::barometer::RegimeSlots<T>::slots();          \
    static constexpr auto params = ::barometer::detail::own_table(T::kParams);              \
    static constexpr bm_manifest manifest =                                                 \
        ::barometer::detail::manifest(BM_PLUGIN_REGIME, T::kInfo, params, &slots, nullptr); \
    return &manifest;                                                                       \
  }
