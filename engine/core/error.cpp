// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <utility>

#include "core/safe_text.hpp"

namespace barometer::core {

namespace {

std::string join(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    text += text.empty() ? "" : "\n";
    text += to_string(fault);
  }
  return text;
}

}  // namespace

std::string to_string(const Fault& fault) {
  std::string text = fault.where.empty() ? "" : printable(fault.where) + ": ";
  text += printable_lines(fault.what);
  if (!fault.fix.empty()) {
    text += "\n    " + printable_lines(fault.fix);
  }
  return text;
}

Error::Error(ErrorKind kind, std::vector<Fault> faults)
    : std::runtime_error(join(faults)), kind_(kind), faults_(std::move(faults)) {}

Error::Error(ErrorKind kind, Fault fault) : Error(kind, std::vector<Fault>{std::move(fault)}) {}

void throw_if_any(std::vector<Fault> faults) {
  if (!faults.empty()) {
    throw Error(ErrorKind::bad_input, std::move(faults));
  }
}

}  // namespace barometer::core
