// SPDX-License-Identifier: Apache-2.0
#include "bar_tags.hpp"

#include <nanobind/stl/string.h>

#include <cmath>
#include <optional>
#include <string>

namespace nb = nanobind;

namespace barometer::python {

namespace {

using nb::literals::operator""_a;

std::optional<std::size_t> number_in(const nb::dict& numbers, nb::handle name) {
  PyObject* const found = PyDict_GetItemWithError(numbers.ptr(), name.ptr());
  if (found == nullptr) {
    if (PyErr_Occurred() != nullptr) {
      throw nb::python_error();
    }
    return std::nullopt;
  }
  return PyLong_AsSize_t(found);
}

std::string known(const BarTags& tags) {
  return nb::cast<std::string>(nb::str(", ").attr("join")(tags.names().names));
}

nb::object item(const BarTags& tags, nb::handle name) {
  const auto number = number_in(tags.names().numbers, name);
  if (!number) {
    const std::string text = nb::cast<std::string>(nb::str(name));
    throw nb::key_error(("there is no tag '" + text + "'; there are " + known(tags)).c_str());
  }
  return tags.value(*number);
}

// An attribute of the class that is not there.
PyObject* no_tag(PyObject* self, PyObject* name) {
  if (PyErr_ExceptionMatches(PyExc_AttributeError) != 0 && nb::inst_ready(self)) {
    PyErr_Clear();
    PyErr_Format(PyExc_AttributeError, "there is no tag '%U'; there are %s", name,
                 known(*nb::inst_ptr<BarTags>(self)).c_str());
  }
  return nullptr;
}

// In the type's slot, because looking for a class's attribute in vain takes longer than a bar.
PyObject* attribute(PyObject* self, PyObject* name) noexcept {
  try {
    if (nb::inst_ready(self)) {
      const BarTags& tags = *nb::inst_ptr<BarTags>(self);
      if (const auto number = number_in(tags.names().attributes, name)) {
        return tags.value(*number).release().ptr();
      }
    }
    PyObject* const found = PyObject_GenericGetAttr(self, name);
    return found != nullptr ? found : no_tag(self, name);
  } catch (nb::python_error& raised) {
    raised.restore();
  } catch (const std::exception& thrown) {
    PyErr_SetString(PyExc_RuntimeError, thrown.what());
  }
  return nullptr;
}

nb::dict dict_of(const BarTags& tags) {
  nb::dict values;
  for (std::size_t d = 0; d < tags.names().labels.size(); ++d) {
    values[tags.names().names[d]] = tags.value(d);
  }
  return values;
}

// Pickled it is a dict.
nb::tuple as_dict(const BarTags& tags) {
  return nb::make_tuple(nb::borrow(reinterpret_cast<PyObject*>(&PyDict_Type)),
                        nb::make_tuple(dict_of(tags)));
}

}  // namespace

TagNames::TagNames(const std::vector<backtest::StreamTagger::Dimension>& dimensions) {
  nb::list listed;
  for (const auto& dimension : dimensions) {
    const nb::str name(dimension.name.c_str());
    numbers[name] = listed.size();
    if (!nb::hasattr(nb::type<BarTags>(), name)) {
      attributes[name] = listed.size();
    }
    listed.append(name);
    auto& own = labels.emplace_back();
    for (const std::string& label : dimension.labels) {
      own.push_back(nb::cast(label));
    }
  }
  names = nb::tuple(listed);
}

BarTags::BarTags(std::shared_ptr<const TagNames> names,
                 std::span<const backtest::StreamTagger::Tag> tags)
    : names_(std::move(names)), values_(new Value[tags.size()]) {
  for (std::size_t i = 0; i < tags.size(); ++i) {
    values_[i] = {tags[i].scalar, tags[i].category, tags[i].changed};
  }
}

nb::object BarTags::value(std::size_t dimension) const {
  const Value& value = values_[dimension];
  const std::vector<nb::object>& labels = names_->labels[dimension];
  if (!labels.empty()) {
    return value.category < 0 ? nb::none() : labels[static_cast<std::size_t>(value.category)];
  }
  return std::isnan(value.scalar) ? nb::none()
                                  : nb::object(nb::float_(static_cast<double>(value.scalar)));
}

nb::tuple BarTags::changed() const {
  nb::list changed;
  for (std::size_t d = 0; d < names_->labels.size(); ++d) {
    if (values_[d].changed) {
      changed.append(names_->names[d]);
    }
  }
  return nb::tuple(changed);
}

void bind_bar_tags(nb::module_& module) {
  const PyType_Slot slots[] = {{Py_tp_getattro, reinterpret_cast<void*>(&attribute)}, {0, nullptr}};
  nb::class_<BarTags> type(module, "BarTags", nb::type_slots(slots),
                           "The tags of one bar by the names of their dimensions: `tags.trend`, "
                           "`tags[\"daily.trend\"]`, `dict(tags)`. A label is a string, a number "
                           "a float; None where nothing is known.");
  type.def_prop_ro("changed", &BarTags::changed, nb::sig("def changed(self) -> tuple[str, ...]"),
                   "Dimensions whose label is another than at the symbol's bar before.")
      .def(
          "keys", [](const BarTags& tags) { return tags.names().names; },
          nb::sig("def keys(self) -> tuple[str, ...]"))
      .def("__getitem__", item, "name"_a,
           nb::sig("def __getitem__(self, name: str, /) -> str | float | None"))
      .def(
          "__contains__",
          [](const BarTags& tags, nb::handle name) {
            return number_in(tags.names().numbers, name).has_value();
          },
          nb::sig("def __contains__(self, name: object, /) -> bool"))
      .def("__len__", [](const BarTags& tags) { return tags.names().labels.size(); })
      .def(
          "__iter__", [](const BarTags& tags) { return nb::iter(tags.names().names); },
          nb::sig("def __iter__(self) -> collections.abc.Iterator[str]"))
      .def(
          "__eq__",
          [](const BarTags& one, const BarTags& other) {
            return dict_of(one).equal(dict_of(other));
          },
          nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
      .def("__repr__", [](const BarTags& tags) { return nb::repr(dict_of(tags)); })
      .def("__reduce__", as_dict, nb::sig("def __reduce__(self) -> tuple[typing.Any, ...]"));
  type.attr("__hash__") = nb::none();  // as of a dict
}

}  // namespace barometer::python
