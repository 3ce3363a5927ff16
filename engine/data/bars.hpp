// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything about bars at once, until every file names the header that it needs.
#include "data/market_data.hpp"
