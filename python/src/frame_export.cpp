// SPDX-License-Identifier: Apache-2.0
// The producer's side of the Arrow C data and stream interfaces
// (arrow.apache.org/docs/format/CDataInterface.html).
#include <array>
#include <cerrno>
#include <deque>
#include <new>
#include <utility>

#include "frame.hpp"

namespace barometer::python {

namespace {

using SharedFrame = std::shared_ptr<const Frame>;

// What an exported schema points at.
struct SchemaOwner {
  std::deque<std::string> texts;  // whose addresses stay
  std::deque<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

// What an exported array points at.
struct ArrayOwner {
  SharedFrame frame;
  std::deque<ArrowArray> children;
  std::deque<std::array<const void*, 3>> buffers;
  std::deque<std::vector<std::int32_t>> offsets;
  std::deque<std::string> bytes;
  std::deque<std::vector<std::uint8_t>> packed;
  std::vector<ArrowArray*> pointers;
};

// Children may be moved out and then are released by whoever took them: they share their owner.
template <class Struct, class Owner>
void hand_over(Struct& out, const std::shared_ptr<Owner>& owner) {
  out.private_data = new std::shared_ptr<Owner>(owner);
  out.release = [](Struct* released) {
    for (std::int64_t i = 0; i < released->n_children; ++i) {
      if (released->children[i]->release != nullptr) {
        released->children[i]->release(released->children[i]);
      }
    }
    if (released->dictionary != nullptr && released->dictionary->release != nullptr) {
      released->dictionary->release(released->dictionary);
    }
    delete static_cast<std::shared_ptr<Owner>*>(released->private_data);
    released->release = nullptr;
  };
}

const char* format_of(const FrameColumn& column) {
  switch (column.type) {
    case ColumnType::number:
      return "g";
    case ColumnType::scalar:
      return "f";
    case ColumnType::integer:
      return "l";
    case ColumnType::time:
      return column.unit.c_str();
    case ColumnType::text:
      return "u";
    case ColumnType::category:
      return column.width == 1 ? "c" : "i";
    case ColumnType::boolean:
      return "b";
  }
  return "n";
}

void describe(const std::shared_ptr<SchemaOwner>& owner, const char* format,
              const std::string& name, ArrowSchema& out) {
  out = {};
  out.format = owner->texts.emplace_back(format).c_str();
  out.name = owner->texts.emplace_back(name).c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  hand_over(out, owner);
}

void export_schema(const Frame& frame, ArrowSchema& out) {
  const auto owner = std::make_shared<SchemaOwner>();
  for (const FrameColumn& column : frame.columns) {
    ArrowSchema& child = owner->children.emplace_back();
    describe(owner, format_of(column), column.name, child);
    owner->pointers.push_back(&child);
    if (column.type == ColumnType::category) {
      ArrowSchema& labels = owner->children.emplace_back();
      describe(owner, "u", "", labels);
      child.dictionary = &labels;
    }
  }
  describe(owner, "+s", "", out);
  out.flags = 0;
  out.n_children = static_cast<std::int64_t>(owner->pointers.size());
  out.children = owner->pointers.data();
}

ArrowArray& add_array(const std::shared_ptr<ArrayOwner>& owner, std::int64_t rows,
                      std::array<const void*, 3> buffers, std::int64_t count) {
  ArrowArray& array = owner->children.emplace_back();
  array = {};
  array.length = rows;
  array.n_buffers = count;
  array.buffers = owner->buffers.emplace_back(buffers).data();
  hand_over(array, owner);
  return array;
}

ArrowArray& add_labels(const std::shared_ptr<ArrayOwner>& owner,
                       const std::vector<std::string>& labels) {
  std::vector<std::int32_t>& offsets = owner->offsets.emplace_back(1, 0);
  std::string& bytes = owner->bytes.emplace_back();
  for (const std::string& label : labels) {
    bytes += label;
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  return add_array(owner, static_cast<std::int64_t>(labels.size()),
                   {nullptr, offsets.data(), bytes.data()}, 3);
}

const void* packed_bits(ArrayOwner& owner, const FrameColumn& column, std::int64_t rows) {
  std::vector<std::uint8_t>& bits =
      owner.packed.emplace_back(static_cast<std::size_t>(rows + 7) / 8, 0);
  const auto* const values = static_cast<const std::uint8_t*>(column.values);
  for (std::int64_t row = 0; row < rows; ++row) {
    bits[static_cast<std::size_t>(row / 8)] |=
        static_cast<std::uint8_t>((values[row] != 0 ? 1U : 0U) << (row % 8));
  }
  return bits.data();
}

ArrowArray& add_column(const std::shared_ptr<ArrayOwner>& owner, const FrameColumn& column,
                       std::int64_t rows) {
  const void* const valid = column.valid != nullptr ? column.valid->data() : nullptr;
  const bool is_text = column.type == ColumnType::text;
  const void* const values =
      column.type == ColumnType::boolean ? packed_bits(*owner, column, rows) : column.values;
  ArrowArray& array =
      add_array(owner, rows, {valid, values, is_text ? column.bytes : nullptr}, is_text ? 3 : 2);
  array.null_count = column.nulls;
  if (column.type == ColumnType::category) {
    array.dictionary = &add_labels(owner, *column.labels);
  }
  return array;
}

void export_array(const SharedFrame& frame, ArrowArray& out) {
  const auto owner = std::make_shared<ArrayOwner>();
  owner->frame = frame;
  for (const FrameColumn& column : frame->columns) {
    owner->pointers.push_back(&add_column(owner, column, frame->rows));
  }
  out = {};
  out.length = frame->rows;
  out.n_buffers = 1;
  out.buffers = owner->buffers.emplace_back().data();
  out.n_children = static_cast<std::int64_t>(owner->pointers.size());
  out.children = owner->pointers.data();
  hand_over(out, owner);
}

struct StreamOwner {
  SharedFrame frame;
  bool read = false;
};

StreamOwner& owner_of(ArrowArrayStream* stream) {
  return *static_cast<StreamOwner*>(stream->private_data);
}

template <class Export>
int without_exceptions(const Export& made) {
  try {
    made();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

}  // namespace

const FrameColumn* Frame::find(const std::string& name) const {
  for (const FrameColumn& column : columns) {
    if (column.name == name) {
      return &column;
    }
  }
  return nullptr;
}

void export_frame(SharedFrame frame, ArrowArrayStream* out) {
  out->private_data = new StreamOwner{std::move(frame)};
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    return without_exceptions([&] { export_schema(*owner_of(stream).frame, *schema); });
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    *array = {};
    return without_exceptions([&] {
      if (!std::exchange(owner_of(stream).read, true)) {
        export_array(owner_of(stream).frame, *array);
      }
    });
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return "out of memory"; };
  out->release = [](ArrowArrayStream* stream) {
    delete &owner_of(stream);
    stream->release = nullptr;
  };
}

}  // namespace barometer::python
