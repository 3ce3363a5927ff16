// SPDX-License-Identifier: Apache-2.0
#include "regime/tagger.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "plugin/fp_control.hpp"

namespace barometer {

namespace {

constexpr std::uint32_t kMostDimensions = 256;

[[noreturn]] void fail(const Plugin& plugin, const std::string& what) {
  throw Error(
      ExitCode::plugin_failed,
      Fault{plugin.path.string(), fmt::format("tagger '{}': {}", plugin.manifest->name, what), ""});
}

void check(const Plugin& plugin, const bm_dimension& d, std::set<std::string>& names) {
  if (d.name == nullptr || d.unit == nullptr || d.help == nullptr) {
    fail(plugin, "declares a dimension with a NULL name, unit or help");
  }
  if (!names.insert(d.name).second) {
    fail(plugin, fmt::format("declares dimension '{}' twice", d.name));
  }
  const bool category = d.kind == BM_DIMENSION_CATEGORY;
  if (!category && d.kind != BM_DIMENSION_SCALAR) {
    fail(plugin, fmt::format("dimension '{}' has the unknown kind {}", d.name, d.kind));
  }
  if (category && (d.labels == nullptr || d.label_count < 1 || d.label_count > 127)) {
    fail(plugin, fmt::format("category dimension '{}' needs 1 to 127 labels", d.name));
  }
  for (std::uint32_t l = 0; category && l < d.label_count; ++l) {
    if (d.labels[l] == nullptr) {
      fail(plugin, fmt::format("label {} of dimension '{}' is NULL", l, d.name));
    }
  }
}

Dimension owned(const bm_dimension& d) {
  Dimension dimension{d.name, d.kind, {}, d.unit, d.warmup_bars, d.help};
  if (d.kind == BM_DIMENSION_CATEGORY) {
    dimension.labels.assign(d.labels, d.labels + d.label_count);
  }
  return dimension;
}

std::vector<Dimension> describe(const Plugin& plugin, const bm_params& params) {
  std::array<bm_dimension, kMostDimensions> found{};
  std::array<char, 512> text{};
  bm_error error{text.data(), text.size()};
  std::uint32_t count = 0;
  if (plugin.manifest->regime->describe(&params, found.data(), kMostDimensions, &count, &error) !=
      BM_OK) {
    fail(plugin, text.data());
  }
  if (count == 0 || count > kMostDimensions) {
    fail(plugin, fmt::format("declares {} dimensions, expected 1 to {}", count, kMostDimensions));
  }
  std::vector<Dimension> dimensions;
  std::set<std::string> names;
  for (const bm_dimension& d : std::span{found}.first(count)) {
    check(plugin, d, names);
    dimensions.push_back(owned(d));
  }
  return dimensions;
}

}  // namespace

Tagger::Tagger(Plugin plugin, ParamValues params)
    : plugin_(std::move(plugin)),
      params_(std::move(params)),
      dimensions_(describe(plugin_, params_.view())) {}

TaggerInstance Tagger::create(const bm_instrument& instrument,
                              std::span<const std::uint8_t> wanted) const {
  std::array<char, 512> text{};
  bm_error error{text.data(), text.size()};
  void* self = nullptr;
  const bm_params params = params_.view();
  const std::uint64_t control = fp_control();
  const bm_regime_slots& slots = *plugin_.manifest->regime;
  const bm_status status = slots.create(&params, &instrument, wanted.data(), &self, &error);
  if (fp_control() != control) {
    restore_fp_control(control);
    fail(plugin_, fmt::format("create switched the floating-point mode for {}", instrument.symbol));
  }
  if (status != BM_OK) {
    fail(plugin_, fmt::format("create for {}: {}", instrument.symbol, text.data()));
  }
  if (self == nullptr) {
    fail(plugin_, fmt::format("create for {} said BM_OK but gave no instance", instrument.symbol));
  }
  return {slots, self};
}

}  // namespace barometer
