/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_PARAMS_H
#define BAROMETER_ABI_PARAMS_H

/* Parameters are declared before anything is created, so that the host can check a YAML file and
 * list every parameter without running a line of the plug-in. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t bm_param_type;

enum {
  BM_PARAM_INTEGER = 0, /* `integer` */
  BM_PARAM_NUMBER = 1,  /* `number`, finite */
  BM_PARAM_FRACTION =
      2, /* `number`; YAML may write 10%, 5bps or 0.1: all arrive as a fraction of 1 */
  BM_PARAM_DURATION = 3, /* `integer`, nanoseconds; YAML writes 1h, 30min, 20us */
  BM_PARAM_BOOLEAN = 4,  /* `integer`, 0 or 1 */
  BM_PARAM_WORD = 5      /* `word`, one of `words` */
};

typedef uint32_t bm_param_flags;

enum {
  /* The parameter has no fixed default: where the YAML is silent, `is_set` is 0 and the plug-in
   * chooses (from a preset, say). `help` must say how. */
  BM_PARAM_OPTIONAL = 1u,
  /* The parameter is a list of values of its type, [1, 2, 5] in the YAML. */
  BM_PARAM_LIST = 2u
};

/* One row of the declared table. Lives as long as the library (which is never unloaded). */
typedef struct bm_param_spec {
  const char* name; /* as written in YAML; nested maps join with a dot: "volatility.rule" */
  bm_param_type type;
  bm_param_flags flags;
  const char* unit;      /* "bars", "bps", "fraction per session day", ""; never NULL */
  double default_number; /* INTEGER, NUMBER, FRACTION, DURATION (ns), BOOLEAN; exact up to 2^53 */
  const char* default_word; /* WORD; else NULL */
  double minimum;           /* inclusive; -INFINITY for none; of a list: for each item */
  double maximum;           /* inclusive; +INFINITY for none; of a list: for each item */
  const char* const* words; /* WORD: the allowed ones; else NULL */
  uint32_t word_count;
  uint32_t min_items; /* LIST: the shortest list that is allowed; else 0 */
  uint32_t max_items; /* LIST: the longest, at least 1; else 0 */
  uint32_t
      default_items; /* LIST: length of the default list, which replaces the two defaults above */
  const double* default_numbers;    /* LIST of anything but WORD: [default_items]; else NULL */
  const char* const* default_words; /* LIST of WORD: [default_items]; else NULL */
  const char* help;                 /* one sentence, no trailing full stop needed; never NULL */
} bm_param_spec;

typedef struct bm_param_value {
  int64_t integer;  /* INTEGER, DURATION, BOOLEAN */
  double number;    /* NUMBER, FRACTION */
  const char* word; /* WORD; lives until the call returns */
  /* LIST: [item_count] in the order of the YAML, each as a single value; the three fields above are
   * then 0 and NULL. Lives until the call returns. Else NULL. */
  const struct bm_param_value* items;
  uint32_t item_count; /* LIST; else 0 */
  uint32_t is_set;     /* 0 only for BM_PARAM_OPTIONAL parameters that the YAML leaves out */
} bm_param_value;

/* Values in the order of the declared table; checked against type, range and words by the host. */
typedef struct bm_params {
  const bm_param_spec* specs;
  const bm_param_value* values;
  uint32_t count;
  uint32_t reserved;
} bm_params;

#ifdef __cplusplus
}
#endif
#endif
