/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_STRATEGY_H
#define BAROMETER_ABI_STRATEGY_H

/* A strategy is a function from a view to orders: it sees what is known when the bars of one step
 * have closed, and answers with orders that meet the next bar of their symbol. It never calls back
 * into the host, so it can be tested without an engine. */

#include "bars.h"
#include "output.h"
#include "params.h"
#include "regime.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One declared dimension, seen from the reading side. `name` and `labels` live as long as the run.
 */
typedef struct bm_tag_info {
  const char* name;
  bm_dimension_kind kind;
  uint32_t label_count;
  const char* const* labels;
} bm_tag_info;

/* Lives as long as the instance. */
typedef struct bm_universe {
  const bm_instrument* instruments; /* [symbol_count], config order */
  uint32_t symbol_count;
  uint32_t tag_count;
  const bm_tag_info* tags; /* [tag_count] what the run's taggers declare; none without a tagger */
} bm_universe;

/* A series of numbers that a strategy may write, a value a step. */
typedef struct bm_series_spec {
  const char* name; /* snake_case, unique within the strategy */
  const char* unit; /* "quote currency", "bars", ""; never NULL */
} bm_series_spec;

/* What a strategy declares about itself in create. The host owns the struct and `reads`, and takes
 * everything else over before it calls another slot; what is not declared stays 0. */
typedef struct bm_declaration {
  uint8_t* reads; /* [tag_count] arrives 0; set to 1 for each tag that on_step will read */
  const bm_series_spec* series; /* [series_count]; its strings live as long as the instance */
  uint32_t series_count;
  uint32_t reserved;
  /* Bars of its symbol before which no order of the strategy is meant, >= 0: the host drops and
   * counts orders for a symbol that has had no more bars than this. */
  int64_t warmup_bars;
} bm_declaration;

/* Tags of one dimension of one symbol; element i belongs to bar i, valid below `bar_count`.
 * Both pointers are NULL for a dimension that the strategy did not say it reads. */
typedef struct bm_tag_view {
  const int8_t* category;
  const float* scalar;
} bm_tag_view;

/* One symbol. View units are units of the symbol's first bar: a split multiplies the prices behind
 * it and divides the quantities, so that no bar that was shown is ever rewritten. `bars`, position,
 * prices and quantities of the view and of orders are in view units; cash, equity and commissions
 * are money and know no unit. */
typedef struct bm_symbol_view {
  bm_bars bars;            /* columns from bar 0; only the first `bar_count` may be read */
  int64_t bar_count;       /* bars closed up to now */
  const bm_tag_view* tags; /* [tag_count] */
  double position;         /* signed view units */
  double average_price;    /* of the open position, quote currency; 0 when flat */
  /* Signed view units on their way: of orders that need no price, and of the others what would add
   * to the position; exits, children and groups are in `open_orders` only. A target that is sized
   * at its fill counts with its estimate at the last close. */
  double working;
  /* Units of the latest bar's day in one view unit: a quantity of that day is the view's times
   * `factor`, a price of that day is the view's divided by it. 1 where nothing was split. */
  double factor;
  const bm_calendar_row* calendar; /* of the latest bar; NULL before the first */
  bm_bars raw; /* the same bars as they were quoted on their days; the columns of `bars` where
                  nothing was split */
} bm_symbol_view;

typedef struct bm_open_order {
  bm_order order; /* as it is now: what is left to fill, a trailing stop's present stop, `parent` 0
                     once that has filled */
  uint64_t order_id;
  double quantity; /* signed view units that are left; of a target that is sized at its fill the
                      estimate at the last close */
} bm_open_order;

typedef struct bm_regime_change {
  uint32_t symbol;
  uint32_t tag; /* index in the universe's tags */
  int32_t from; /* label index or BM_TAG_UNKNOWN */
  int32_t to;
  int64_t time_ns;   /* of detection: close of this step's bars */
  int64_t onset_bar; /* estimated, a bar of this symbol; -1 unknown */
} bm_regime_change;

/* Host-owned; every pointer in it is valid until on_step returns. */
typedef struct bm_view {
  int64_t time_ns; /* close time of this step's bars */
  int64_t step;    /* counted from 0 over the whole data, warm-up included */
  uint32_t symbol_count;
  uint32_t active_count;
  const uint32_t* active;         /* symbols that have just closed a bar, ascending */
  const bm_symbol_view* symbols;  /* [symbol_count] */
  double cash;                    /* account currency */
  double equity;                  /* account currency, marked at the last closes */
  const bm_fill* fills;           /* since the last step, in the order in which they happened */
  const bm_order_update* updates; /* since the last step */
  const bm_open_order* open_orders;
  const bm_regime_change* regime_changes;
  uint32_t fill_count;
  uint32_t update_count;
  uint32_t open_order_count;
  uint32_t regime_change_count;
  uint32_t warming_up; /* 1 before the run's `from`: the strategy may look and learn, its orders are
                          dropped */
  uint32_t reserved;
} bm_view;

typedef struct bm_strategy_slots {
  uint32_t struct_size; /* sizeof(bm_strategy_slots) as the plug-in was compiled */
  uint32_t reserved;

  /* The maker's own context, as in bm_regime_slots: the host hands it to create. */
  void* maker;

  /* [setup] Makes the instance and declares in `declared` what it reads and writes; the host
   * computes only what somebody reads. A missing dimension or label is BM_INVALID_ARGUMENT with
   * text. On BM_OK `*self` is not NULL and is the host's to destroy. */
  bm_status (*create)(void* maker, const bm_params* params, const bm_universe* universe,
                      bm_declaration* declared, void** self, bm_error* error);

  /* [step] Looks at `view` and appends to the buffers of `out`. */
  bm_status (*on_step)(void* self, const bm_view* view, bm_step_output* out, bm_error* error);

  /* [setup] Back to the state right after create. */
  void (*reset)(void* self);

  /* [setup] Ends the instance; NULL is allowed. */
  void (*destroy)(void* self);
} bm_strategy_slots;

#ifdef __cplusplus
}
#endif
#endif
