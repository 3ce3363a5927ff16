// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <string>
#include <vector>

namespace barometer::conformance {

// A copy of a view for one step: what a strategy writes into it is seen, and what it keeps of it is
// worthless afterwards.
class ViewCopy {
 public:
  // The copy, valid until spoil().
  const bm_view& take(const bm_view& view);

  // What of the copy is not as it was taken: "symbols"; empty: nothing.
  std::string changed(const bm_view& view) const;

  // Overwrites all of it.
  void spoil();

 private:
  bm_view view_{};
  std::vector<uint32_t> active_;
  std::vector<bm_symbol_view> symbols_;
  std::vector<bm_fill> fills_;
  std::vector<bm_order_update> updates_;
  std::vector<bm_open_order> open_orders_;
  std::vector<bm_regime_change> changes_;
};

}  // namespace barometer::conformance
