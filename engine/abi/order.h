/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_ORDER_H
#define BAROMETER_ABI_ORDER_H

/* Orders, fills and order updates. What the broker does not know it answers with
 * BM_REASON_UNSUPPORTED, never with silence. Quantities and prices are in view units, units of the
 * symbol's first bar (bm_symbol_view). */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t bm_order_action;

/* CANCEL ends the latest open order of `symbol` whose client_order_id is given, with 0 all orders
 * of the symbol. REPLACE changes that order: `amount` is its new whole quantity in units, of either
 * sign; a field that is NaN stays as it was; the order keeps its number and its place. */
enum { BM_ORDER_SUBMIT = 0, BM_ORDER_CANCEL = 1, BM_ORDER_REPLACE = 2 };

typedef int32_t bm_order_type;

enum {
  BM_ORDER_MARKET = 0,
  BM_ORDER_MARKET_ON_CLOSE = 1,
  BM_ORDER_LIMIT = 2,
  BM_ORDER_STOP = 3,
  BM_ORDER_STOP_LIMIT = 4,
  BM_ORDER_TRAILING_STOP = 5
};

typedef int32_t bm_side;

enum { BM_SIDE_BY_TARGET = 0, BM_BUY = 1, BM_SELL = -1 };

/* What `amount` means. The two targets net what is held and working, and carry their own side; a
 * target that is already reached is no order. Whether the notional or the target weight of a
 * market order becomes units at its fill or at the close at which it is sent is the run's choice
 * (broker.size_at). */
typedef int32_t bm_amount_kind;

enum {
  BM_AMOUNT_QUANTITY = 0,        /* units, > 0; side from `side` */
  BM_AMOUNT_NOTIONAL = 1,        /* account currency, > 0; side from `side` */
  BM_AMOUNT_TARGET_QUANTITY = 2, /* signed units to hold afterwards */
  BM_AMOUNT_TARGET_WEIGHT = 3    /* signed share of equity to hold afterwards, before cash buffer */
};

typedef int32_t bm_trail_kind;

/* ATR: multiples of the mean true range of the last 14 bars when the order is sent. */
enum { BM_TRAIL_NONE = 0, BM_TRAIL_PRICE = 1, BM_TRAIL_FRACTION = 2, BM_TRAIL_ATR = 3 };

typedef int32_t bm_time_in_force;

enum { BM_GTC = 0, BM_DAY = 1, BM_GTD = 2, BM_IOC = 3, BM_FOK = 4 };

typedef struct bm_order {
  uint32_t symbol; /* index in the universe */
  bm_order_action action;
  bm_order_type type;
  bm_side side;
  bm_amount_kind amount_kind;
  bm_trail_kind trail_kind;
  bm_time_in_force time_in_force;
  /* A fill of one order cancels the others of the same symbol, parent and group; 0 none. */
  uint32_t oco_group;
  double amount;      /* per amount_kind */
  double limit_price; /* quote currency; NaN none */
  double stop_price;  /* quote currency; NaN none; of a trailing stop: where the stop begins */
  double trail;       /* per trail_kind; NaN none */
  int64_t expiry_ns;  /* GTD; else 0 */
  /* client_order_id of the open order of this symbol whose fill activates this one; 0 none. */
  uint64_t parent;
  /* The strategy's own name for the order, by which CANCEL and REPLACE find it; 0 none. */
  uint64_t client_order_id;
} bm_order;

/* Host-owned. A strategy appends at data[count] and counts up, never beyond `capacity`; one order
 * too many counts `overflowed` up instead and is rejected. */
typedef struct bm_order_buffer {
  bm_order* data;
  uint32_t count;
  uint32_t capacity;
  uint32_t overflowed;
  uint32_t reserved;
} bm_order_buffer;

typedef struct bm_fill {
  int64_t time_ns;   /* close time of the bar in which it filled */
  uint64_t order_id; /* the host's number of the order, counted from 1 */
  uint64_t client_order_id;
  uint32_t symbol;
  uint32_t reserved;
  double quantity;   /* signed units */
  double price;      /* after slippage, quote currency */
  double commission; /* account currency, >= 0 */
} bm_fill;

typedef int32_t bm_order_status;

enum {
  BM_ORDER_ACCEPTED = 0,
  BM_ORDER_FILLED = 1,
  BM_ORDER_REJECTED = 2,
  BM_ORDER_CANCELLED = 3,
  /* What follows is reported of an order that stays open. */
  BM_ORDER_PARTLY_FILLED = 4,
  BM_ORDER_TRIGGERED = 5, /* its stop price was reached */
  BM_ORDER_ACTIVATED = 6, /* its parent was filled */
  BM_ORDER_REPLACED = 7
};

typedef int32_t bm_order_reason;

enum {
  BM_REASON_NONE = 0,
  BM_REASON_UNSUPPORTED = 1,      /* a kind of order this broker does not serve */
  BM_REASON_INVALID = 2,          /* NaN, wrong sign, unknown symbol, zero quantity */
  BM_REASON_BUYING_POWER = 3,     /* at the fill: gross would exceed leverage x equity */
  BM_REASON_SHORT_SELLING = 4,    /* would go short where that is off */
  BM_REASON_DATA_END = 5,         /* no later bar of this symbol */
  BM_REASON_BLOCKED_BY_TAG = 6,   /* a `when:` condition reduced it to nothing */
  BM_REASON_FLATTENED = 7,        /* a `when:` condition flattened its symbol in the same step */
  BM_REASON_NO_SUCH_ORDER = 8,    /* cancel, replace or parent: no open order has that name */
  BM_REASON_WRONG_SIDE = 9,       /* a child's price is on the wrong side of its parent's */
  BM_REASON_TOO_MANY_ORDERS = 10, /* the step's buffer or the list of working orders is full */
  BM_REASON_LOT_SIZE = 11,        /* nothing is left after rounding down to lots */
  BM_REASON_MIN_NOTIONAL = 12,    /* too small for the venue */
  BM_REASON_BY_STRATEGY = 13,     /* cancelled by an order of the strategy's */
  BM_REASON_GROUP = 14,           /* another order of its group or bracket filled */
  BM_REASON_PARENT = 15,          /* its parent ended without a fill */
  BM_REASON_BRACKET = 16,         /* a child of it was rejected */
  BM_REASON_EXPIRED = 17,         /* end of the day (DAY) or time (GTD) */
  BM_REASON_IOC = 18,             /* not filled in its first bar */
  BM_REASON_FOK = 19,             /* could not be filled whole in its first bar */
  BM_REASON_LIQUIDATION = 20,     /* the account is below its maintenance margin */
  BM_REASON_MAX_WEIGHT = 21,      /* a limit of the YAML's `risk:` */
  BM_REASON_MAX_GROSS = 22,       /* " */
  BM_REASON_MAX_NET = 23,         /* " */
  BM_REASON_MAX_DRAWDOWN = 24,    /* " */
  BM_REASON_MAX_DAILY_LOSS = 25,  /* " */
  BM_REASON_ORDERS_PER_STEP = 26, /* " */
  BM_REASON_NO_RATE = 27,         /* no conversion rate to the account's currency yet */
  BM_REASON_TARGET_REACHED = 28   /* sized at its fill: nothing is left to buy or sell */
};

typedef struct bm_order_update {
  uint64_t order_id;
  uint64_t client_order_id;
  uint32_t symbol;
  bm_order_status status;
  bm_order_reason reason;
  uint32_t reserved;
} bm_order_update;

#ifdef __cplusplus
}
#endif
#endif
