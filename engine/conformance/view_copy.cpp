// SPDX-License-Identifier: Apache-2.0
#include "conformance/view_copy.hpp"

#include <cstddef>
#include <cstring>

namespace barometer::conformance {

namespace {

// Bytes that are no address, no count and no number.
constexpr int kSpoiled = 0xFF;

template <class Row>
const Row* copied(std::vector<Row>& rows, const Row* from, uint32_t count) {
  rows.assign(from, from + count);
  return rows.data();
}

template <class Row>
bool same(const std::vector<Row>& rows, const Row* from) {
  return rows.empty() || std::memcmp(rows.data(), from, rows.size() * sizeof(Row)) == 0;
}

template <class Row>
void spoil_rows(std::vector<Row>& rows) {
  if (!rows.empty()) {
    std::memset(static_cast<void*>(rows.data()), kSpoiled, rows.size() * sizeof(Row));
  }
}

}  // namespace

const bm_view& ViewCopy::take(const bm_view& view) {
  view_ = view;
  view_.active = copied(active_, view.active, view.active_count);
  view_.symbols = copied(symbols_, view.symbols, view.symbol_count);
  view_.fills = copied(fills_, view.fills, view.fill_count);
  view_.updates = copied(updates_, view.updates, view.update_count);
  view_.open_orders = copied(open_orders_, view.open_orders, view.open_order_count);
  view_.regime_changes = copied(changes_, view.regime_changes, view.regime_change_count);
  return view_;
}

std::string ViewCopy::changed(const bm_view& view) const {
  bm_view as_taken = view;
  as_taken.active = active_.data();
  as_taken.symbols = symbols_.data();
  as_taken.fills = fills_.data();
  as_taken.updates = updates_.data();
  as_taken.open_orders = open_orders_.data();
  as_taken.regime_changes = changes_.data();
  if (std::memcmp(&as_taken, &view_, sizeof view_) != 0) {
    return "the view itself: cash, equity or a count";
  }
  if (!same(symbols_, view.symbols) || !same(active_, view.active)) {
    return "its symbols: a position, a price or a count";
  }
  if (!same(fills_, view.fills) || !same(updates_, view.updates)) {
    return "its fills or order updates";
  }
  const bool others = same(open_orders_, view.open_orders) && same(changes_, view.regime_changes);
  return others ? "" : "its open orders or regime changes";
}

void ViewCopy::spoil() {
  spoil_rows(active_);
  spoil_rows(symbols_);
  spoil_rows(fills_);
  spoil_rows(updates_);
  spoil_rows(open_orders_);
  spoil_rows(changes_);
  std::memset(static_cast<void*>(&view_), kSpoiled, sizeof view_);
}

}  // namespace barometer::conformance
