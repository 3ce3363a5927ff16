/* SPDX-License-Identifier: Apache-2.0 */
/* The same strategy as drifting.cpp in C, without the SDK. MAGIC is that of another layout in one
 * build. */
#include <barometer/abi/plugin.h>

#include <math.h>
#include <stdlib.h>

#ifndef MAGIC
#define MAGIC BM_MAGIC
#endif

static bm_status create(void* maker, const bm_params* params, const bm_universe* universe,
                        bm_declaration* declared, void** self, bm_error* error) {
  (void)maker, (void)params, (void)declared, (void)error;
  *self = calloc(universe->symbol_count, sizeof(double));
  return *self == NULL ? BM_FAILED : BM_OK;
}

static bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error) {
  (void)error;
  double* const means = self;
  for (uint32_t i = 0; i < view->active_count; ++i) {
    const uint32_t symbol = view->active[i];
    const bm_symbol_view* const seen = &view->symbols[symbol];
    const double close = seen->bars.close[(seen->bar_count - 1) * seen->bars.stride];
    const double product = 0.1 * (close - means[symbol]);
    means[symbol] = seen->bar_count == 1 ? close : means[symbol] + product;
    out->orders.data[out->orders.count++] = (bm_order){.symbol = symbol,
                                                       .amount_kind = BM_AMOUNT_TARGET_WEIGHT,
                                                       .amount = close > means[symbol] ? 0.25 : 0,
                                                       .limit_price = NAN,
                                                       .stop_price = NAN,
                                                       .trail = NAN};
  }
  return BM_OK;
}

static void reset(void* self) {
  (void)self; /* the first bar of each symbol begins anew */
}

static const bm_strategy_slots slots = {
    sizeof(bm_strategy_slots), 0, NULL, create, on_step, reset, free};

static const bm_manifest manifest = {.magic = MAGIC,
                                     .struct_size = sizeof(bm_manifest),
                                     .abi_major = BM_ABI_MAJOR,
                                     .abi_minor = BM_ABI_MINOR,
                                     .kind = BM_PLUGIN_STRATEGY,
                                     .name = "drifting",
                                     .version = "1.0.0",
                                     .build = "plain C",
                                     .description = "Holds what lies above its average",
                                     .strategy = &slots};

BM_EXPORT const bm_manifest* barometer_plugin(void) {
  return &manifest;
}
