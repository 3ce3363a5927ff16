// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <vector>

#include "page/base64.hpp"
#include "page/page_assets.hpp"

namespace barometer::page {

namespace {

std::uint32_t digit(char c) {
  return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

std::vector<std::uint32_t> bytes_of(std::string_view hexadecimal) {
  std::vector<std::uint32_t> bytes;
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
    bytes.push_back(16 * digit(hexadecimal[i]) + digit(hexadecimal[i + 1]));
  }
  return bytes;
}

}  // namespace

std::string policy_source(const PageAsset& asset) {
  const std::vector<std::uint32_t> bytes = bytes_of(asset.sha256);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return at < bytes.size() ? bytes[at] : 0U; };
    const std::uint32_t three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
    for (std::size_t part = 0; part < 4; ++part) {
      const bool padded = i + part > bytes.size();
      text += padded ? '=' : kBase64[three >> (18 - 6 * part) & 63U];
    }
  }
  return "'sha256-" + text + "'";
}

}  // namespace barometer::page
