// SPDX-License-Identifier: Apache-2.0
#include "plugin/elf_check.hpp"

#include <elf.h>
#include <link.h>

#include <cstring>
#include <fstream>
#include <type_traits>
#include <vector>

namespace barometer::plugin {

namespace {

using Header = ElfW(Ehdr);
using Segment = ElfW(Phdr);

// That of the program or library which this code is part of, as linkers name it.
extern "C" const Header __ehdr_start __attribute__((visibility("hidden")));

template <class T>
requires std::is_trivially_copyable_v<T>

bool read_at(std::ifstream& in, std::uint64_t offset, T* out, std::size_t count) {
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(reinterpret_cast<char*>(out), static_cast<std::streamsize>(count * sizeof(T)));
  return static_cast<bool>(in);
}

bool is_library(const Header& header) {
  const auto same = [&header](int at) { return header.e_ident[at] == __ehdr_start.e_ident[at]; };
  return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && same(EI_CLASS) && same(EI_DATA) &&
         header.e_machine == __ehdr_start.e_machine && header.e_type == ET_DYN &&
         header.e_phentsize == sizeof(Segment);
}

bool is_whole(const std::vector<Segment>& segments, std::uint64_t size) {
  for (const Segment& segment : segments) {
    if (segment.p_type == PT_LOAD &&
        (segment.p_offset > size || segment.p_filesz > size - segment.p_offset)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_shared_library(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  Header header{};
  return read_at(in, 0, &header, 1) && is_library(header);
}

std::optional<std::string> why_not_loadable(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  Header header{};
  if (!read_at(in, 0, &header, 1) || !is_library(header)) {
    return "it is no shared library of this kind of machine";
  }
  std::vector<Segment> segments(header.e_phnum);
  if (!read_at(in, header.e_phoff, segments.data(), segments.size()) ||
      !is_whole(segments, std::filesystem::file_size(file))) {
    return "it is cut short: build or copy it again";
  }
  return std::nullopt;
}

}  // namespace barometer::plugin
