// SPDX-License-Identifier: Apache-2.0
// ELF: System V gABI, chapter 5; DT_GNU_HASH as glibc's loader reads it.
#include "plugin/shown_symbols.hpp"

#include <barometer/abi/plugin.h>
#include <cxxabi.h>
#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <memory>

#include "plugin/elf_file.hpp"

namespace barometer::plugin {

namespace {

using Symbol = ElfW(Sym);

// The number of symbols is written nowhere but in the tables that find them by name.
std::uint64_t symbol_count(ElfFile& file) {
  if (const std::uint64_t address = file.dynamic(DT_HASH)) {
    const auto head = file.at_address<std::uint32_t>(address, 2);
    return head.empty() ? 0 : head[1];
  }
  const std::uint64_t address = file.dynamic(DT_GNU_HASH);
  const auto head = file.at_address<std::uint32_t>(address, 4);
  if (address == 0 || head.empty()) {
    return 0;
  }
  const std::uint64_t buckets_at = address + 16 + head[2] * sizeof(ElfW(Addr));
  const auto buckets = file.at_address<std::uint32_t>(buckets_at, head[0]);
  std::uint64_t last = buckets.empty() ? 0 : *std::max_element(buckets.begin(), buckets.end());
  if (last < head[1]) {
    return head[1];
  }
  for (;; ++last) {  // the last symbol of a bucket has an odd hash
    const auto hash =
        file.at_address<std::uint32_t>(buckets_at + 4 * (head[0] + last - head[1]), 1);
    if (hash.empty() || hash[0] % 2 == 1) {
      return hash.empty() ? 0 : last + 1;
    }
  }
}

bool is_shown(const Symbol& symbol) {
  const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
  return symbol.st_shndx != SHN_UNDEF && ELF64_ST_BIND(symbol.st_info) != STB_LOCAL &&
         (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view beginning) { return text.starts_with(beginning); });
}

std::string readable(const std::string& symbol) {
  if (!symbol.starts_with("_Z")) {
    return symbol;  // of C: "a" is no char
  }
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 ? text.get() : symbol;
}

}  // namespace

std::vector<std::string> shown_symbols(const std::filesystem::path& path) {
  ElfFile file(path);
  const std::uint64_t count = symbol_count(file);
  const auto symbols = file.at_address<Symbol>(file.dynamic(DT_SYMTAB), count);
  std::vector<std::string> names;
  for (const Symbol& symbol : symbols) {
    if (is_shown(symbol) && symbol.st_name < file.texts().size()) {
      names.push_back(file.text(symbol.st_name));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

// C++ [lex.name]: in the global namespace names with a leading underscore are the implementation's.
// Itanium C++ ABI, "Mangling": TI and TS are a type's name, by which libraries know it again, nw,
// na, dl and da operators new and delete, St, Sa, Ss ... names of namespace std.
bool is_common_symbol(std::string_view symbol) {
  if (!symbol.starts_with("_Z")) {
    return symbol.starts_with("_");
  }
  symbol.remove_prefix(2);
  if (starts_with_any(symbol, {"TI", "TS", "nw", "na", "dl", "da"})) {
    return true;
  }
  for (const std::string_view kind : {"TV", "TT", "GV", "GTt", "Z", "N"}) {
    symbol.remove_prefix(symbol.starts_with(kind) ? kind.size() : 0);
  }
  symbol.remove_prefix(std::min(symbol.find_first_not_of("VKRO"), symbol.size()));
  const std::size_t name = symbol.find_first_not_of("0123456789");
  const bool is_reserved = name != symbol.npos && name > 0 && symbol[name] == '_';
  return is_reserved || starts_with_any(symbol, {"St", "Sa", "Sb", "Ss", "Si", "So", "Sd"});
}

std::optional<std::string> why_not_apart(const std::vector<std::string>& symbols) {
  const std::string entry = BM_ENTRY_SYMBOL;
  if (std::find(symbols.begin(), symbols.end(), entry) == symbols.end()) {
    return std::nullopt;
  }
  std::vector<std::string> foreign;
  std::copy_if(symbols.begin(), symbols.end(), std::back_inserter(foreign),
               [&](const std::string& name) { return name != entry && !is_common_symbol(name); });
  if (foreign.empty()) {
    return std::nullopt;
  }
  const std::string more =
      foreign.size() == 1 ? "" : fmt::format(" and {} more", foreign.size() - 1);
  return fmt::format(
      "beside '{}' it shows '{}'{}, and two plug-ins that show one name can share its data; build "
      "it with -fvisibility=hidden, and -Wl,--exclude-libs,ALL where it links static libraries, or "
      "with barometer_add_plugin in CMake",
      entry, readable(foreign.front()), more);
}

}  // namespace barometer::plugin
