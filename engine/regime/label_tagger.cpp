// SPDX-License-Identifier: Apache-2.0
#include "regime/label_tagger.hpp"

#include <barometer/abi/plugin.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>

#include "regime/bar_labels.hpp"
#include "regime/tag_column.hpp"

namespace barometer::regime {

namespace {

// The labels with everything that the manifest points at.
struct LabelPlugin {
  std::shared_ptr<const BarLabels> labels;
  bm_regime_slots slots{};
  bm_manifest manifest{};
};

// The instance of one symbol. It keeps nothing from call to call.
struct LabelledSeries {
  const SymbolLabels* labels = nullptr;  // NULL: the symbol has none
};

bm_status create(void* maker, const bm_params*, const bm_instrument* instrument,
                 const std::uint8_t*, void** self, bm_error*) {
  const auto& all = static_cast<const LabelPlugin*>(maker)->labels->symbols;
  const auto found = std::ranges::find(all, instrument->symbol, &SymbolLabels::symbol);
  *self = new (std::nothrow) LabelledSeries{found == all.end() ? nullptr : &*found};
  return *self == nullptr ? BM_FAILED : BM_OK;
}

template <class Tag>
void write(const std::vector<core::Timestamp>& closes, const std::vector<Tag>& labels,
           const bm_bars& bars, std::int64_t first, std::int64_t count, Tag* out) {
  auto at = std::ranges::lower_bound(closes, bars.close_time_ns[first * bars.stride]);
  for (std::int64_t k = 0; k < count; ++k) {
    const core::Timestamp close = bars.close_time_ns[(first + k) * bars.stride];
    while (at != closes.end() && *at < close) {
      ++at;
    }
    if (at != closes.end() && *at == close) {
      out[k] = labels[static_cast<std::size_t>(at - closes.begin())];
    }
  }
}

bm_status tag(void* self, const bm_bars* bars, const bm_calendar_row*, std::int64_t first,
              std::int64_t count, const bm_tag_column* out, bm_error*) {
  const SymbolLabels* labels = static_cast<const LabelledSeries*>(self)->labels;
  if (out->category != nullptr) {
    std::fill_n(out->category, count, std::int8_t{BM_TAG_UNKNOWN});
  }
  if (out->scalar != nullptr) {
    std::fill_n(out->scalar, count, kUnknownScalar);
  }
  if (labels != nullptr && count > 0) {
    if (out->category != nullptr) {
      write(labels->close_ns, labels->categories, *bars, first, count, out->category);
    }
    if (out->scalar != nullptr) {
      write(labels->close_ns, labels->numbers, *bars, first, count, out->scalar);
    }
  }
  return BM_OK;
}

// No host asks: the dimension is handed over with the tagger.
bm_status describe(void*, const bm_params*, bm_dimension*, std::uint32_t, std::uint32_t* count,
                   bm_error*) {
  *count = 0;
  return BM_FAILED;
}

void reset(void*) {}

std::size_t state_size(const void*) {
  return 0;
}

bm_status save(const void*, void*, std::size_t, bm_error*) {
  return BM_OK;
}

bm_status load(void*, const void*, std::size_t size, bm_error*) {
  return size == 0 ? BM_OK : BM_INVALID_ARGUMENT;
}

void destroy(void* self) {
  delete static_cast<LabelledSeries*>(self);
}

Dimension dimension_of(const BarLabels& labels) {
  const std::string where = labels.file.empty() ? "the bars' files" : labels.file;
  const bool scalar = labels.labels.empty();
  Dimension dimension{labels.name,
                      scalar ? BM_DIMENSION_SCALAR : BM_DIMENSION_CATEGORY,
                      labels.labels,
                      scalar ? "as in the column" : "",
                      0,
                      "labels of column " + labels.column + " of " + where};
  dimension.values = labels.values;
  return dimension;
}

bm_manifest manifest_of(const bm_regime_slots& slots) {
  bm_manifest manifest{};
  manifest.magic = BM_MAGIC;
  manifest.struct_size = sizeof manifest;
  manifest.abi_major = BM_ABI_MAJOR;
  manifest.abi_minor = BM_ABI_MINOR;
  manifest.kind = BM_PLUGIN_REGIME;
  manifest.name = "labels";
  manifest.version = "1.0.0";
  manifest.build = "built in";
  manifest.description = "Labels that a column gives to the bars";
  manifest.regime = &slots;
  return manifest;
}

}  // namespace

Tagger label_tagger(std::shared_ptr<const BarLabels> labels) {
  auto made = std::make_shared<LabelPlugin>();
  made->labels = std::move(labels);
  made->slots = {sizeof(bm_regime_slots),
                 0,
                 made.get(),
                 describe,
                 create,
                 tag,
                 reset,
                 state_size,
                 save,
                 load,
                 destroy};
  made->manifest = manifest_of(made->slots);
  std::vector<Dimension> dimensions{dimension_of(*made->labels)};
  plugin::Plugin plugin{&made->manifest, made->labels->source, made->labels->hash, {}, made};
  return {std::move(plugin), std::move(dimensions)};
}

}  // namespace barometer::regime
