// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>

#include <array>
#include <span>
#include <type_traits>

namespace barometer {

// A plug-in's name and version; its class has one as `static constexpr PluginInfo kInfo`.
struct PluginInfo {
  const char* name;  // snake_case; what the YAML writes
  const char* version;
  const char* description;  // one sentence
};

namespace detail {

#if defined(__FAST_MATH__)
#define BAROMETER_MATH_STAMP " fast-math"
#else
#define BAROMETER_MATH_STAMP ""
#endif
#if defined(__OPTIMIZE__)
#define BAROMETER_OPTIMISE_STAMP " optimised"
#else
#define BAROMETER_OPTIMISE_STAMP " unoptimised"
#endif
#if defined(NDEBUG)
#define BAROMETER_ASSERT_STAMP ""
#else
#define BAROMETER_ASSERT_STAMP " assertions"
#endif
#if defined(_GLIBCXX_DEBUG)
#define BAROMETER_LIBRARY_STAMP " checked-library"
#else
#define BAROMETER_LIBRARY_STAMP ""
#endif
#if defined(__has_feature)
#define BAROMETER_HAS_FEATURE(feature) __has_feature(feature)
#else
#define BAROMETER_HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || BAROMETER_HAS_FEATURE(address_sanitizer)
#define BAROMETER_SANITIZER_STAMP " address-sanitizer"
#elif defined(__SANITIZE_THREAD__) || BAROMETER_HAS_FEATURE(thread_sanitizer)
#define BAROMETER_SANITIZER_STAMP " thread-sanitizer"
#else
#define BAROMETER_SANITIZER_STAMP ""
#endif
#if defined(__clang__)
#define BAROMETER_COMPILER_STAMP __VERSION__
#else
#define BAROMETER_COMPILER_STAMP "gcc " __VERSION__
#endif

// What of the build a result or a time can depend on. The host looks for the word "unoptimised"
// (bm_manifest.build).
inline constexpr const char* kBuildStamp = BAROMETER_COMPILER_STAMP BAROMETER_OPTIMISE_STAMP
    BAROMETER_ASSERT_STAMP BAROMETER_MATH_STAMP BAROMETER_LIBRARY_STAMP BAROMETER_SANITIZER_STAMP;

// A copy of the class's table of parameters for the library's manifest. The class's own table may
// be one for all libraries of the process that have a class of this name: a static member of a
// class has a unique symbol where a library is built with its symbols visible.
template <class Table>
constexpr auto own_table(const Table& table) {
  if constexpr (std::is_array_v<Table>) {
    return std::to_array(table);
  } else {
    return table;
  }
}

// `params` lives as long as the library. One of the two kinds of slots is NULL.
constexpr bm_manifest manifest(bm_plugin_kind kind, const PluginInfo& info,
                               std::span<const bm_param_spec> params, const bm_regime_slots* regime,
                               const bm_strategy_slots* strategy) {
  return {BM_MAGIC,
          sizeof(bm_manifest),
          BM_ABI_MAJOR,
          BM_ABI_MINOR,
          kind,
          info.name,
          info.version,
          kBuildStamp,
          info.description,
          params.data(),
          static_cast<uint32_t>(params.size()),
          0,
          regime,
          strategy,
          nullptr};
}

}  // namespace detail
}  // namespace barometer
