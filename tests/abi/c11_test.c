/* SPDX-License-Identifier: Apache-2.0 */
/* What a plug-in written in plain C relies on. */
#include <barometer/abi/plugin.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;

static void check(int holds, const char* what) {
  if (!holds) {
    fprintf(stderr, "failed: %s\n", what);
    ++failures;
  }
}

static void magic_reads_as_text(void) {
  const uint64_t magic = BM_MAGIC;
  check(memcmp(&magic, "BAROMTR2", 8) == 0, "the bytes of BM_MAGIC are BAROMTR2");
  const uint64_t second = BM_MAGIC_UNRELEASED_2;
  check(memcmp(&second, "BAROMETR", 8) == 0, "the second unreleased magic is BAROMETR");
  const uint64_t unreleased = BM_MAGIC_UNRELEASED;
  check(memcmp(&unreleased, "BRMETER1", 8) == 0, "the earlier, unreleased magic is BRMETER1");
}

static void entry_symbol_is_the_function(void) {
  check(strcmp(BM_ENTRY_SYMBOL, "barometer_plugin") == 0, "the entry symbol's name");
}

/* Enumerations are passed as 32-bit integers, so that no compiler flag can change their width. */
static void enumerations_are_32_bits(void) {
  check(sizeof(bm_status) == 4 && sizeof(bm_param_type) == 4 && sizeof(bm_dimension_kind) == 4 &&
            sizeof(bm_plugin_kind) == 4 && sizeof(bm_known_ahead) == 4 &&
            sizeof(bm_order_type) == 4 && sizeof(bm_side) == 4,
        "enumerations are 32 bits wide");
}

/* A plug-in may count up in zeroed buffers without looking at anything else. */
static void an_empty_output_takes_nothing(void) {
  const bm_step_output out = {{NULL, 0, 0, 0, 0}, {NULL, 0, 0, 0, 0}, {NULL, 0, 0, 0, 0}};
  check(out.texts.count == out.texts.capacity && out.series.count == out.series.capacity,
        "a buffer that nobody asks for is full from the start");
  check(BM_NO_SYMBOL == 0xffffffffu && sizeof(bm_text_row) == 8 + BM_TEXT_BYTES,
        "a row of text is its symbol, its length and its bytes");
}

static void unknown_is_no_label(void) {
  check(BM_TAG_UNKNOWN == -128, "an unknown category is -128");
}

int main(void) {
  magic_reads_as_text();
  entry_symbol_is_the_function();
  enumerations_are_32_bits();
  an_empty_output_takes_nothing();
  unknown_is_no_label();
  return failures;
}
