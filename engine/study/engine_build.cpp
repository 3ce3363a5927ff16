// SPDX-License-Identifier: Apache-2.0
#include "study/engine_build.hpp"

#include <elf.h>
#include <link.h>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "core/hash.hpp"

namespace barometer::study {

namespace {

struct Holder {
  std::uintptr_t address;  // in the program or library that is looked for
  std::string path = {};
  std::string build_id = {};
};

std::string hex(std::span<const unsigned char> bytes) {
  std::string digits;
  for (const unsigned char byte : bytes) {
    digits += fmt::format("{:02x}", byte);
  }
  return digits;
}

// The build-id among the notes of one segment; empty where it is not there.
std::string build_id_of(std::span<const unsigned char> notes) {
  constexpr std::string_view kOwner("GNU\0", 4);
  const auto aligned = [](std::size_t size) { return (size + 3) / 4 * 4; };
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) header;
    std::memcpy(&header, notes.data(), sizeof header);
    const std::size_t value = sizeof header + aligned(header.n_namesz);
    const std::size_t end = value + aligned(header.n_descsz);
    if (end > notes.size()) {
      break;
    }
    const auto* owner = reinterpret_cast<const char*>(notes.data() + sizeof header);
    if (header.n_type == NT_GNU_BUILD_ID && std::string_view(owner, header.n_namesz) == kOwner) {
      return hex(notes.subspan(value, header.n_descsz));
    }
    notes = notes.subspan(end);
  }
  return {};
}

bool holds(const dl_phdr_info& object, std::uintptr_t address) {
  for (const ElfW(Phdr) & part : std::span(object.dlpi_phdr, object.dlpi_phnum)) {
    const std::uintptr_t begin = object.dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_LOAD && address >= begin && address < begin + part.p_memsz) {
      return true;
    }
  }
  return false;
}

int look_at(dl_phdr_info* object, std::size_t, void* data) {
  Holder& holder = *static_cast<Holder*>(data);
  if (!holds(*object, holder.address)) {
    return 0;
  }
  const std::string_view name = object->dlpi_name;  // empty for the program itself
  holder.path = name.empty() ? "/proc/self/exe" : std::string(name);
  for (const ElfW(Phdr) & part : std::span(object->dlpi_phdr, object->dlpi_phnum)) {
    if (part.p_type == PT_NOTE && holder.build_id.empty()) {
      const auto* notes = reinterpret_cast<const unsigned char*>(object->dlpi_addr + part.p_vaddr);
      holder.build_id = build_id_of({notes, part.p_memsz});
    }
  }
  return 1;
}

std::string find_build() {
  Holder holder{.address = reinterpret_cast<std::uintptr_t>(&engine_build)};
  ::dl_iterate_phdr(look_at, &holder);
  return holder.build_id.empty() ? core::hash_file(holder.path) : holder.build_id;
}

}  // namespace

const std::string& engine_build() {
  static const std::string build = find_build();
  return build;
}

}  // namespace barometer::study
