// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include "core/error.hpp"

namespace barometer::python {

// Lets core::Error become the exceptions of barometer/errors.py.
void bind_errors();

// The exception of barometer/errors.py that says the same.
nanobind::object exception_of(const core::Error& error);

}  // namespace barometer::python
