// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::plugin {

// Names in the dynamic symbol table of an ELF library that others see: defined in it, neither local
// nor hidden. Empty where the table cannot be read.
std::vector<std::string> shown_symbols(const std::filesystem::path& file);

// Whether a symbol is one of the C++ implementation (its library, the compiler, the linker) or a
// type's name. They show in each library that uses std::string, say, however that is built.
bool is_common_symbol(std::string_view symbol);

// Why a library that shows these symbols is no plug-in beside others: it shows one of its own
// beside the entry. Of data that g++ marks unique a process keeps one for all libraries, and two
// plug-ins with a class of one name would share its parameters. nullopt also where the entry is
// missing, which the loader reports.
std::optional<std::string> why_not_apart(const std::vector<std::string>& symbols);

}  // namespace barometer::plugin
