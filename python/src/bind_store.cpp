// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>

#include <filesystem>
#include <memory>
#include <string>

#include "app/compare_command.hpp"
#include "app/compare_page.hpp"
#include "app/compare_text.hpp"
#include "app/runs_export.hpp"
#include "app/store_rows.hpp"
#include "bindings.hpp"
#include "frame_writer.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "study/compare.hpp"

namespace nb = nanobind;
namespace fs = std::filesystem;

namespace barometer::python {

namespace {

// Two runs and what differs between them.
struct Comparison {
  study::ComparedRun a;
  study::ComparedRun b;
  study::RunComparison found;
};

std::shared_ptr<Frame> runs_of(const fs::path& store) {
  const nb::gil_scoped_release released;
  const study::RunStoreReader reader = app::opened_store(store);
  return std::const_pointer_cast<Frame>(
      written_frame([&](FrameWriter& writer) { app::write_runs(reader, writer); }));
}

Comparison compare(const std::string& a, const std::string& b, const fs::path& store) {
  const nb::gil_scoped_release released;
  Comparison made{.a = app::compared_run(a, store), .b = app::compared_run(b, store), .found = {}};
  made.found = study::compare_runs(made.a, made.b);
  return made;
}

std::string text_of(const Comparison& comparison, std::size_t width) {
  const nb::gil_scoped_release released;
  return app::render_comparison(comparison.a, comparison.b, comparison.found,
                                {.colour = false, .width = width});
}

std::string json_of(const Comparison& comparison) {
  const nb::gil_scoped_release released;
  return report::to_text(app::comparison_json(comparison.a, comparison.b, comparison.found));
}

void write_page(const Comparison& comparison, const fs::path& path) {
  const nb::gil_scoped_release released;
  report::NewFile file(
      path, [] { return false; }, report::IfTaken::replace);
  file.write([&](const report::Sink& sink) {
    app::write_comparison_page(comparison.a, comparison.b, comparison.found, sink);
  });
}

}  // namespace

void bind_store(nb::module_& module) {
  nb::class_<Comparison>(module, "Comparison", "What `barometer compare` finds.")
      .def("text", text_of)
      .def("json", json_of)
      .def("write_page", write_page);
  module.def("runs_of", runs_of, nb::arg("store"));
  module.def("compare", compare, nb::arg("a"), nb::arg("b"), nb::arg("store"));
}

}  // namespace barometer::python
