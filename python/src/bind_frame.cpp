// SPDX-License-Identifier: Apache-2.0
#include <nanobind/ndarray.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <new>
#include <utility>

#include "bindings.hpp"
#include "frame.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using Array = nb::ndarray<nb::ro, nb::device::cpu, nb::ndim<1>, nb::c_contig>;
using SharedFrame = std::shared_ptr<const Frame>;

// A Python object that is let go of wherever its last user is.
std::shared_ptr<const void> owner_of(const nb::object& object) {
  return {object.ptr(), [kept = nb::object(object).release().ptr()](const void*) {
            const nb::gil_scoped_acquire acquired;
            Py_DECREF(kept);
          }};
}

ColumnType number_type(const Array& array, const std::string& name) {
  if (array.dtype() == nb::dtype<double>()) {
    return ColumnType::number;
  }
  if (array.dtype() == nb::dtype<float>()) {
    return ColumnType::scalar;
  }
  if (array.dtype() == nb::dtype<std::int64_t>()) {
    return ColumnType::integer;
  }
  if (array.dtype() == nb::dtype<std::uint8_t>() || array.dtype() == nb::dtype<bool>()) {
    return ColumnType::boolean;
  }
  throw nb::type_error(("column '" + name + "' has a type that is not taken").c_str());
}

// Builds a frame of arrays that Python owns, without a copy of any.
class FrameBuilder {
 public:
  explicit FrameBuilder(std::int64_t rows) { frame_->rows = rows; }

  void add_numbers(const std::string& name, const Array& array) {
    FrameColumn& column = add(name, array);
    column.type = number_type(array, name);
  }

  // std::int64_t counted as `unit` says ("tsn:UTC"), the smallest one is null.
  void add_times(const std::string& name, const Array& array, const std::string& unit) {
    FrameColumn& column = add(name, array);
    column.type = ColumnType::time;
    column.unit = unit;
    const auto* const times = static_cast<const std::int64_t*>(array.data());
    column.valid = valid_bits(frame_->rows, column.nulls,
                              [times](std::int64_t row) { return times[row] == INT64_MIN; });
  }

  // std::int32_t codes, negative for null.
  void add_categories(const std::string& name, const Array& array,
                      std::vector<std::string> labels) {
    FrameColumn& column = add(name, array);
    column.type = ColumnType::category;
    column.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
    const auto* const codes = static_cast<const std::int32_t*>(array.data());
    column.valid = valid_bits(frame_->rows, column.nulls,
                              [codes](std::int64_t row) { return codes[row] < 0; });
  }

  SharedFrame finish() { return std::exchange(frame_, nullptr); }

 private:
  FrameColumn& add(const std::string& name, const Array& array) {
    if (static_cast<std::int64_t>(array.shape(0)) != frame_->rows) {
      throw nb::value_error(("column '" + name + "' has another number of rows").c_str());
    }
    FrameColumn& column = frame_->columns.emplace_back();
    column.name = name;
    column.values = array.data();
    column.owner = owner_of(nb::cast(array));
    return column;
  }

  std::shared_ptr<Frame> frame_ = std::make_shared<Frame>();
};

nb::capsule stream_of(const SharedFrame& frame) {
  auto stream = std::make_unique<ArrowArrayStream>();
  export_frame(frame, stream.get());
  return {stream.release(), "arrow_array_stream", [](void* pointer) noexcept {
            auto* const left = static_cast<ArrowArrayStream*>(pointer);
            if (left->release != nullptr) {
              left->release(left);
            }
            delete left;
          }};
}

template <class Value>
nb::object array_of(const SharedFrame& frame, const void* values, std::int64_t rows) {
  const nb::capsule owner(new SharedFrame(frame), [](void* pointer) noexcept {
    delete static_cast<SharedFrame*>(pointer);
  });
  return nb::cast(nb::ndarray<nb::numpy, const Value, nb::ndim<1>>(
      static_cast<const Value*>(values), {static_cast<std::size_t>(rows)}, owner));
}

const FrameColumn& column_of(const Frame& frame, const std::string& name) {
  const FrameColumn* const column = frame.find(name);
  if (column == nullptr) {
    throw nb::key_error(name.c_str());
  }
  return *column;
}

nb::object texts_of(const FrameColumn& column, std::int64_t rows) {
  const auto* const offsets = static_cast<const std::int32_t*>(column.values);
  nb::list texts;
  for (std::int64_t row = 0; row < rows; ++row) {
    texts.append(nb::str(column.bytes + offsets[row],
                         static_cast<std::size_t>(offsets[row + 1] - offsets[row])));
  }
  return texts;
}

// A read-only view of the column's memory; of texts a list.
nb::object values_of(const SharedFrame& frame, const std::string& name) {
  const FrameColumn& column = column_of(*frame, name);
  switch (column.type) {
    case ColumnType::number:
      return array_of<double>(frame, column.values, frame->rows);
    case ColumnType::scalar:
      return array_of<float>(frame, column.values, frame->rows);
    case ColumnType::boolean:
      return array_of<std::uint8_t>(frame, column.values, frame->rows);
    case ColumnType::category:
      return column.width == 1 ? array_of<std::int8_t>(frame, column.values, frame->rows)
                               : array_of<std::int32_t>(frame, column.values, frame->rows);
    case ColumnType::text:
      return texts_of(column, frame->rows);
    default:
      return array_of<std::int64_t>(frame, column.values, frame->rows);
  }
}

const char* kind_of(const FrameColumn& column) {
  switch (column.type) {
    case ColumnType::number:
      return "number";
    case ColumnType::scalar:
      return "scalar";
    case ColumnType::integer:
      return "integer";
    case ColumnType::time:
      return "time";
    case ColumnType::text:
      return "text";
    case ColumnType::category:
      return "category";
    case ColumnType::boolean:
      return "boolean";
  }
  return "";
}

std::vector<std::string> names_of(const Frame& frame) {
  std::vector<std::string> names;
  for (const FrameColumn& column : frame.columns) {
    names.push_back(column.name);
  }
  return names;
}

std::vector<std::string> labels_of(const Frame& frame, const std::string& name) {
  const FrameColumn& column = column_of(frame, name);
  return column.labels != nullptr ? *column.labels : std::vector<std::string>();
}

}  // namespace

void bind_frame(nb::module_& module) {
  nb::class_<Frame>(module, "Frame", "Columns in memory, shared with whoever made them.")
      .def_prop_ro("names", names_of)
      .def_ro("rows", &Frame::rows)
      .def("kind", [](const Frame& frame,
                      const std::string& name) { return kind_of(column_of(frame, name)); })
      .def("labels", labels_of, "What the codes of a category stand for.")
      .def("values", [](const std::shared_ptr<Frame>& frame,
                        const std::string& name) { return values_of(frame, name); })
      .def(
          "stream", [](const std::shared_ptr<Frame>& frame) { return stream_of(frame); },
          "A PyCapsule with an ArrowArrayStream.");
  nb::class_<FrameBuilder>(module, "FrameBuilder")
      .def(nb::init<std::int64_t>())
      .def("add_numbers", &FrameBuilder::add_numbers)
      .def("add_times", &FrameBuilder::add_times)
      .def("add_categories", &FrameBuilder::add_categories)
      .def("finish",
           [](FrameBuilder& builder) { return std::const_pointer_cast<Frame>(builder.finish()); });
}

}  // namespace barometer::python
