// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/arrow.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Tables as another program would hand them over: written from the published specification of the
// Arrow C interfaces, by nobody who reads the engine's own reader of them.

namespace barometer_test {

struct ArrowColumn {
  std::string name;
  std::string format;
  std::vector<std::vector<std::byte>> buffers;  // behind that of nulls
  std::vector<bool> known;                      // per entry; empty: all are
  std::vector<std::string> words = {};          // of a dictionary; empty: none
};

template <class T>
std::vector<std::byte> bytes_of(const std::vector<T>& values) {
  std::vector<std::byte> bytes(values.size() * sizeof(T) + 1);  // never without an address
  if (!values.empty()) {
    std::memcpy(bytes.data(), values.data(), values.size() * sizeof(T));
  }
  return bytes;
}

template <class T>
ArrowColumn column_of(std::string name, std::string format, const std::vector<T>& values,
                      std::vector<bool> known = {}) {
  return {std::move(name), std::move(format), {bytes_of(values)}, std::move(known)};
}

inline std::vector<std::vector<std::byte>> text_buffers(const std::vector<std::string>& words) {
  std::vector<std::int32_t> offsets{0};
  std::vector<char> all;
  for (const std::string& word : words) {
    all.insert(all.end(), word.begin(), word.end());
    offsets.push_back(static_cast<std::int32_t>(all.size()));
  }
  return {bytes_of(offsets), bytes_of(all)};
}

inline ArrowColumn text_column(std::string name, const std::vector<std::string>& words,
                               std::vector<bool> known = {}) {
  return {std::move(name), "u", text_buffers(words), std::move(known)};
}

inline ArrowColumn dictionary_column(std::string name, const std::vector<std::int8_t>& numbers,
                                     std::vector<std::string> words) {
  return {std::move(name), "c", {bytes_of(numbers)}, {}, std::move(words)};
}

// What producers keep alive until a struct is released, and how many are not yet.
class ArrowProducer {
 public:
  // Rows first .. first + count of all columns are a batch; `lead` rows that are none of it stand
  // before them in the buffers, as `offset` says.
  struct Batch {
    std::int64_t first = 0;
    std::int64_t count = 0;
  };

  ArrowProducer(std::vector<ArrowColumn> columns, std::vector<Batch> batches,
                std::optional<std::string> error = {})
      : columns_(std::move(columns)), batches_(std::move(batches)), error_(std::move(error)) {}

  ArrowProducer(const ArrowProducer&) = delete;
  ArrowProducer& operator=(const ArrowProducer&) = delete;

  // One at a time; this outlives it and all that came of it.
  ArrowArrayStream* stream() {
    next_ = 0;
    ++alive_;
    stream_ = {.get_schema = get_schema,
               .get_next = get_next,
               .get_last_error = [](ArrowArrayStream* from) { return self(from).error_->c_str(); },
               .release =
                   [](ArrowArrayStream* from) {
                     --self(from).alive_;
                     from->release = nullptr;
                   },
               .private_data = this};
    return &stream_;
  }

  // Structs that nobody has released.
  int alive() const { return alive_; }

 private:
  struct SchemaParts {
    ArrowProducer* producer;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema> dictionaries;
    std::vector<ArrowSchema*> pointers;
  };

  struct ArrayParts {
    ArrowProducer* producer;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray> dictionaries;
    std::vector<std::vector<const void*>> buffers;
    std::vector<std::vector<std::byte>> kept;
    std::vector<ArrowArray*> pointers;
    const void* none = nullptr;
  };

