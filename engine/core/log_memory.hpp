// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace barometer::core {

// Address space of a log: reserved memory, of which pages come when they are needed.
struct LogMemory {
  std::byte* data = nullptr;
  std::size_t bytes = 0;
  std::size_t ready = 0;  // bytes at its beginning whose pages are there
};

// Memory that log ends have given back is kept for the next logs of the same size: a run that
// follows another one need not have the kernel map, clear and unmap the same pages again, which
// takes longer than what the step loop writes into them. What is kept is bounded.
inline constexpr std::size_t kMostKeptLogs = 64;
inline constexpr std::size_t kMostKeptLogBytes = std::size_t{64} << 20;  // whose pages are there

// [setup] Memory of that many bytes, whatever they hold. Throws std::bad_alloc. Any thread may ask.
LogMemory take_log_memory(std::size_t bytes);

// [setup] Ends what take_log_memory() gave; what has been kept longest goes first. `memory.ready`
// may have grown meanwhile, and the memory may have been remapped. Any thread may call.
void give_back_log_memory(const LogMemory& memory) noexcept;

}  // namespace barometer::core
