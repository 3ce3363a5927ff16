// SPDX-License-Identifier: Apache-2.0
#include "plugin/elf_file.hpp"

namespace barometer::plugin {

ElfFile::ElfFile(const std::filesystem::path& file)
    : in_(file, std::ios::binary), size_(std::filesystem::file_size(file)) {
  const auto header = at_offset<ElfW(Ehdr)>(0, 1);
  if (!header.empty()) {
    segments_ = at_offset<ElfW(Phdr)>(header[0].e_phoff, header[0].e_phnum);
  }
  for (const ElfW(Phdr) & segment : segments_) {
    if (segment.p_type == PT_DYNAMIC) {
      dynamic_ = at_offset<ElfW(Dyn)>(segment.p_offset, segment.p_filesz / sizeof(ElfW(Dyn)));
      break;
    }
  }
  texts_ = at_address<char>(dynamic(DT_STRTAB), dynamic(DT_STRSZ));
}

std::vector<std::uint64_t> ElfFile::all_dynamic(std::int64_t tag) const {
  std::vector<std::uint64_t> values;
  for (const ElfW(Dyn) & entry : dynamic_) {
    if (entry.d_tag == tag) {
      values.push_back(entry.d_un.d_val);
    }
  }
  return values;
}

std::uint64_t ElfFile::dynamic(std::int64_t tag) const {
  const auto values = all_dynamic(tag);
  return values.empty() ? 0 : values.front();
}

std::string ElfFile::text(std::uint64_t offset) const {
  if (offset >= texts_.size()) {
    return "";
  }
  const std::string_view rest = texts().substr(offset);
  return std::string(rest.substr(0, rest.find('\0')));
}

}  // namespace barometer::plugin
