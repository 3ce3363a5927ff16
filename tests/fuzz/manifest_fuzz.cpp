// SPDX-License-Identifier: Apache-2.0
// The bytes become a manifest with a table of parameters, and what a YAML gives for them. Pointers
// are NULL or good: a wild one cannot be told from a good one.
#include <barometer/abi/plugin.h>
#include <fuzzer/FuzzedDataProvider.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "config/raw_param.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/param_check.hpp"
#include "plugin/param_values.hpp"

namespace {

using namespace barometer;

class ManifestMaker {
 public:
  ManifestMaker(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes, size) {}

  const bm_manifest& manifest() {
    manifest_ = {.magic = rarely() ? bytes_.ConsumeIntegral<std::uint64_t>() : BM_MAGIC,
                 .struct_size = rarely() ? number() : static_cast<std::uint32_t>(sizeof manifest_),
                 .abi_major = rarely() ? number() : BM_ABI_MAJOR,
                 .abi_minor = rarely() ? number() : BM_ABI_MINOR,
                 .kind = bytes_.ConsumeIntegralInRange(-1, 4),
                 .name = text(),
                 .version = text(),
                 .build = text(),
                 .description = text(),
                 .params = params(),
                 .param_count = rarely() && specs_.empty() ? number() : spec_count(),
                 .reserved = 0,
                 .regime = rarely() ? nullptr : &regime_,
                 .strategy = rarely() ? nullptr : &strategy_,
                 .reader = nullptr};
    return manifest_;
  }

  std::vector<config::RawParam> given() {
    std::vector<config::RawParam> all;
    while (bytes_.remaining_bytes() > 0) {
      config::RawParam param{.name = word(), .name_at = {}, .value = scalar()};
      param.is_list = bytes_.ConsumeBool();
      for (int i = bytes_.ConsumeIntegralInRange(0, 3); param.is_list && i > 0; --i) {
        param.items.push_back(scalar());
      }
      all.push_back(std::move(param));
    }
    return all;
  }

 private:
  bool rarely() { return bytes_.ConsumeIntegral<std::uint8_t>() >= 240; }

  std::uint32_t number() { return bytes_.ConsumeIntegral<std::uint32_t>(); }

  std::uint32_t spec_count() const { return static_cast<std::uint32_t>(specs_.size()); }

  std::string word() { return bytes_.ConsumeRandomLengthString(20); }

  config::RawScalar scalar() { return {.text = word(), .quoted = bytes_.ConsumeBool(), .at = {}}; }

  const char* text() { return rarely() ? nullptr : texts_.emplace_back(word()).c_str(); }

  // NULL, or `count` texts of which one may be NULL.
  const char* const* words(std::uint32_t count) {
    if (rarely()) {
      return nullptr;
    }
    std::vector<const char*>& list = lists_.emplace_back();
    for (std::uint32_t i = 0; i < count; ++i) {
      list.push_back(text());
    }
    return list.data();
  }

  const double* numbers(std::uint32_t count) {
    if (rarely()) {
      return nullptr;
    }
    std::vector<double>& list = numbers_.emplace_back();
    for (std::uint32_t i = 0; i < count; ++i) {
      list.push_back(real());
    }
    return list.data();
  }

  double real() { return rarely() ? wide() : bytes_.ConsumeIntegralInRange(-20, 200) / 2.0; }

  // Any bits: infinities and NaN among them.
  double wide() {
    double value = 0;
    bytes_.ConsumeData(&value, sizeof value);
    return value;
  }

  bm_param_spec spec() {
    const std::uint32_t word_count = bytes_.ConsumeIntegralInRange(0u, 4u);
    const std::uint32_t items = bytes_.ConsumeIntegralInRange(0u, 4u);
    const bool list = bytes_.ConsumeBool();
    return {.name = text(),
            .type = bytes_.ConsumeIntegralInRange(-1, 6),
            .flags = list ? BM_PARAM_LIST | bytes_.ConsumeIntegralInRange(0u, 1u)
                          : bytes_.ConsumeIntegralInRange(0u, 4u),
            .unit = text(),
            .default_number = real(),
            .default_word = text(),
            .minimum = real(),
            .maximum = real(),
            .words = words(word_count),
            .word_count = word_count,
            .min_items = list ? bytes_.ConsumeIntegralInRange(0u, 5u) : 0,
            .max_items = list ? bytes_.ConsumeIntegralInRange(0u, 5u) : 0,
            .default_items = list ? items : 0,
            .default_numbers = list ? numbers(items) : nullptr,
            .default_words = list ? words(items) : nullptr,
            .help = text()};
  }

  const bm_param_spec* params() {
    for (int i = bytes_.ConsumeIntegralInRange(0, 4); i > 0; --i) {
      specs_.push_back(spec());
    }
    return specs_.empty() ? nullptr : specs_.data();
  }

  FuzzedDataProvider bytes_;
  bm_manifest manifest_{};
  bm_regime_slots regime_{};
  bm_strategy_slots strategy_{};
  std::vector<bm_param_spec> specs_;
  std::deque<std::string> texts_;
  std::deque<std::vector<const char*>> lists_;
  std::deque<std::vector<double>> numbers_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  ManifestMaker maker(bytes, size);
  const bm_manifest& manifest = maker.manifest();
  // The slots are empty, which is a fault: what matters here are the parameters.
  plugin::manifest_faults(&manifest);
  const std::span specs(manifest.params, manifest.params == nullptr ? 0 : manifest.param_count);
  if (plugin::param_table_faults(specs).empty()) {
    std::vector<core::Fault> faults;
    const std::vector<config::RawParam> given = maker.given();
    plugin::read_params(specs, given, "fuzz.yaml", "strategy.params", faults).described();
  }
  return 0;
}
