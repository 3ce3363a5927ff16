// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_codec.hpp"

#include <zstd.h>

#include "core/error.hpp"

namespace barometer::study {

std::vector<std::byte> pack(std::span<const std::byte> bytes) {
  constexpr int kLevel = 1;  // returns are noise in most of their bits: higher levels save nothing
  std::vector<std::byte> packed(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size) != 0) {
    throw core::Error(core::ErrorKind::defect,
                      core::Fault{"", std::string("zstd: ") + ZSTD_getErrorName(size), ""});
  }
  packed.resize(size);
  return packed;
}

bool unpack(std::span<const std::byte> packed, std::span<std::byte> bytes) {
  const std::size_t size =
      ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size());
  return ZSTD_isError(size) == 0 && size == bytes.size();
}

}  // namespace barometer::study
