// SPDX-License-Identifier: Apache-2.0
#include "plugin/manifest_check.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/error.hpp"
#include "core/safe_text.hpp"
#include "plugin/declared_name.hpp"
#include "plugin/library.hpp"
#include "plugin/param_check.hpp"

namespace barometer::plugin {

namespace {

using Faults = std::vector<std::string>;

constexpr std::uint32_t kMostParams = 1000;

std::string served_versions() {
  return BM_ABI_MINOR == 0 ? fmt::format("{}.0", BM_ABI_MAJOR)
                           : fmt::format("{}.0 to {}.{}", BM_ABI_MAJOR, BM_ABI_MAJOR, BM_ABI_MINOR);
}

std::string magic_fault(std::uint64_t magic) {
  if (magic == BM_MAGIC_UNRELEASED || magic == BM_MAGIC_UNRELEASED_2) {
    return fmt::format(
        "it was built for an earlier ABI that was never released; rebuild it with this program's "
        "headers (ABI {})",
        served_versions());
  }
  return fmt::format("magic is {:#x}, expected {:#x}: not a Barometer plug-in", magic, BM_MAGIC);
}

void check_abi(const bm_manifest& manifest, Faults& faults) {
  if (manifest.abi_major != BM_ABI_MAJOR || manifest.abi_minor > BM_ABI_MINOR) {
    faults.push_back(fmt::format("it was built for ABI {}.{}, this program serves {}; rebuild it",
                                 manifest.abi_major, manifest.abi_minor, served_versions()));
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
    faults.push_back(fmt::format(
        "name is {}, expected snake_case of at most 64 characters",
        manifest.name == nullptr ? "NULL" : "'" + core::clipped(manifest.name, 64) + "'"));
  }
}

void check_params(const bm_manifest& manifest, Faults& faults) {
  if (manifest.params == nullptr && manifest.param_count != 0) {
    faults.push_back(fmt::format("params is NULL, expected {} rows", manifest.param_count));
    return;
  }
  if (manifest.param_count > kMostParams) {
    faults.push_back(
        fmt::format("{} parameters, expected at most {}", manifest.param_count, kMostParams));
    return;
  }
  for (std::string& fault : param_table_faults({manifest.params, manifest.param_count})) {
    faults.push_back(std::move(fault));
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

void check_slots(const bm_manifest& manifest, Faults& faults) {
  switch (manifest.kind) {
    case BM_PLUGIN_REGIME:
      check_regime(manifest.regime, faults);
      break;
    case BM_PLUGIN_STRATEGY:
      check_strategy(manifest.strategy, faults);
      break;
    case BM_PLUGIN_READER:
      faults.push_back("it is a reader of data; this version of the program reads CSV files only");
      break;
    default:
      faults.push_back(fmt::format("kind is {}, expected {} (regime) or {} (strategy)",
                                   manifest.kind, bm_plugin_kind{BM_PLUGIN_REGIME},
                                   bm_plugin_kind{BM_PLUGIN_STRATEGY}));
  }
}

}  // namespace

std::string kind_name(bm_plugin_kind kind) {
  switch (kind) {
    case BM_PLUGIN_REGIME:
      return "regime";
    case BM_PLUGIN_STRATEGY:
      return "strategy";
    case BM_PLUGIN_READER:
      return "reader";
    default:
      return fmt::format("kind {}", kind);
  }
}

void require_kind(const Plugin& plugin, bm_plugin_kind kind) {
  if (plugin.manifest->kind != kind) {
    throw core::Error(
        core::ErrorKind::plugin_failed,
        core::Fault{plugin.path.string(),
                    fmt::format("plug-in rejected: it is a {} plug-in, expected a {} plug-in",
                                kind_name(plugin.manifest->kind), kind_name(kind)),
                    ""});
  }
}

Faults manifest_faults(const bm_manifest* manifest) {
  if (manifest == nullptr) {
    return {std::string(BM_ENTRY_SYMBOL) + "() returned NULL, expected a manifest"};
  }
  if (manifest->magic != BM_MAGIC) {
    return {magic_fault(manifest->magic)};
  }
  Faults faults;
  check_abi(*manifest, faults);
  check_size(manifest->struct_size, sizeof *manifest, "manifest", faults);
  if (!faults.empty()) {
    return faults;  // what follows may lie elsewhere in another version
  }
  check_texts(*manifest, faults);
  check_params(*manifest, faults);
  check_slots(*manifest, faults);
  return faults;
}

}  // namespace barometer::plugin
