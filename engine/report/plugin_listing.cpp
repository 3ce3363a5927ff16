// SPDX-License-Identifier: Apache-2.0
#include "report/plugin_listing.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/error.hpp"
#include "plugin/library.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/param_text.hpp"
#include "plugin/param_values.hpp"
#include "plugin/search.hpp"
#include "regime/tagger.hpp"

namespace barometer::report {

namespace {

std::string param_lines(const bm_manifest& manifest) {
  std::string text;
  for (std::uint32_t i = 0; i < manifest.param_count; ++i) {
    const bm_param_spec& spec = manifest.params[i];
    text += fmt::format("    {:<28} {:<12} {}\n{:33}{}\n", spec.name, plugin::default_text(spec),
                        plugin::expectation(spec), "", spec.help);
  }
  return text.empty() ? "" : "  parameters (name, default, what is expected)\n" + text;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::string dimension_lines(const plugin::Plugin& plugin) {
  std::vector<core::Fault> faults;
  const bm_manifest& manifest = *plugin.manifest;
  const regime::Tagger tagger(
      plugin, plugin::read_params({manifest.params, manifest.param_count}, {}, "", "", faults));
  std::string text = "  dimensions (with default parameters)\n";
  for (const regime::Dimension& d : tagger.dimensions()) {
    const std::string values = d.kind == BM_DIMENSION_CATEGORY ? join(d.labels) : d.unit;
    text += fmt::format("    {:<28} {}\n{:33}{}; unknown for the first {} bars at least\n", d.name,
                        values, "", d.help, d.warmup_bars);
  }
  return text;
}

std::string entry(const std::filesystem::path& file) {
  try {
    const plugin::Plugin plugin = plugin::load_plugin(file);
    const bm_manifest& manifest = *plugin.manifest;
    std::string text = fmt::format("{} {} ({})\n  {}\n  {}\n  {}\n", manifest.name,
                                   manifest.version, plugin::kind_name(manifest.kind),
                                   manifest.description, plugin.path.string(), manifest.build);
    if (!plugin.in_place.empty()) {
      text += fmt::format("  loaded from its file, which must not change during a run: {}\n",
                          plugin.in_place);
    }
    text += param_lines(manifest);
    return manifest.kind == BM_PLUGIN_REGIME ? text + dimension_lines(plugin) : text;
  } catch (const core::Error& error) {
    return fmt::format("{}\n", error.what());
  }
}

}  // namespace

std::string render_plugins(std::span<const std::filesystem::path> folders) {
  std::string text = "looked in:\n";
  for (const std::filesystem::path& folder : plugin::plugin_folders(folders)) {
    text += "  " + folder.string() + "\n";
  }
  for (const std::filesystem::path& file : plugin::installed_plugins(folders)) {
    text += "\n" + entry(file);
  }
  return text;
}

}  // namespace barometer::report
