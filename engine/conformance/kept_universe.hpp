// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <string>
#include <vector>

namespace barometer::conformance {

// A universe of its own with every text in it, so that an instance may outlive the host that made
// it.
class KeptUniverse {
 public:
  explicit KeptUniverse(const bm_universe& universe);
  KeptUniverse(const KeptUniverse&) = delete;  // the view points into it
  KeptUniverse& operator=(const KeptUniverse&) = delete;

  const bm_universe& view() const { return view_; }

 private:
  std::vector<std::string> symbols_;
  std::vector<bm_instrument> instruments_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> label_texts_;
  std::vector<std::vector<const char*>> labels_;
  std::vector<bm_tag_info> tags_;
  bm_universe view_{};
};

}  // namespace barometer::conformance
