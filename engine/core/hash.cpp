// SPDX-License-Identifier: Apache-2.0
#include "core/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <new>
#include <vector>

#include "core/error.hpp"

namespace barometer::core {

struct Hash::State {
  XXH3_state_t* xxh;
};

Hash::Hash() : state_(std::make_unique<State>(State{XXH3_createState()})) {
  if (state_->xxh == nullptr) {
    throw std::bad_alloc();
  }
  XXH3_128bits_reset(state_->xxh);
}

Hash::~Hash() {
  XXH3_freeState(state_->xxh);
}

void Hash::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
}

void Hash::add(std::string_view text) {
  add(text.size());  // so that ("ab", "c") and ("a", "bc") differ
  add(std::as_bytes(std::span{text.data(), text.size()}));
}

std::string Hash::hex() const {
  const XXH128_hash_t digest = XXH3_128bits_digest(state_->xxh);
  return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

std::string hash_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  Hash hash;
  std::vector<char> buffer(1 << 20);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    hash.add(std::as_bytes(std::span{buffer.data(), static_cast<std::size_t>(file.gcount())}));
  }
  if (!file.eof()) {
    throw Error(ErrorKind::bad_input, Fault{path.string(), "cannot be read", ""});
  }
  return hash.hex();
}

}  // namespace barometer::core
