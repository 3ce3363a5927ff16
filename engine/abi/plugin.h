/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_PLUGIN_H
#define BAROMETER_ABI_PLUGIN_H

/* The one symbol that a plug-in exports, and the manifest behind it. The host reads the manifest
 * before it calls anything, and rejects it with a list of every fault.
 *
 * Version 1.0 is not frozen yet: it is when the last of the fields that docs/plugin_abi.md marks as
 * waiting works. From then on fields are only ever added at the end of a struct that has a
 * struct_size or that the host alone makes one of, with a new minor version; whatever breaks a
 * plug-in that was built before is a new major version. Structs that stand in arrays or in other
 * structs do not grow. tests/abi pins every offset. Fields called `reserved` are written 0 and not
 * read. */

#include "reader.h"
#include "regime.h"
#include "strategy.h"

#ifdef __cplusplus
extern "C" {
#endif

#define BM_MAGIC UINT64_C(0x3252544d4f524142) /* "BAROMTR2" in memory, little endian */
#define BM_ABI_MAJOR 1u
#define BM_ABI_MINOR 0u

/* Magics of layouts that were never released, "BRMETER1" and "BAROMETR": a host rejects them and
 * reads nothing behind them. A struct that stands in arrays has no size of its own, so whoever
 * changes one before the ABI is frozen gives it a new magic and adds the old one here. */
#define BM_MAGIC_UNRELEASED UINT64_C(0x31524554454d5242)
#define BM_MAGIC_UNRELEASED_2 UINT64_C(0x5254454d4f524142)

typedef int32_t bm_plugin_kind;

enum { BM_PLUGIN_REGIME = 1, BM_PLUGIN_STRATEGY = 2, BM_PLUGIN_READER = 3 };

typedef struct bm_manifest {
  uint64_t magic;
  uint32_t struct_size; /* sizeof(bm_manifest) as the plug-in was compiled */
  uint32_t abi_major;
  uint32_t abi_minor;
  bm_plugin_kind kind;
  const char* name;        /* snake_case; the library is <name>.so, which is what the YAML writes */
  const char* version;     /* the plug-in's own */
  const char* build;       /* compiler and flags that matter, for people */
  const char* description; /* one sentence */
  const bm_param_spec* params;
  uint32_t param_count;
  uint32_t reserved;
  const bm_regime_slots* regime;     /* kind REGIME; else NULL */
  const bm_strategy_slots* strategy; /* kind STRATEGY; else NULL */
  const bm_reader_slots* reader;     /* kind READER; else NULL */
} bm_manifest;

#if defined(__GNUC__)
#define BM_EXPORT __attribute__((visibility("default")))
#else
#define BM_EXPORT
#endif

/* [setup] Returns a static manifest; calling it has no other effect. */
BM_EXPORT const bm_manifest* barometer_plugin(void);

#define BM_ENTRY_SYMBOL "barometer_plugin"

#ifdef __cplusplus
}
#endif
#endif
