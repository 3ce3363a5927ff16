// SPDX-License-Identifier: Apache-2.0
#include "plugin/manifest_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace barometer {

namespace {

using Faults = std::vector<std::string>;

bool is_snake_case(const char* name) {
  const std::string_view text = name;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && text.size() <= 64 && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), allowed);
}

void check_abi(const bm_manifest& manifest, Faults& faults) {
  if (manifest.abi_major != BM_ABI_MAJOR || manifest.abi_minor > BM_ABI_MINOR) {
    faults.push_back(fmt::format("ABI {}.{}: this host serves {}.0 to {}.{}; rebuild the plug-in",
                                 manifest.abi_major, manifest.abi_minor, BM_ABI_MAJOR, BM_ABI_MAJOR,
                                 BM_ABI_MINOR));
  }
}

void check_text(const char* text, const char* field, Faults& faults) {
  if (text == nullptr) {
    faults.push_back(fmt::format("{} is NULL, expected text", field));
  }
}

void check_texts(const bm_manifest& manifest, Faults& faults) {
  check_text(manifest.version, "version", faults);
  check_text(manifest.build, "build", faults);
  check_text(manifest.description, "description", faults);
  if (manifest.name == nullptr || !is_snake_case(manifest.name)) {
    faults.push_back(fmt::format("name is {}, expected snake_case of at most 64 characters",
                                 manifest.name == nullptr ? "NULL" : "not usable"));
  }
}

void check_words(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.words == nullptr || spec.word_count == 0) {
    faults.push_back(where + " is a word without allowed words");
    return;
  }
  const auto is_default = [&spec](const char* word) {
    return word != nullptr && spec.default_word != nullptr &&
           std::string_view(word) == spec.default_word;
  };
  const bool optional = (spec.flags & BM_PARAM_OPTIONAL) != 0;
  if (std::any_of(spec.words, spec.words + spec.word_count, [](auto* w) { return w == nullptr; })) {
    faults.push_back(where + " has a NULL among its words");
  } else if (!optional && !std::any_of(spec.words, spec.words + spec.word_count, is_default)) {
    faults.push_back(where + " has a default that is not among its words");
  }
}

void check_range(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  const bool ordered = spec.minimum <= spec.maximum;  // false for NaN too
  const bool optional = (spec.flags & BM_PARAM_OPTIONAL) != 0;
  const bool inside = spec.default_number >= spec.minimum && spec.default_number <= spec.maximum;
  if (!ordered || (!optional && !inside)) {
    faults.push_back(fmt::format("{} has default {} outside {}..{}", where, spec.default_number,
                                 spec.minimum, spec.maximum));
  }
}

void check_param(const bm_param_spec& spec, std::uint32_t index, std::set<std::string>& names,
                 Faults& faults) {
  if (spec.name == nullptr || spec.unit == nullptr || spec.help == nullptr) {
    faults.push_back(fmt::format("parameter {} has a NULL name, unit or help", index));
    return;
  }
  const std::string where = fmt::format("parameter '{}'", spec.name);
  if (!names.insert(spec.name).second) {
    faults.push_back(where + " is declared twice");
  }
  if (spec.type < BM_PARAM_INTEGER || spec.type > BM_PARAM_WORD) {
    faults.push_back(fmt::format("{} has the unknown type {}", where, spec.type));
  } else if (spec.type == BM_PARAM_WORD) {
    check_words(spec, where, faults);
  } else {
    check_range(spec, where, faults);
  }
}

void check_params(const bm_manifest& manifest, Faults& faults) {
  if (manifest.params == nullptr && manifest.param_count != 0) {
    faults.push_back(fmt::format("params is NULL, expected {} rows", manifest.param_count));
    return;
  }
  if (manifest.param_count > 1000) {
    faults.push_back(fmt::format("{} parameters, expected at most 1000", manifest.param_count));
    return;
  }
  std::set<std::string> names;
  for (std::uint32_t i = 0; i < manifest.param_count; ++i) {
    check_param(manifest.params[i], i, names, faults);
  }
}

void check_size(std::uint32_t found, std::size_t expected, const char* what, Faults& faults) {
  if (found < expected) {
    faults.push_back(
        fmt::format("{} has struct_size {}, expected at least {}", what, found, expected));
  }
}

void check_regime(const bm_regime_slots* slots, Faults& faults) {
  if (slots == nullptr) {
    faults.push_back("regime slots are NULL in a regime plug-in");
    return;
  }
  check_size(slots->struct_size, sizeof *slots, "regime slots", faults);
  if (slots->struct_size >= sizeof *slots &&
      (slots->describe == nullptr || slots->create == nullptr || slots->tag == nullptr ||
       slots->reset == nullptr || slots->state_size == nullptr || slots->save == nullptr ||
       slots->load == nullptr || slots->destroy == nullptr)) {
    faults.push_back("a regime slot is NULL; all eight are required");
  }
}

void check_strategy(const bm_strategy_slots* slots, Faults& faults) {
  if (slots == nullptr) {
    faults.push_back("strategy slots are NULL in a strategy plug-in");
    return;
  }
  check_size(slots->struct_size, sizeof *slots, "strategy slots", faults);
  if (slots->struct_size >= sizeof *slots &&
      (slots->create == nullptr || slots->on_step == nullptr || slots->reset == nullptr ||
       slots->destroy == nullptr)) {
    faults.push_back("a strategy slot is NULL; all four are required");
  }
}

}  // namespace

std::string kind_name(bm_plugin_kind kind) {
  switch (kind) {
    case BM_PLUGIN_REGIME:
      return "regime";
    case BM_PLUGIN_STRATEGY:
      return "strategy";
    default:
      return fmt::format("kind {}", kind);
  }
}

Faults manifest_faults(const bm_manifest* manifest) {
  if (manifest == nullptr) {
    return {std::string(BM_ENTRY_SYMBOL) + "() returned NULL, expected a manifest"};
  }
  if (manifest->magic != BM_MAGIC) {
    return {fmt::format("magic is {:#x}, expected {:#x}: not a Barometer plug-in", manifest->magic,
                        BM_MAGIC)};
  }
  Faults faults;
  check_abi(*manifest, faults);
  check_size(manifest->struct_size, sizeof *manifest, "manifest", faults);
  if (!faults.empty()) {
    return faults;  // what follows may lie elsewhere in another version
  }
  check_texts(*manifest, faults);
  check_params(*manifest, faults);
  if (manifest->kind == BM_PLUGIN_REGIME) {
    check_regime(manifest->regime, faults);
  } else if (manifest->kind == BM_PLUGIN_STRATEGY) {
    check_strategy(manifest->strategy, faults);
  } else {
    faults.push_back(fmt::format("kind is {}, expected {} (regime) or {} (strategy)",
                                 manifest->kind, BM_PLUGIN_REGIME, BM_PLUGIN_STRATEGY));
  }
  return faults;
}

}  // namespace barometer
