/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_OUTPUT_H
#define BAROMETER_ABI_OUTPUT_H

/* What a strategy writes in a step: orders, rows of text and values of the series that it declared.
 * All three buffers are the host's; it takes what is in them after on_step has returned, so that a
 * step does no I/O. Each buffer counts alike: the strategy appends at data[count] and counts up,
 * never beyond `capacity`; what finds no room counts `overflowed` up instead and is dropped. A
 * capacity of 0 means that nobody asks for it. */

#include "order.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In place of a symbol's index: the row or the value belongs to the whole universe. */
#define BM_NO_SYMBOL UINT32_MAX

#define BM_TEXT_BYTES 256

/* One line of a strategy's own log. */
typedef struct bm_text_row {
  uint32_t symbol;          /* index in the universe, or BM_NO_SYMBOL */
  uint32_t length;          /* bytes of `text`, at most BM_TEXT_BYTES */
  char text[BM_TEXT_BYTES]; /* UTF-8 without line breaks, not NUL-terminated */
} bm_text_row;

typedef struct bm_text_buffer {
  bm_text_row* data;
  uint32_t count;
  uint32_t capacity;
  uint32_t overflowed;
  uint32_t reserved;
} bm_text_buffer;

/* The value of one declared series in this step. */
typedef struct bm_series_value {
  uint32_t series; /* index in the series declared at create */
  uint32_t symbol; /* index in the universe, or BM_NO_SYMBOL */
  double value;    /* in the series' unit; NaN is a gap */
} bm_series_value;

typedef struct bm_series_buffer {
  bm_series_value* data;
  uint32_t count;
  uint32_t capacity;
  uint32_t overflowed;
  uint32_t reserved;
} bm_series_buffer;

/* The host clears counts and sets capacities before every step. */
typedef struct bm_step_output {
  bm_order_buffer orders;
  bm_text_buffer texts;
  bm_series_buffer series;
} bm_step_output;

#ifdef __cplusplus
}
#endif
#endif
