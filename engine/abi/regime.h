/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_REGIME_H
#define BAROMETER_ABI_REGIME_H

/* A regime plug-in tags every bar of one symbol, bar after bar, from nothing but that bar and the
 * ones before it. One instance per symbol; instances share no mutable state, so that the host may
 * run different instances on different threads. */

#include "bars.h"
#include "params.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The category written where nothing is known; a scalar says NaN. Never a made-up default. */
#define BM_TAG_UNKNOWN ((int8_t)-128)

typedef int32_t bm_dimension_kind;

enum {
  BM_DIMENSION_CATEGORY = 0, /* int8_t, index into `labels` or BM_TAG_UNKNOWN */
  BM_DIMENSION_SCALAR = 1    /* float, NaN when unknown, never infinite */
};

typedef int32_t bm_known_ahead;

/* How long before its bar closes a tag is certain. The labels of a bar that are known beforehand
 * are those under which the bar's own gain is counted; of the others, those of the bar before. */
enum {
  BM_KNOWN_NO = 0,  /* when its bar has closed */
  BM_KNOWN_DAY = 1, /* by the clock: before the session of its bar begins */
  BM_KNOWN_WEEK = 2 /* by the date: before the week of its bar begins */
};

/* What a tagger declares that it writes. All pointers live as long as the library. */
typedef struct bm_dimension {
  const char* name; /* snake_case, unique within the tagger */
  bm_dimension_kind kind;
  uint32_t label_count;      /* CATEGORY: 1..127; SCALAR: 0 */
  const char* const* labels; /* CATEGORY; else NULL */
  const float* label_values; /* one per label for scores ("trend" -2..2), or NULL */
  const char* unit;          /* SCALAR: "fraction per session day", "bars"; "0..100" is also its
                                range; "0..1" and what begins with "fraction" may be compared with
                                a percentage; CATEGORY: "" */
  int64_t warmup_bars;       /* bars that stay unknown at the least, with the given parameters */
  bm_known_ahead known_ahead;
  uint32_t reserved;
  const char* help; /* one sentence; never NULL */
} bm_dimension;

/* Where one dimension of one block goes. Element k belongs to bar `first + k`. */
typedef struct bm_tag_column {
  int8_t* category;   /* CATEGORY and wanted; else NULL */
  float* scalar;      /* SCALAR and wanted; else NULL */
  int64_t* onset_bar; /* CATEGORY, optional: the bar at which the present label is thought to have
                         begun, -1 unknown; NULL when nobody asks */
} bm_tag_column;

typedef struct bm_regime_slots {
  uint32_t struct_size; /* sizeof(bm_regime_slots) as the plug-in was compiled */
  uint32_t reserved;

  /* The maker's own context: the host hands it to describe and create and does not look at it. One
   * function may so serve many plug-ins without a global; NULL where it is not needed. It lives as
   * long as the manifest and is called from several threads at the same time. */
  void* maker;

  /* [setup] Writes at most `capacity` dimensions to `out` and their number to `*count`.
   * The list depends on `params` alone. BM_BUFFER_TOO_SMALL sets `*count` to what is needed. */
  bm_status (*describe)(void* maker, const bm_params* params, bm_dimension* out, uint32_t capacity,
                        uint32_t* count, bm_error* error);

  /* [setup] Makes an instance for one symbol. `wanted[d]` is 1 for each dimension that somebody
   * reads; the others need not be computed. On BM_OK `*self` is not NULL and is the host's to
   * destroy. */
  bm_status (*create)(void* maker, const bm_params* params, const bm_instrument* instrument,
                      const uint8_t* wanted, void** self, bm_error* error);

  /* [step] Tags bars first .. first + count - 1. Calls come in order and without gaps from bar 0
   * (or from where a loaded state ended). The columns of `bars` start at bar 0 and reach to
   * first + count - 1. `calendar` has an entry per bar of this call alone: element k belongs to bar
   * first + k, as in the columns of `out`, which has one entry per described dimension. The host
   * chooses `count` and the result must not depend on it. */
  bm_status (*tag)(void* self, const bm_bars* bars, const bm_calendar_row* calendar, int64_t first,
                   int64_t count, const bm_tag_column* out, bm_error* error);

  /* [setup] Back to the state right after create. */
  void (*reset)(void* self);

  /* [setup] The state as bytes: what load() needs to go on to the same bits. The size may grow
   * with the bars seen. load() rejects bytes that were not saved by the same tagger with the same
   * parameters, instrument and wanted dimensions, and then leaves the instance as reset() would. */
  size_t (*state_size)(const void* self);
  bm_status (*save)(const void* self, void* buffer, size_t size, bm_error* error);
  bm_status (*load)(void* self, const void* buffer, size_t size, bm_error* error);

  /* [setup] Ends the instance; NULL is allowed. */
  void (*destroy)(void* self);
} bm_regime_slots;

#ifdef __cplusplus
}
#endif
#endif
