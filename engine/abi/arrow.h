/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_ARROW_H
#define BAROMETER_ABI_ARROW_H

/* The Arrow C data and stream interfaces, by which programs hand tables over in memory without a
 * library between them. Names, guards and layout are those of the published specification
 * (arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html, version 1.0), so
 * that these structs are the same as those of every other program that follows it. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/* The type of an array. Whoever has it calls release once, which sets release to NULL. */
struct ArrowSchema {
  const char* format; /* "g": doubles, "tsn:UTC": nanoseconds since 1970, "+s": columns by name */
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary; /* of what the numbers stand for; NULL: they are the values */
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length; /* entries, of which the first is entry `offset` of the buffers */
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers; /* the first: a bit an entry, 0 for null; NULL where there are none */
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/* Batches of one type, one after the other. Each call returns 0 or an errno, of which
 * get_last_error may say more. */
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out); /* at the end: released */
  const char* (*get_last_error)(struct ArrowArrayStream*);           /* may be NULL */
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif

#ifdef __cplusplus
}
#endif

#endif
