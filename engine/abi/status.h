/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_STATUS_H
#define BAROMETER_ABI_STATUS_H

/* How a slot answers, and where it puts its words when the answer is "no".
 *
 * State tags used throughout these headers:
 *   [setup]  called outside the step loop; may allocate, may fail, may be slow.
 *   [step]   called once per step or block; must not allocate, lock, log, do I/O or keep a pointer
 *            it was handed beyond the call, unless the field says that the pointer lives longer.
 * One instance is called by one thread at a time; different instances at the same time, create and
 * destroy included. No slot may let an exception or a longjmp leave it. */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 32 bits wide on every compiler; values are never renumbered. */
typedef int32_t bm_status;

enum {
  BM_OK = 0,
  BM_INVALID_ARGUMENT = 1, /* parameters or universe do not make sense; text says which */
  BM_FAILED = 2,           /* the plug-in gave up or threw; text says why */
  BM_BUFFER_TOO_SMALL = 3, /* caller's buffer cannot hold the answer */
  BM_UNSUPPORTED = 4       /* a valid request that this plug-in does not serve */
};

/* A buffer owned by the caller. On any status but BM_OK the callee writes UTF-8 text with a
 * terminating NUL, cut to `capacity` bytes; on BM_OK it leaves the buffer alone. */
typedef struct bm_error {
  char* text;
  size_t capacity; /* bytes, terminating NUL included; at least 1 */
} bm_error;

#ifdef __cplusplus
}
#endif
#endif
