// SPDX-License-Identifier: Apache-2.0
#include <nanobind/nanobind.h>

#include "bindings.hpp"
#include "errors.hpp"
#include "watched_call.hpp"

namespace {

// Types and handlers are one set for the process: a second interpreter would share them.
void refuse_sub_interpreter() {
  if (PyInterpreterState_GetID(PyInterpreterState_Get()) != 0) {
    throw nanobind::import_error(
        "barometer works in the main interpreter alone, not in a sub-interpreter: use threads or "
        "processes");
  }
}

}  // namespace

NB_MODULE(_engine, module) {
  refuse_sub_interpreter();
  module.doc() = "The engine under the package; what people call is in `barometer` itself.";
  // What a script still holds when the interpreter ends is no leak; tests watch the memory of runs.
  nanobind::set_leak_warnings(false);
  barometer::python::bind_errors();
  barometer::python::bind_frame(module);
  barometer::python::bind_plan(module);
  barometer::python::bind_market(module);
  barometer::python::bind_tags(module);
  barometer::python::bind_tagger(module);
  barometer::python::bind_signals(module);
  barometer::python::bind_strategy(module);
  barometer::python::bind_run(module);
  barometer::python::bind_gate(module);
  barometer::python::bind_study(module);
  barometer::python::bind_store(module);
  module.attr("VERSION") = BAROMETER_VERSION;
  module.def("after_fork", &barometer::python::after_fork);
}
