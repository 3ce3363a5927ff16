// SPDX-License-Identifier: Apache-2.0
#include "errors.hpp"

#include <nanobind/stl/string.h>

namespace nb = nanobind;

namespace barometer::python {

namespace {

const char* name_of(core::ErrorKind kind) {
  switch (kind) {
    case core::ErrorKind::bad_input:
      return "InputError";
    case core::ErrorKind::plugin_failed:
      return "PluginError";
    case core::ErrorKind::write_failed:
      return "WriteError";
    default:
      return "DefectError";
  }
}

void translate(const std::exception_ptr& thrown, void*) {
  try {
    std::rethrow_exception(thrown);
  } catch (const core::Error& error) {
    if (error.kind() == core::ErrorKind::interrupted) {
      PyErr_SetNone(PyExc_KeyboardInterrupt);
      return;
    }
    const nb::object exception = exception_of(error);
    PyErr_SetObject(exception.type().ptr(), exception.ptr());
  }
}

}  // namespace

nb::object exception_of(const core::Error& error) {
  const nb::module_ errors = nb::module_::import_("barometer.errors");
  nb::list faults;
  for (const core::Fault& fault : error.faults()) {
    faults.append(errors.attr("Fault")(fault.where, fault.what, fault.fix));
  }
  return errors.attr(name_of(error.kind()))(error.what(), nb::tuple(faults));
}

void raise_from(const core::Error& error, const std::exception_ptr& cause) {
  nb::object exception = exception_of(error);
  try {
    std::rethrow_exception(cause);
  } catch (const nb::python_error& raised) {
    if (raised.matches(PyExc_KeyboardInterrupt) || raised.matches(PyExc_SystemExit)) {
      throw;
    }
    PyException_SetCause(exception.ptr(), nb::borrow(raised.value()).release().ptr());
  }
  PyErr_SetObject(exception.type().ptr(), exception.ptr());
  throw nb::python_error();
}

void bind_errors() {
  nb::register_exception_translator(translate);
}

}  // namespace barometer::python
