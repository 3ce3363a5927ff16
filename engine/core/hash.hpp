// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace barometer::core {

// A 128-bit XXH3 digest built piece by piece; for identity of data and results, not for security.
class Hash {
 public:
  Hash();
  ~Hash();
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  void add(std::span<const std::byte> bytes);

  // The object's bytes; only for types without padding, whose equal values have equal bytes.
  template <class T>
  requires std::is_arithmetic_v<T>

  void add(T value) { add(std::as_bytes(std::span{&value, std::size_t{1}})); }

  void add(std::string_view text);

  // 32 hexadecimal digits of everything added so far.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Digest of a file's bytes; throws Error{bad_input} naming the path when it cannot be read.
std::string hash_file(const std::filesystem::path& path);

}  // namespace barometer::core
