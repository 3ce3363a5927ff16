// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/venue_config.hpp"

namespace barometer::calendar {

// NYSE and Nasdaq, 2000 to 2030: the exchanges' holiday rules (NYSE Rule 7.2 and its yearly
// notices) and the closures that no rule foresees.
config::VenueConfig us_equity_config();

}  // namespace barometer::calendar
