// SPDX-License-Identifier: Apache-2.0
#include "study/trial_message.hpp"

#include <utility>

#include "core/byte_stream.hpp"

namespace barometer::study {

using core::ByteReader;
using core::ByteWriter;

namespace {

ByteReader reader_of(std::string_view bytes) {
  return {bytes, core::Error(core::ErrorKind::plugin_failed,
                             core::Fault{"", "its process sent what is no trial", ""})};
}

constexpr RunKind kLastKind = RunKind::holdout;
constexpr RunState kLastState = RunState::refused;

// An enumeration from a process of a plug-in may be any number.
template <class Enum>
Enum checked(ByteReader& bytes, Enum last) {
  const auto number = bytes.got<std::underlying_type_t<Enum>>();
  if (number < 0 || number > static_cast<std::underlying_type_t<Enum>>(last)) {
    bytes.refuse();
  }
  return static_cast<Enum>(number);
}

// Everything of a variant but its hash. `put_or_get` is called with each part.
template <class Variant, class PutOrGet>
void each_part_of_variant(Variant& variant, const PutOrGet& put_or_get) {
  put_or_get(variant.strategy);
  put_or_get(variant.config);
  put_or_get(variant.data_hash);
  put_or_get(variant.engine);
  put_or_get(variant.plugins);
  put_or_get(variant.symbols);
  put_or_get(variant.reusable);
}

std::shared_ptr<const RunVariant> variant_in(ByteReader& bytes, const std::string& hash) {
  auto variant = std::make_shared<RunVariant>();
  variant->hash = hash;
  each_part_of_variant(*variant, [&bytes](auto& part) { bytes.get(part); });
  return variant;
}

// Everything of a row but variant and returns. `put_or_get` is called with each part.
template <class Row, class PutOrGet>
void each_part(Row& row, const PutOrGet& put_or_get) {
  put_or_get(row.identity);
  put_or_get(row.study);
  put_or_get(row.number);
  put_or_get(row.reason);
  put_or_get(row.folder);
  put_or_get(row.values);
  put_or_get(row.params);
  put_or_get(row.objective);
  put_or_get(row.fingerprint);
  put_or_get(row.first_ns);
  put_or_get(row.last_ns);
  put_or_get(row.seconds);
  put_or_get(row.created_ns);
}

void put_metrics(const std::vector<RowMetric>& metrics, ByteWriter& bytes) {
  bytes.put(std::uint64_t{metrics.size()});
  for (const RowMetric& metric : metrics) {
    bytes.put(metric.key);
    bytes.put(metric.value);
  }
}

std::vector<RowMetric> metrics_in(ByteReader& bytes) {
  std::vector<RowMetric> metrics;
  for (auto left = bytes.got<std::uint64_t>(); left > 0; --left) {
    RowMetric metric{};
    bytes.get(metric.key);
    bytes.get(metric.value);
    metrics.push_back(std::move(metric));
  }
  return metrics;
}

}  // namespace

std::string encode(const TrialOrder& order) {
  ByteWriter bytes;
  bytes.put(order.set.kind);
  bytes.put(order.set.window.from_ns);
  bytes.put(order.set.window.to_ns);
  bytes.put(order.set.keeps_returns);
  bytes.put(order.set.earlier.has_value());
  if (order.set.earlier) {
    bytes.put(order.set.earlier->store.string());
    bytes.put(order.set.earlier->last_row);
  }
  bytes.put(order.numbers);
  return bytes.take();
}

TrialOrder decode_order(std::string_view from) {
  ByteReader bytes = reader_of(from);
  TrialOrder order;
  order.set.kind = checked(bytes, kLastKind);
  bytes.get(order.set.window.from_ns);
  bytes.get(order.set.window.to_ns);
  bytes.get(order.set.keeps_returns);
  if (bytes.got<bool>()) {
    EarlierRuns earlier;
    earlier.store = bytes.got<std::string>();
    bytes.get(earlier.last_row);
    order.set.earlier = std::move(earlier);
  }
  bytes.get(order.numbers);
  if (!bytes.at_end()) {
    bytes.refuse();
  }
  return order;
}

std::string TrialEncoder::encode(const MadeTrial& made) {
  const RunRow& row = made.row;
  ByteWriter bytes;
  bytes.put(row.kind);
  bytes.put(row.state);
  bytes.put(made.longest_trip_ns);
  bytes.put(made.recalled);
  bytes.put(row.variant->hash);
  const bool is_new = variants_.insert(row.variant->hash).second;
  bytes.put(is_new);
  if (is_new) {
    each_part_of_variant(*row.variant, [&bytes](const auto& part) { bytes.put(part); });
  }
  each_part(row, [&bytes](const auto& part) { bytes.put(part); });
  put_metrics(row.metrics, bytes);
  bytes.put(row.returns.has_value());
  if (row.returns) {
    bytes.put(row.returns->values);
    const bool other = ends_ != row.returns->session_ends;
    bytes.put(other);
    if (other) {
      ends_ = row.returns->session_ends;
      bytes.put(*ends_);
    }
  }
  return bytes.take();
}

MadeTrial TrialDecoder::decode(std::string_view from) {
  ByteReader bytes = reader_of(from);
  MadeTrial made;
  RunRow& row = made.row;
  row.kind = checked(bytes, kLastKind);
  row.state = checked(bytes, kLastState);
  bytes.get(made.longest_trip_ns);
  bytes.get(made.recalled);
  const auto hash = bytes.got<std::string>();
  if (bytes.got<bool>()) {
    variants_[hash] = variant_in(bytes, hash);
  }
  row.variant = variants_[hash];
  each_part(row, [&bytes](auto& part) { bytes.get(part); });
  row.metrics = metrics_in(bytes);
  if (bytes.got<bool>()) {
    auto values = bytes.got<std::vector<double>>();
    if (bytes.got<bool>()) {
      ends_ =
          std::make_shared<const std::vector<std::int64_t>>(bytes.got<std::vector<std::int64_t>>());
    }
    row.returns = RowReturns{std::move(values), ends_};
  }
  if (row.variant == nullptr || !bytes.at_end() ||
      (row.returns && (ends_ == nullptr || ends_->size() != row.returns->values.size()))) {
    bytes.refuse();
  }
  return made;
}

}  // namespace barometer::study
