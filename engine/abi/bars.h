/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BAROMETER_ABI_BARS_H
#define BAROMETER_ABI_BARS_H

/* Bars as a plug-in sees them: columns with one common stride, so that the host may keep them as
 * columns (stride 1) or as rows (stride = 8-byte words per row). Element i of a column is
 * column[i * stride]. Host-owned and immutable. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All times are nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted. */
typedef struct bm_bars {
  const int64_t* close_time_ns; /* strictly increasing */
  const double* open;           /* prices in quote currency, finite and > 0, unless a causality */
  const double* high;           /* run has put NaN behind the last visible bar */
  const double* low;
  const double* close;
  const double* volume; /* base units, >= 0; 0 where the source has none */
  /* Ask less bid when the bar opened and when it closed, quote currency, >= 0, NaN where a bar was
   * not quoted. Both columns are NULL where the source has no quotes. */
  const double* spread_open;
  const double* spread_close;
  int64_t stride; /* 8-byte words from one bar to the next, the same for all columns */
} bm_bars;

typedef uint32_t bm_calendar_flags;

enum {
  BM_DESK_ASIA = 1u,          /* bar midpoint inside 09:00-15:00 Asia/Tokyo */
  BM_DESK_EUROPE = 2u,        /* inside 08:00-16:30 Europe/London */
  BM_DESK_US = 4u,            /* inside 09:30-16:00 America/New_York */
  BM_DAY_MONTH_END = 8u,      /* last session of its month */
  BM_DAY_QUARTER_END = 16u,   /* last session of its quarter */
  BM_DAY_EXPIRY = 32u,        /* third Friday, or the session before where that is a holiday */
  BM_DAY_HOLIDAY_EVE = 64u,   /* session before a holiday that is not a weekend */
  BM_DAY_HALF = 128u,         /* venue closes early */
  BM_IN_LUNCH_BREAK = 256u,   /* bar midpoint inside the venue's break */
  BM_NO_SESSION = 512u,       /* venue has no session on this local date */
  BM_HOLIDAYS_UNKNOWN = 1024u /* venue's holiday table does not cover this date */
};

/* What the host has resolved about the calendar of one bar, so that a plug-in needs no time-zone
 * library. Every bar is classed by the midpoint of its own interval, which ends with its session.
 */
typedef struct bm_calendar_row {
  int64_t session_open_ns;  /* of the session of `session_date`; for venues that never close, */
  int64_t session_close_ns; /* the bounds of the local day */
  int32_t session_date;     /* days since 1970-01-01, in the venue's local calendar */
  int32_t local_minute;     /* of the bar's midpoint, 0..1439, venue's local time */
  bm_calendar_flags flags;
  uint32_t length_ms; /* from its open to its close where a session's bounds cut the bar short; */
                      /* 0: as long as bm_instrument.bar_ns says */
  uint32_t traded_ms; /* of that the time in which the venue trades: without a break that the bar */
                      /* covers, or what the clock begins before the session; 0: bar_ns */
  uint32_t reserved;
} bm_calendar_row;

typedef int32_t bm_venue_kind;

enum {
  BM_VENUE_ALWAYS_OPEN = 0, /* 24/7: local day is the UTC day */
  BM_VENUE_DESKS = 1,       /* open around the clock on weekdays (fx) */
  BM_VENUE_SESSIONS = 2     /* an exchange with an open and a close */
};

/* The facts about its symbol that an instance is given at create. A tagger may read it until create
 * returns, a strategy as long as its instance lives. */
typedef struct bm_instrument {
  const char* symbol;
  bm_venue_kind venue_kind;
  uint32_t symbol_index;        /* position in config order */
  int64_t bar_ns;               /* nanoseconds; 1d: a session day; nominal: 7d, 30.436875d */
  double bars_per_session_day;  /* 24 for hourly 24x7, 390 for US-equity minutes, .207 for weeks */
  double session_days_per_year; /* 365 for 24x7, 252 for exchanges */
} bm_instrument;

#ifdef __cplusplus
}
#endif
#endif
