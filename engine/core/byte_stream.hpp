// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/error.hpp"

// Plain values as bytes of this machine, and back.

namespace barometer::core {

template <class T>
concept PlainValue = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class ByteWriter {
 public:
  template <PlainValue T>
  void put(T value) {
    const auto* const begin = reinterpret_cast<const char*>(&value);
    bytes_.append(begin, sizeof value);
  }

  void put(std::string_view text) {
    put(std::uint64_t{text.size()});
    bytes_.append(text);
  }

  void put(const std::string& text) { put(std::string_view(text)); }

  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) {
      put(*value);
    }
  }

  template <class A, class B>
  void put(const std::pair<A, B>& both) {
    put(both.first);
    put(both.second);
  }

  template <class T>
  void put(const std::vector<T>& values) {
    put(std::uint64_t{values.size()});
    if constexpr (PlainValue<T>) {
      bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    } else {
      for (const T& each : values) {
        put(each);
      }
    }
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote. Bytes that end before what is asked for are refused with the error
// that it is given.
class ByteReader {
 public:
  ByteReader(std::string_view bytes, Error refusal) : rest_(bytes), refusal_(std::move(refusal)) {}

  bool at_end() const { return rest_.empty(); }

  template <PlainValue T>
  void get(T& value) {
    if constexpr (std::same_as<T, bool>) {
      std::uint8_t byte = 0;
      get(byte);
      value = byte != 0;
    } else {
      std::memcpy(&value, next(sizeof value).data(), sizeof value);
    }
  }

  void get(std::string& text) { text = next(count_of(1)); }

  template <class T>
  void get(std::optional<T>& value) {
    value.reset();
    if (got<bool>()) {
      get(value.emplace());
    }
  }

  template <class A, class B>
  void get(std::pair<A, B>& both) {
    get(both.first);
    get(both.second);
  }

  template <class T>
  void get(std::vector<T>& values) {
    if constexpr (PlainValue<T>) {
      const std::size_t count = count_of(sizeof(T));
      values.resize(count);
      const std::string_view bytes = next(count * sizeof(T));
      if (count > 0) {
        std::memcpy(values.data(), bytes.data(), bytes.size());
      }
    } else {
      values.clear();
      for (std::size_t left = count_of(1); left > 0; --left) {
        get(values.emplace_back());
      }
    }
  }

  template <class T>
  T got() {
    T value{};
    get(value);
    return value;
  }

  // The bytes are none that were written so.
  [[noreturn]] void refuse() const { throw refusal_; }

 private:
  // Of items that take at least `bytes` each.
  std::size_t count_of(std::size_t bytes) {
    const auto count = got<std::uint64_t>();
    if (count > rest_.size() / bytes) {
      refuse();
    }
    return static_cast<std::size_t>(count);
  }

  std::string_view next(std::size_t bytes) {
    if (bytes > rest_.size()) {
      refuse();
    }
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }

  std::string_view rest_;
  Error refusal_;
};

}  // namespace barometer::core