  static ArrowProducer& self(ArrowArrayStream* stream) {
    return *static_cast<ArrowProducer*>(stream->private_data);
  }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    ArrowProducer& producer = self(stream);
    auto parts = std::make_unique<SchemaParts>();
    parts->producer = &producer;
    parts->children.resize(producer.columns_.size());
    parts->dictionaries.resize(producer.columns_.size());
    for (std::size_t i = 0; i < producer.columns_.size(); ++i) {
      const ArrowColumn& column = producer.columns_[i];
      parts->children[i].format = column.format.c_str();
      parts->children[i].name = column.name.c_str();
      if (!column.words.empty()) {
        parts->dictionaries[i].format = "u";
        parts->children[i].dictionary = &parts->dictionaries[i];
      }
      parts->pointers.push_back(&parts->children[i]);
    }
    *out = {.format = "+s",
            .name = "",
            .metadata = nullptr,
            .flags = 0,
            .n_children = static_cast<std::int64_t>(parts->children.size()),
            .children = parts->pointers.data(),
            .dictionary = nullptr,
            .release =
                [](ArrowSchema* schema) {
                  const std::unique_ptr<SchemaParts> owned(
                      static_cast<SchemaParts*>(schema->private_data));
                  --owned->producer->alive_;
                  schema->release = nullptr;
                },
            .private_data = nullptr};
    ++producer.alive_;
    out->private_data = parts.release();
    return 0;
  }

  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    ArrowProducer& producer = self(stream);
    *out = {};
    if (producer.next_ == producer.batches_.size()) {
      return producer.error_ ? 5 : 0;  // EIO
    }
    producer.make(producer.batches_[producer.next_++], out);
    return 0;
  }

  void make(const Batch& batch, ArrowArray* out) {
    auto parts = std::make_unique<ArrayParts>();
    parts->producer = this;
    parts->children.resize(columns_.size());
    parts->dictionaries.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      fill(columns_[i], batch, *parts, i);
      parts->pointers.push_back(&parts->children[i]);
    }
    // Half of where the batch begins is the table's own offset, the rest that of its columns.
    *out = {.length = batch.count,
            .null_count = 0,
            .offset = batch.first / 2,
            .n_buffers = 1,
            .n_children = static_cast<std::int64_t>(columns_.size()),
            .buffers = &parts->none,
            .children = parts->pointers.data(),
            .dictionary = nullptr,
            .release =
                [](ArrowArray* array) {
                  const std::unique_ptr<ArrayParts> owned(
                      static_cast<ArrayParts*>(array->private_data));
                  --owned->producer->alive_;
                  array->release = nullptr;
                },
            .private_data = nullptr};
    ++alive_;
    out->private_data = parts.release();
  }

  static std::vector<std::byte> bits_of(const std::vector<bool>& known) {
    std::vector<std::byte> bits((known.size() + 7) / 8);
    for (std::size_t i = 0; i < known.size(); ++i) {
      bits[i / 8] |= static_cast<std::byte>(known[i] ? 1u << (i % 8) : 0u);
    }
    return bits;
  }

  static const void* keep(ArrayParts& parts, std::vector<std::byte> bytes) {
    return parts.kept.emplace_back(std::move(bytes)).data();
  }

  static void fill(const ArrowColumn& column, const Batch& batch, ArrayParts& parts,
                   std::size_t i) {
    std::vector<const void*>& buffers = parts.buffers.emplace_back();
    buffers.push_back(column.known.empty() ? nullptr : keep(parts, bits_of(column.known)));
    for (const std::vector<std::byte>& buffer : column.buffers) {
      buffers.push_back(keep(parts, buffer));
    }
    ArrowArray& child = parts.children[i];
    child.offset = batch.first - batch.first / 2;
    child.length = batch.first / 2 + batch.count;
    child.null_count = column.known.empty() ? 0 : -1;  // not counted
    child.n_buffers = static_cast<std::int64_t>(buffers.size());
    child.buffers = buffers.data();
    if (!column.words.empty()) {
      std::vector<const void*>& words = parts.buffers.emplace_back();
      words.push_back(nullptr);
      for (std::vector<std::byte>& buffer : text_buffers(column.words)) {
        words.push_back(keep(parts, std::move(buffer)));
      }
      ArrowArray& dictionary = parts.dictionaries[i];
      dictionary.length = static_cast<std::int64_t>(column.words.size());
      dictionary.n_buffers = 3;
      dictionary.buffers = words.data();
      child.dictionary = &dictionary;
    }
  }

  std::vector<ArrowColumn> columns_;
  std::vector<Batch> batches_;
  std::optional<std::string> error_;
  ArrowArrayStream stream_{};
  std::size_t next_ = 0;
  int alive_ = 0;
};

}  // namespace barometer_test
