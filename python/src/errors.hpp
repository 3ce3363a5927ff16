// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include <exception>

#include "core/error.hpp"

namespace barometer::python {

// Lets core::Error become the exceptions of barometer/errors.py.
void bind_errors();

// The exception of barometer/errors.py that says the same.
nanobind::object exception_of(const core::Error& error);

// Raises the engine's error with a strategy's own exception as its cause; what ends the interpreter
// as it is.
[[noreturn]] void raise_from(const core::Error& error, const std::exception_ptr& cause);

}  // namespace barometer::python
