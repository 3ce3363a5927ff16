// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// How the run store keeps columns of numbers: 8 bytes each, little-endian, as one zstd frame.

namespace barometer::study {

std::vector<std::byte> pack(std::span<const std::byte> bytes);

// Into `bytes`, which has the size of what was packed. False where the frame is damaged or has
// another size.
bool unpack(std::span<const std::byte> packed, std::span<std::byte> bytes);

}  // namespace barometer::study
