// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/date.hpp>
#include <barometer/sdk/near_name.hpp>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Reading tags by type. The enums are those of the `regime` plug-in's core dimensions; an own
// tagger's dimensions are read the same way with an own enum and its specialisation of TagLabels.

namespace barometer {

enum class Volatility : std::int8_t { calm, normal, high, extreme, unknown = BM_TAG_UNKNOWN };

enum class Trend : std::int8_t {
  strong_down,
  weak_down,
  sideways,
  weak_up,
  strong_up,
  unknown = BM_TAG_UNKNOWN
};

// Exchanges use the first seven, venues that never close the last five (regimes.md, "Time").
enum class Session : std::int8_t {
  closed,
  pre_open,
  opening,
  core,
  lunch,
  closing,
  post_close,
  asia,
  europe,
  us,
  europe_us_overlap,
  overnight,
  unknown = BM_TAG_UNKNOWN
};

// What is special about the session of a bar.
enum class CalendarDay : std::int8_t {
  ordinary,
  month_end,
  quarter_end,
  expiry,
  holiday_eve,
  half_day,
  unknown = BM_TAG_UNKNOWN
};

// Labels of enum E in the order of its values from 0. Specialise it in namespace barometer for an
// own enum, which also needs `unknown = BM_TAG_UNKNOWN`.
template <class E>
struct TagLabels;

template <>
struct TagLabels<Volatility> {
  static constexpr std::array names{"calm", "normal", "high", "extreme"};
};

template <>
struct TagLabels<Trend> {
  static constexpr std::array names{"strong_down", "weak_down", "sideways", "weak_up", "strong_up"};
};

template <>
struct TagLabels<Session> {
  static constexpr std::array names{"closed", "pre_open", "opening",           "core",
                                    "lunch",  "closing",  "post_close",        "asia",
                                    "europe", "us",       "europe_us_overlap", "overnight"};
};

template <>
struct TagLabels<Weekday> {
  static constexpr std::array names{"monday", "tuesday",  "wednesday", "thursday",
                                    "friday", "saturday", "sunday"};
};

template <>
struct TagLabels<CalendarDay> {
  static constexpr std::array names{"ordinary", "month_end",   "quarter_end",
                                    "expiry",   "holiday_eve", "half_day"};
};

namespace detail {

inline const char* kind_word(bm_dimension_kind kind) {
  return kind == BM_DIMENSION_CATEGORY ? "category" : "scalar";
}

// Index of the dimension among the universe's tags; throws std::invalid_argument with what is
// there.
inline std::uint32_t find_tag(const bm_universe& universe, std::string_view name,
                              bm_dimension_kind kind) {
  std::string known;
  std::vector<std::string_view> names;  // of that kind
  for (std::uint32_t t = 0; t < universe.tag_count; ++t) {
    const bm_tag_info& tag = universe.tags[t];
    if (name == tag.name && tag.kind == kind) {
      return t;
    }
    if (tag.kind == kind) {
      names.emplace_back(tag.name);
    }
    known += (t == 0 ? "" : ", ") + std::string(tag.name) + " (" + kind_word(tag.kind) + ")";
  }
  throw std::invalid_argument(
      "needs the " + std::string(kind_word(kind)) + " dimension '" + std::string(name) + "'; " +
      near_name(name, names) +
      "the run's tagger has: " + (known.empty() ? "none (add a regime: group)" : known));
}

// The tags of the bar's symbol in that dimension; throws BadRead where the bar has none.
inline const bm_tag_view& tags_of(const Bar& bar, std::uint32_t tag) {
  if (bar.view == nullptr) [[unlikely]] {
    throw_bad_read(bar.symbol, bar.index,
                   "the tag of a bar that was not handed to a strategy was read: only bars of "
                   "on_bar, ctx.bar() and ago() have tags");
  }
  return bar.view->tags[tag];
}

template <class T>
const T* shown_column(const Bar& bar, const T* column) {
  if (column == nullptr) [[unlikely]] {
    throw_bad_read(bar.symbol, bar.index,
                   "a tag was read that was not declared: make it in the constructor with "
                   "setup.category<...>(name) or setup.scalar(name)");
  }
  return column;
}

inline void check_tag_ago(const Bar& bar, std::int64_t k) {
  check_ago(bar, k, "at(bar, ", "");
}

}  // namespace detail

// A category dimension as enum E. `name` is as the run's tags are named: "trend", or "daily.trend"
// of a tagger with `as: daily`. Declared labels are matched by name, so that a tagger may order
// them otherwise; a label that E does not have is rejected at setup.
template <class E>
class CategoryTag {
 public:
  CategoryTag(const bm_universe& universe, std::string_view name)
      : index_(detail::find_tag(universe, name, BM_DIMENSION_CATEGORY)) {
    const bm_tag_info& tag = universe.tags[index_];
    for (std::uint32_t l = 0; l < tag.label_count; ++l) {
      by_label_[l] = match(name, tag.labels[l]);
    }
  }

  // The tag of this bar; E::unknown where nothing is known.
  E operator[](const Bar& bar) const { return value_at(bar, bar.index); }

  // The tag `k` bars before, 0 <= k <= bar.index.
  E at(const Bar& bar, std::int64_t k) const {
    detail::check_tag_ago(bar, k);
    return value_at(bar, bar.index - k);
  }

  // Whether the change is one of this dimension.
  bool changed(const bm_regime_change& change) const { return change.tag == index_; }

  // Of a change of this dimension alone.
  E from(const bm_regime_change& change) const { return value_of(own(change).from); }

  E to(const bm_regime_change& change) const { return value_of(own(change).to); }

  std::uint32_t index() const { return index_; }

 private:
  const bm_regime_change& own(const bm_regime_change& change) const {
    if (!changed(change)) [[unlikely]] {
      detail::throw_bad_read(change.symbol, -1,
                             "the labels of another dimension's change were asked for: ask "
                             "changed(change) before from and to");
    }
    return change;
  }

  E value_at(const Bar& bar, std::int64_t index) const {
    return value_of(detail::shown_column(bar, detail::tags_of(bar, index_).category)[index]);
  }

  E value_of(std::int32_t label) const {
    return label < 0 ? E::unknown : by_label_[static_cast<std::size_t>(label)];
  }

  static E match(std::string_view dimension, std::string_view label) {
    for (std::size_t i = 0; i < TagLabels<E>::names.size(); ++i) {
      if (label == TagLabels<E>::names[i]) {
        return static_cast<E>(i);
      }
    }
    throw std::invalid_argument("dimension '" + std::string(dimension) + "' has the label '" +
                                std::string(label) + "', which this strategy does not know");
  }

  std::uint32_t index_;
  std::array<E, 128> by_label_{};
};

// A scalar dimension; NaN where nothing is known.
class ScalarTag {
 public:
  ScalarTag(const bm_universe& universe, std::string_view name)
      : index_(detail::find_tag(universe, name, BM_DIMENSION_SCALAR)) {}

  float operator[](const Bar& bar) const { return value_at(bar, bar.index); }

  // The number `k` bars before, 0 <= k <= bar.index.
  float at(const Bar& bar, std::int64_t k) const {
    detail::check_tag_ago(bar, k);
    return value_at(bar, bar.index - k);
  }

  std::uint32_t index() const { return index_; }

 private:
  float value_at(const Bar& bar, std::int64_t index) const {
    return detail::shown_column(bar, detail::tags_of(bar, index_).scalar)[index];
  }

  std::uint32_t index_;
};

}  // namespace barometer
