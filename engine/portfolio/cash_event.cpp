// SPDX-License-Identifier: Apache-2.0
#include "portfolio/cash_event.hpp"

namespace barometer::portfolio {

std::string_view to_string(CashKind kind) {
  switch (kind) {
    case CashKind::interest:
      return "interest";
    case CashKind::borrow:
      return "borrow";
    case CashKind::funding:
      return "funding";
    case CashKind::dividend:
      return "dividend";
    case CashKind::split:
      return "split";
  }
  return "?";
}

}  // namespace barometer::portfolio
