// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace barometer {

// The last values of one column of bars, oldest first: [0] is the oldest, back() that of the bar
// itself. A view without an allocation, as long-lived as the bar's; its iterators are those of
// <algorithm> and <numeric>.
class BarWindow {
 public:
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = double;
    using difference_type = std::ptrdiff_t;
    using pointer = const double*;
    using reference = const double&;

    Iterator() = default;

    Iterator(const double* first, std::ptrdiff_t stride, std::ptrdiff_t at)
        : first_(first), stride_(stride), at_(at) {}

    reference operator*() const { return first_[at_ * stride_]; }

    reference operator[](difference_type n) const { return first_[(at_ + n) * stride_]; }

    Iterator& operator+=(difference_type n) {
      at_ += n;
      return *this;
    }

    Iterator& operator-=(difference_type n) { return *this += -n; }

    Iterator& operator++() { return *this += 1; }

    Iterator& operator--() { return *this += -1; }

    Iterator operator++(int) { return {first_, stride_, at_++}; }

    Iterator operator--(int) { return {first_, stride_, at_--}; }

    friend Iterator operator+(Iterator at, difference_type n) { return at += n; }

    friend Iterator operator+(difference_type n, Iterator at) { return at += n; }

    friend Iterator operator-(Iterator at, difference_type n) { return at -= n; }

    friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }

    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }

   private:
    const double* first_ = nullptr;
    std::ptrdiff_t stride_ = 0;
    std::ptrdiff_t at_ = 0;
  };

  // REQUIRES: 1 <= count <= bar.index + 1, and a column of the bar's view.
  BarWindow(const Bar& bar, const double* column, std::int64_t stride, std::int64_t count)
      : oldest_(column + (bar.index - count + 1) * stride),
        stride_(stride),
        size_(count),
        symbol_(bar.symbol),
        bar_(bar.index) {}

  std::int64_t size() const { return size_; }

  // 0 <= i < size().
  double operator[](std::int64_t i) const {
    if (static_cast<std::uint64_t>(i) >= static_cast<std::uint64_t>(size_)) [[unlikely]] {
      detail::throw_bad_read(symbol_, bar_,
                             "a window was read outside: [0] is its oldest value, [size() - 1] "
                             "that of the bar");
    }
    return oldest_[i * stride_];
  }

  double front() const { return *oldest_; }

  double back() const { return oldest_[(size_ - 1) * stride_]; }

  Iterator begin() const { return {oldest_, stride_, 0}; }

  Iterator end() const { return {oldest_, stride_, size_}; }

 private:
  const double* oldest_;
  std::int64_t stride_;
  std::int64_t size_;
  std::uint32_t symbol_;
  std::int64_t bar_;
};

namespace detail {

inline BarWindow window(const Bar& bar, const double* const bm_bars::*column, std::int64_t count,
                        const char* call) {
  const bool has_past = bar.view != nullptr;
  if (!has_past || count < 1 || count > bar.index + 1) [[unlikely]] {
    throw_no_window(bar.symbol, bar.index, has_past, call, count);
  }
  return {bar, bar.view->bars.*column, bar.view->bars.stride, count};
}

}  // namespace detail

// The last `count` bars of the symbol, this one included, 1 <= count <= bar.index + 1.
inline BarWindow closes(const Bar& bar, std::int64_t count) {
  return detail::window(bar, &bm_bars::close, count, "closes");
}

inline BarWindow opens(const Bar& bar, std::int64_t count) {
  return detail::window(bar, &bm_bars::open, count, "opens");
}

inline BarWindow highs(const Bar& bar, std::int64_t count) {
  return detail::window(bar, &bm_bars::high, count, "highs");
}

inline BarWindow lows(const Bar& bar, std::int64_t count) {
  return detail::window(bar, &bm_bars::low, count, "lows");
}

inline BarWindow volumes(const Bar& bar, std::int64_t count) {
  return detail::window(bar, &bm_bars::volume, count, "volumes");
}

}  // namespace barometer
