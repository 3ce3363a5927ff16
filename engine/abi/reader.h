/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_READER_H
#define BAROMETER_ABI_READER_H

/* A reader plug-in turns a place where data lie (a file, a folder, a query) into a stream of tables
 * of the Arrow C stream interface. It works before a run begins: all of its slots are [setup], and
 * the host checks the rows as it checks those of a CSV file. */

#include "params.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Defined by the Arrow C stream interface,
 * https://arrow.apache.org/docs/format/CStreamInterface.html A reader includes its own definition.
 */
struct ArrowArrayStream;

/* What the host is going to use of the data; a reader may hand over more, never less. Lives until
 * open returns. */
typedef struct bm_read_request {
  const char* uri;            /* as the YAML has it, with {symbol} filled in */
  const char* const* columns; /* [column_count] names that are needed; NULL: all */
  uint32_t column_count;
  uint32_t max_batch_rows; /* the longest batch that get_next may hand over; at least 1 */
  int64_t from_ns;         /* rows before it may be left out; INT64_MIN: none */
  int64_t until_ns;        /* rows at or after it may be left out; INT64_MAX: none */
} bm_read_request;

typedef struct bm_reader_slots {
  uint32_t struct_size; /* sizeof(bm_reader_slots) as the plug-in was compiled */
  uint32_t reserved;

  /* The maker's own context, as in bm_regime_slots. */
  void* maker;

  /* [setup] Opens what `request` names and fills `*stream`, which is the host's to release after
   * BM_OK. The stream declares its schema before its first batch, answers errors with a text that
   * names the place, and may be released between any two batches. */
  bm_status (*open)(void* maker, const bm_params* params, const bm_read_request* request,
                    struct ArrowArrayStream* stream, bm_error* error);
} bm_reader_slots;

#ifdef __cplusplus
}
#endif
#endif
