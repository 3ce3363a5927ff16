// SPDX-License-Identifier: Apache-2.0
// The bytes are a shared library, of which all is read that is read before the loader is asked.
#include <cstddef>
#include <cstdint>

#include "fuzz/in_memory_file.hpp"
#include "plugin/elf_check.hpp"
#include "plugin/needed_library.hpp"
#include "plugin/shown_symbols.hpp"

using namespace barometer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static barometer_fuzz::InMemoryFile file;
  const std::string path = file.holding(bytes, size);
  plugin::why_not_loadable(path);
  plugin::why_not_apart(plugin::shown_symbols(path));
  plugin::needy_library(path, path);
  return 0;
}
