// SPDX-License-Identifier: Apache-2.0
#include "core/fault_collector.hpp"

#include <utility>

namespace barometer::core {

void FaultCollector::add(const std::string& place, const Error& error) {
  if (error.kind() != ErrorKind::bad_input) {
    kind_ = error.kind();
  }
  for (Fault fault : error.faults()) {
    const bool placed = fault.where.starts_with(place);
    fault.where = placed || place.empty() ? fault.where : place + ": " + fault.where;
    faults_.push_back(std::move(fault));
  }
}

void FaultCollector::throw_if_any() {
  if (!faults_.empty()) {
    throw Error(kind_, std::move(faults_));
  }
}

}  // namespace barometer::core
