// SPDX-License-Identifier: Apache-2.0
#include "tables/table.hpp"

#include <fmt/format.h>

#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/safe_text.hpp"
#include "core/text.hpp"

namespace barometer::tables {

namespace {

core::Error refused(const std::string& name, std::string what, std::string fix = {}) {
  return {core::ErrorKind::bad_input, core::Fault{name, std::move(what), std::move(fix)}};
}

// Of a call of the stream that returned an errno.
core::Error failed(const std::string& name, ArrowArrayStream* stream, int code) {
  const char* const said =
      stream->get_last_error != nullptr ? stream->get_last_error(stream) : nullptr;
  return refused(name, fmt::format("its rows cannot be had: {}",
                                   said != nullptr ? core::printable(said) : std::strerror(code)));
}

OwnedSchema schema_of(OwnedStream& stream, const std::string& name) {
  OwnedSchema schema;
  if (const int code = stream.get()->get_schema(stream.get(), schema.get()); code != 0) {
    throw failed(name, stream.get(), code);
  }
  if (!schema || schema->format == nullptr || std::string_view(schema->format) != "+s") {
    throw refused(name, "it is no table of named columns",
                  "hand over a data frame or a table, not a single column");
  }
  return schema;
}

}  // namespace

void ArrowTable::add(ArrowArray* batch) {
  OwnedArray& array = batches_.emplace_back(batch);
  if (array->n_children != std::ssize(columns_) || array->length < 0 || array->offset < 0) {
    throw refused(name_, "a batch of its rows has other columns than the table");
  }
  if (std::numeric_limits<std::uint32_t>::max() - rows_ <
      static_cast<std::uint64_t>(array->length)) {
    throw refused(name_, "it has more than 4,294,967,295 rows", "hand over a part at a time");
  }
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const ArrowArray& child = *array->children[column];
    if (child.length < array->offset + array->length) {
      throw refused(name_, fmt::format("column {} has fewer rows than the table",
                                       core::shown(columns_[column].name())));
    }
    columns_[column].add(child, child.offset + array->offset, array->length);
  }
  rows_ += static_cast<std::size_t>(array->length);
}

ArrowTable ArrowTable::take(ArrowArrayStream* from, std::string name,
                            const std::function<void()>& check) {
  OwnedStream stream(from);
  ArrowTable table;
  table.name_ = std::move(name);
  const OwnedSchema schema = schema_of(stream, table.name_);
  for (std::int64_t column = 0; column < schema->n_children; ++column) {
    table.columns_.emplace_back(*schema->children[column]);
  }
  for (;;) {
    if (check) {
      check();
    }
    ArrowArray batch{};
    if (const int code = stream.get()->get_next(stream.get(), &batch); code != 0) {
      throw failed(table.name_, stream.get(), code);
    }
    if (batch.release == nullptr) {
      return table;
    }
    table.add(&batch);
  }
}

}  // namespace barometer::tables
