// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

namespace barometer::python {

// Each shows one concept of the engine to Python; the classes that people see are those of the
// package, which are made of these.
void bind_frame(nanobind::module_& module);
void bind_plan(nanobind::module_& module);
void bind_market(nanobind::module_& module);
void bind_tags(nanobind::module_& module);
void bind_tagger(nanobind::module_& module);
void bind_signals(nanobind::module_& module);
void bind_strategy(nanobind::module_& module);
void bind_run(nanobind::module_& module);
void bind_gate(nanobind::module_& module);
void bind_study(nanobind::module_& module);
void bind_store(nanobind::module_& module);

}  // namespace barometer::python
