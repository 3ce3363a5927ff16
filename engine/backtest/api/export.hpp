// SPDX-License-Identifier: Apache-2.0
#pragma once

// Marks what libbarometer_engine shows. Everything else in the library is hidden.
#define BAROMETER_API [[gnu::visibility("default")]]
