// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/abi/params.h>
#include <barometer/sdk/plugin_info.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <vector>

// Saving and loading a tagger's state with one function for both directions:
//
//   void state(auto& archive) { archive(count_, sum_, window_); }
//
// An archive takes numbers, enums, bools, std::array and std::vector of those, and anything that
// itself has state(archive). Bytes are in host order: a saved state belongs to one machine kind.

namespace barometer {

template <class T>
concept PlainState = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// Visits values one by one; `Derived` handles raw bytes and the length of a vector.
template <class Derived>
class StateArchive {
 public:
  template <class... Values>
  void operator()(Values&... values) {
    (visit(values), ...);
  }

 private:
  Derived& self() { return static_cast<Derived&>(*this); }

  template <PlainState T>
  void visit(T& value) {
    self().bytes(&value, sizeof(T));
  }

  template <PlainState T, std::size_t N>
  void visit(std::array<T, N>& values) {
    self().bytes(values.data(), N * sizeof(T));
  }

  template <PlainState T>
  void visit(std::vector<T>& values) {
    self().resize(values);
    self().bytes(values.data(), values.size() * sizeof(T));
  }

  template <class T>

  requires requires(T& value, Derived& archive) { value.state(archive); }

  void visit(T& value) { value.state(self()); }
};

class StateSizer : public StateArchive<StateSizer> {
 public:
  void bytes(const void*, std::size_t size) { size_ += size; }

  template <class T>
  void resize(std::vector<T>&) {
    size_ += sizeof(std::uint64_t);
  }

  std::size_t size() const { return size_; }

 private:
  std::size_t size_ = 0;
};

class StateWriter : public StateArchive<StateWriter> {
 public:
  explicit StateWriter(std::span<std::byte> out) : out_(out) {}

  void bytes(const void* data, std::size_t size) {
    if (size > out_.size()) {
      throw std::invalid_argument("the buffer is too small for the state");
    }
    if (size != 0) {
      std::memcpy(out_.data(), data, size);
    }
    out_ = out_.subspan(size);
  }

  template <class T>
  void resize(std::vector<T>& values) {
    const std::uint64_t length = values.size();
    bytes(&length, sizeof length);
  }

 private:
  std::span<std::byte> out_;
};

class StateReader : public StateArchive<StateReader> {
 public:
  explicit StateReader(std::span<const std::byte> in) : in_(in) {}

  void bytes(void* data, std::size_t size) {
    if (size > in_.size()) {
      throw std::invalid_argument("the saved state is cut short");
    }
    if (size != 0) {
      std::memcpy(data, in_.data(), size);
    }
    in_ = in_.subspan(size);
  }

  template <class T>
  void resize(std::vector<T>& values) {
    std::uint64_t length = 0;
    bytes(&length, sizeof length);
    if (length > in_.size() / sizeof(T)) {
      throw std::invalid_argument("the saved state is cut short");
    }
    values.resize(length);
  }

  bool at_end() const { return in_.empty(); }

 private:
  std::span<const std::byte> in_;
};

// 64-bit FNV-1a (Fowler, Noll, Vo; offset basis and prime as published).
class StateDigest {
 public:
  template <PlainState T>
  void add(T value) {
    add(&value, sizeof value);
  }

  void add(std::string_view text) {
    add(text.size());
    add(text.data(), text.size());
  }

  std::uint64_t value() const { return hash_; }

 private:
  void add(const void* data, std::size_t size) {
    for (const auto* byte = static_cast<const unsigned char*>(data); size-- != 0; ++byte) {
      hash_ = (hash_ ^ *byte) * 1099511628211u;
    }
  }

  std::uint64_t hash_ = 14695981039346656037u;
};

namespace detail {

inline void add_param(StateDigest& digest, const bm_param_value& value) {
  digest.add(value.integer);
  digest.add(value.number);
  digest.add(value.is_set);
  digest.add(std::string_view(value.word == nullptr ? "" : value.word));
  if (value.items != nullptr) {  // nothing of a single value, whose digest stays what it was
    digest.add(value.item_count);
    for (const bm_param_value& item : std::span{value.items, value.item_count}) {
      add_param(digest, item);
    }
  }
}

}  // namespace detail

// A digest of everything that a state depends on: the tagger, its parameters, the symbol, the size
// of its bars and the wanted dimensions. A state is loaded only where its digest is the same.
inline std::uint64_t state_digest(const PluginInfo& info, const bm_params& params,
                                  const bm_instrument& instrument,
                                  std::span<const std::uint8_t> wanted) {
  StateDigest digest;
  digest.add(std::string_view(info.name));
  digest.add(std::string_view(info.version));
  for (const bm_param_value& value : std::span{params.values, params.count}) {
    detail::add_param(digest, value);
  }
  digest.add(std::string_view(instrument.symbol));
  digest.add(instrument.venue_kind);
  digest.add(instrument.bar_ns);
  digest.add(instrument.bars_per_session_day);
  digest.add(instrument.session_days_per_year);
  for (const std::uint8_t flag : wanted) {
    digest.add(flag);
  }
  return digest.value();
}

}  // namespace barometer
