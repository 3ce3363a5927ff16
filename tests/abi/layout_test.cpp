// SPDX-License-Identifier: Apache-2.0
// Pins size and offset of every field of every struct that crosses the boundary. The pinned text is
// layout_<major>_<minor>.txt: a change of layout without a decision about the version fails here.

#include <barometer/abi/plugin.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>

#include "support/catch.hpp"

namespace {

struct Field {
  const char* name;
  std::size_t offset;
  std::size_t size;
};

struct Layout {
  std::string text;
  bool gapless = true;
};

void add(Layout& layout, const char* name, std::size_t size, std::initializer_list<Field> fields) {
  layout.text += std::string(name) + " " + std::to_string(size) + "\n";
  std::size_t end = 0;
  for (const Field& field : fields) {
    layout.text += std::string("  ") + field.name + " " + std::to_string(field.offset) + " " +
                   std::to_string(field.size) + "\n";
    layout.gapless = layout.gapless && field.offset == end;
    end = field.offset + field.size;
  }
  layout.gapless = layout.gapless && end == size;
}

#define FIELD(type, name) \
  { #name, offsetof(type, name), sizeof(type::name) }

void add_bars(Layout& layout) {
  add(layout, "bm_error", sizeof(bm_error), {FIELD(bm_error, text), FIELD(bm_error, capacity)});
  add(layout, "bm_bars", sizeof(bm_bars),
      {FIELD(bm_bars, close_time_ns), FIELD(bm_bars, open), FIELD(bm_bars, high),
       FIELD(bm_bars, low), FIELD(bm_bars, close), FIELD(bm_bars, volume),
       FIELD(bm_bars, spread_open), FIELD(bm_bars, spread_close), FIELD(bm_bars, stride)});
  add(layout, "bm_calendar_row", sizeof(bm_calendar_row),
      {FIELD(bm_calendar_row, session_open_ns), FIELD(bm_calendar_row, session_close_ns),
       FIELD(bm_calendar_row, session_date), FIELD(bm_calendar_row, local_minute),
       FIELD(bm_calendar_row, flags), FIELD(bm_calendar_row, length_ms),
       FIELD(bm_calendar_row, traded_ms), FIELD(bm_calendar_row, reserved)});
  add(layout, "bm_instrument", sizeof(bm_instrument),
      {FIELD(bm_instrument, symbol), FIELD(bm_instrument, venue_kind),
       FIELD(bm_instrument, symbol_index), FIELD(bm_instrument, bar_ns),
       FIELD(bm_instrument, bars_per_session_day), FIELD(bm_instrument, session_days_per_year)});
}

void add_params(Layout& layout) {
  add(layout, "bm_param_spec", sizeof(bm_param_spec),
      {FIELD(bm_param_spec, name), FIELD(bm_param_spec, type), FIELD(bm_param_spec, flags),
       FIELD(bm_param_spec, unit), FIELD(bm_param_spec, default_number),
       FIELD(bm_param_spec, default_word), FIELD(bm_param_spec, minimum),
       FIELD(bm_param_spec, maximum), FIELD(bm_param_spec, words), FIELD(bm_param_spec, word_count),
       FIELD(bm_param_spec, min_items), FIELD(bm_param_spec, max_items),
       FIELD(bm_param_spec, default_items), FIELD(bm_param_spec, default_numbers),
       FIELD(bm_param_spec, default_words), FIELD(bm_param_spec, help)});
  add(layout, "bm_param_value", sizeof(bm_param_value),
      {FIELD(bm_param_value, integer), FIELD(bm_param_value, number), FIELD(bm_param_value, word),
       FIELD(bm_param_value, items), FIELD(bm_param_value, item_count),
       FIELD(bm_param_value, is_set)});
  add(layout, "bm_params", sizeof(bm_params),
      {FIELD(bm_params, specs), FIELD(bm_params, values), FIELD(bm_params, count),
       FIELD(bm_params, reserved)});
}

void add_regime(Layout& layout) {
  add(layout, "bm_dimension", sizeof(bm_dimension),
      {FIELD(bm_dimension, name), FIELD(bm_dimension, kind), FIELD(bm_dimension, label_count),
       FIELD(bm_dimension, labels), FIELD(bm_dimension, label_values), FIELD(bm_dimension, unit),
       FIELD(bm_dimension, warmup_bars), FIELD(bm_dimension, known_ahead),
       FIELD(bm_dimension, reserved), FIELD(bm_dimension, help)});
  add(layout, "bm_tag_column", sizeof(bm_tag_column),
      {FIELD(bm_tag_column, category), FIELD(bm_tag_column, scalar),
       FIELD(bm_tag_column, onset_bar)});
  add(layout, "bm_regime_slots", sizeof(bm_regime_slots),
      {FIELD(bm_regime_slots, struct_size), FIELD(bm_regime_slots, reserved),
       FIELD(bm_regime_slots, maker), FIELD(bm_regime_slots, describe),
       FIELD(bm_regime_slots, create), FIELD(bm_regime_slots, tag), FIELD(bm_regime_slots, reset),
       FIELD(bm_regime_slots, state_size), FIELD(bm_regime_slots, save),
       FIELD(bm_regime_slots, load), FIELD(bm_regime_slots, destroy)});
}

void add_orders(Layout& layout) {
  add(layout, "bm_order", sizeof(bm_order),
      {FIELD(bm_order, symbol), FIELD(bm_order, action), FIELD(bm_order, type),
       FIELD(bm_order, side), FIELD(bm_order, amount_kind), FIELD(bm_order, trail_kind),
       FIELD(bm_order, time_in_force), FIELD(bm_order, oco_group), FIELD(bm_order, amount),
       FIELD(bm_order, limit_price), FIELD(bm_order, stop_price), FIELD(bm_order, trail),
       FIELD(bm_order, expiry_ns), FIELD(bm_order, parent), FIELD(bm_order, client_order_id)});
  add(layout, "bm_order_buffer", sizeof(bm_order_buffer),
      {FIELD(bm_order_buffer, data), FIELD(bm_order_buffer, count),
       FIELD(bm_order_buffer, capacity), FIELD(bm_order_buffer, overflowed),
       FIELD(bm_order_buffer, reserved)});
  add(layout, "bm_fill", sizeof(bm_fill),
      {FIELD(bm_fill, time_ns), FIELD(bm_fill, order_id), FIELD(bm_fill, client_order_id),
       FIELD(bm_fill, symbol), FIELD(bm_fill, reserved), FIELD(bm_fill, quantity),
       FIELD(bm_fill, price), FIELD(bm_fill, commission)});
  add(layout, "bm_order_update", sizeof(bm_order_update),
      {FIELD(bm_order_update, order_id), FIELD(bm_order_update, client_order_id),
       FIELD(bm_order_update, symbol), FIELD(bm_order_update, status),
       FIELD(bm_order_update, reason), FIELD(bm_order_update, reserved)});
}

void add_output(Layout& layout) {
  add(layout, "bm_text_row", sizeof(bm_text_row),
      {FIELD(bm_text_row, symbol), FIELD(bm_text_row, length), FIELD(bm_text_row, text)});
  add(layout, "bm_text_buffer", sizeof(bm_text_buffer),
      {FIELD(bm_text_buffer, data), FIELD(bm_text_buffer, count), FIELD(bm_text_buffer, capacity),
       FIELD(bm_text_buffer, overflowed), FIELD(bm_text_buffer, reserved)});
  add(layout, "bm_series_value", sizeof(bm_series_value),
      {FIELD(bm_series_value, series), FIELD(bm_series_value, symbol),
       FIELD(bm_series_value, value)});
  add(layout, "bm_series_buffer", sizeof(bm_series_buffer),
      {FIELD(bm_series_buffer, data), FIELD(bm_series_buffer, count),
       FIELD(bm_series_buffer, capacity), FIELD(bm_series_buffer, overflowed),
       FIELD(bm_series_buffer, reserved)});
  add(layout, "bm_step_output", sizeof(bm_step_output),
      {FIELD(bm_step_output, orders), FIELD(bm_step_output, texts), FIELD(bm_step_output, series)});
}

void add_universe(Layout& layout) {
  add(layout, "bm_tag_info", sizeof(bm_tag_info),
      {FIELD(bm_tag_info, name), FIELD(bm_tag_info, kind), FIELD(bm_tag_info, label_count),
       FIELD(bm_tag_info, labels)});
  add(layout, "bm_universe", sizeof(bm_universe),
      {FIELD(bm_universe, instruments), FIELD(bm_universe, symbol_count),
       FIELD(bm_universe, tag_count), FIELD(bm_universe, tags)});
  add(layout, "bm_series_spec", sizeof(bm_series_spec),
      {FIELD(bm_series_spec, name), FIELD(bm_series_spec, unit)});
  add(layout, "bm_declaration", sizeof(bm_declaration),
      {FIELD(bm_declaration, reads), FIELD(bm_declaration, series),
       FIELD(bm_declaration, series_count), FIELD(bm_declaration, reserved),
       FIELD(bm_declaration, warmup_bars)});
  add(layout, "bm_tag_view", sizeof(bm_tag_view),
      {FIELD(bm_tag_view, category), FIELD(bm_tag_view, scalar)});
  add(layout, "bm_symbol_view", sizeof(bm_symbol_view),
      {FIELD(bm_symbol_view, bars), FIELD(bm_symbol_view, bar_count), FIELD(bm_symbol_view, tags),
       FIELD(bm_symbol_view, position), FIELD(bm_symbol_view, average_price),
       FIELD(bm_symbol_view, working), FIELD(bm_symbol_view, factor),
       FIELD(bm_symbol_view, calendar), FIELD(bm_symbol_view, raw)});
}

void add_view(Layout& layout) {
  add(layout, "bm_open_order", sizeof(bm_open_order),
      {FIELD(bm_open_order, order), FIELD(bm_open_order, order_id),
       FIELD(bm_open_order, quantity)});
  add(layout, "bm_regime_change", sizeof(bm_regime_change),
      {FIELD(bm_regime_change, symbol), FIELD(bm_regime_change, tag), FIELD(bm_regime_change, from),
       FIELD(bm_regime_change, to), FIELD(bm_regime_change, time_ns),
       FIELD(bm_regime_change, onset_bar)});
  add(layout, "bm_view", sizeof(bm_view),
      {FIELD(bm_view, time_ns), FIELD(bm_view, step), FIELD(bm_view, symbol_count),
       FIELD(bm_view, active_count), FIELD(bm_view, active), FIELD(bm_view, symbols),
       FIELD(bm_view, cash), FIELD(bm_view, equity), FIELD(bm_view, fills), FIELD(bm_view, updates),
       FIELD(bm_view, open_orders), FIELD(bm_view, regime_changes), FIELD(bm_view, fill_count),
       FIELD(bm_view, update_count), FIELD(bm_view, open_order_count),
       FIELD(bm_view, regime_change_count), FIELD(bm_view, warming_up), FIELD(bm_view, reserved)});
}

void add_reader(Layout& layout) {
  add(layout, "bm_read_request", sizeof(bm_read_request),
      {FIELD(bm_read_request, uri), FIELD(bm_read_request, columns),
       FIELD(bm_read_request, column_count), FIELD(bm_read_request, max_batch_rows),
       FIELD(bm_read_request, from_ns), FIELD(bm_read_request, until_ns)});
  add(layout, "bm_reader_slots", sizeof(bm_reader_slots),
      {FIELD(bm_reader_slots, struct_size), FIELD(bm_reader_slots, reserved),
       FIELD(bm_reader_slots, maker), FIELD(bm_reader_slots, open)});
}

void add_plugin(Layout& layout) {
  add(layout, "bm_strategy_slots", sizeof(bm_strategy_slots),
      {FIELD(bm_strategy_slots, struct_size), FIELD(bm_strategy_slots, reserved),
       FIELD(bm_strategy_slots, maker), FIELD(bm_strategy_slots, create),
       FIELD(bm_strategy_slots, on_step), FIELD(bm_strategy_slots, reset),
       FIELD(bm_strategy_slots, destroy)});
  add(layout, "bm_manifest", sizeof(bm_manifest),
      {FIELD(bm_manifest, magic), FIELD(bm_manifest, struct_size), FIELD(bm_manifest, abi_major),
       FIELD(bm_manifest, abi_minor), FIELD(bm_manifest, kind), FIELD(bm_manifest, name),
       FIELD(bm_manifest, version), FIELD(bm_manifest, build), FIELD(bm_manifest, description),
       FIELD(bm_manifest, params), FIELD(bm_manifest, param_count), FIELD(bm_manifest, reserved),
       FIELD(bm_manifest, regime), FIELD(bm_manifest, strategy), FIELD(bm_manifest, reader)});
}

Layout layout_of_headers() {
  Layout layout;
  add_bars(layout);
  add_params(layout);
  add_regime(layout);
  add_orders(layout);
  add_output(layout);
  add_universe(layout);
  add_view(layout);
  add_reader(layout);
  add_plugin(layout);
  return layout;
}

std::string pinned_file() {
  return std::string(BAROMETER_SOURCE_DIR) + "/tests/abi/layout_" + std::to_string(BM_ABI_MAJOR) +
         "_" + std::to_string(BM_ABI_MINOR) + ".txt";
}

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the layout is the one pinned for this version of the ABI") {
  INFO("The layout of abi/*.h differs from "
       << pinned_file()
       << ". Until 1.0 is frozen (docs/plugin_abi.md) pin the new layout in the same file and have "
          "every plug-in rebuilt. Afterwards plug-ins that were built before depend on it: a field "
          "added at the end of a struct that may grow is a new BM_ABI_MINOR, anything else a new "
          "BM_ABI_MAJOR (engine/abi/plugin.h), each with a file of its own.");
  CHECK(layout_of_headers().text == read(pinned_file()));
}

// Also proves that no field is missing from the lists above.
TEST_CASE("no struct has padding, which compilers might fill differently") {
  CHECK(layout_of_headers().gapless);
}
