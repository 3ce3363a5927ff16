// SPDX-License-Identifier: Apache-2.0
#include "config/fault_list.hpp"

#include <fmt/format.h>

#include <utility>

namespace barometer::config {

void FaultList::add(std::string where, std::string what, std::string fix) {
  constexpr std::size_t kMost = 100;
  if (faults_.size() == kMost) {
    ++untold_;
    return;
  }
  faults_.push_back({std::move(where), std::move(what), std::move(fix)});
}

std::vector<core::Fault> FaultList::take() && {
  if (untold_ > 0) {
    faults_.push_back({"", fmt::format("and {} more faults", untold_), ""});
  }
  return std::move(faults_);
}

}  // namespace barometer::config
