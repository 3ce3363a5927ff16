// SPDX-License-Identifier: Apache-2.0
// ELF: System V gABI, chapters 4 and 5.
#pragma once

#include <elf.h>
#include <link.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::plugin {

// Reads a library by the addresses at which it will be mapped. What does not fit comes out empty.
class ElfFile {
 public:
  explicit ElfFile(const std::filesystem::path& file);

  template <class T>
  std::vector<T> at_address(std::uint64_t address, std::uint64_t count) {
    for (const ElfW(Phdr) & segment : segments_) {
      if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
          address - segment.p_vaddr < segment.p_filesz) {
        return at_offset<T>(address - segment.p_vaddr + segment.p_offset, count);
      }
    }
    return {};
  }

  // The values of a tag's entries in the dynamic section, in their order.
  std::vector<std::uint64_t> all_dynamic(std::int64_t tag) const;

  // That of the first entry; 0 where there is none.
  std::uint64_t dynamic(std::int64_t tag) const;

  // The table of names, and the one that begins at an offset of it.
  std::string_view texts() const { return {texts_.data(), texts_.size()}; }

  std::string text(std::uint64_t offset) const;

 private:
  template <class T>
  std::vector<T> at_offset(std::uint64_t offset, std::uint64_t count) {
    if (offset > size_ || count > (size_ - offset) / sizeof(T)) {
      return {};
    }
    std::vector<T> values(count);
    in_.seekg(static_cast<std::streamoff>(offset));
    in_.read(reinterpret_cast<char*>(values.data()),
             static_cast<std::streamsize>(count * sizeof(T)));
    return in_ ? values : std::vector<T>{};
  }

  std::ifstream in_;
  std::uint64_t size_;
  std::vector<ElfW(Phdr)> segments_;
  std::vector<ElfW(Dyn)> dynamic_;
  std::vector<char> texts_;
};

}  // namespace barometer::plugin
