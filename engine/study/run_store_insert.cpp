// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_insert.hpp"

#include <chrono>
#include <span>

#include "core/hash.hpp"
#include "study/run_store_codec.hpp"
#include "study/run_store_json.hpp"

namespace barometer::study {

namespace {

constexpr std::string_view kInsertRun =
    "INSERT INTO runs(kind, variant, study, number, identity, counted, state, reason, folder,"
    " params, objective, metrics, fingerprint, first_ns, last_ns, seconds, created_ns)"
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"
    " ON CONFLICT(study, kind, number) DO UPDATE SET variant=?2, identity=?5, counted=?6,"
    " state=?7, reason=?8, folder=?9, params=?10, objective=?11, metrics=?12, fingerprint=?13,"
    " first_ns=?14, last_ns=?15, seconds=?16, created_ns=?17"
    " WHERE runs.state IN ('failed', 'refused') RETURNING id";

constexpr std::size_t kMostKept = 1024;  // variants and session ends whose ids are remembered

// The only row of a statement; 0 where there is none.
std::int64_t only_id(Statement& statement) {
  std::int64_t id = 0;
  while (statement.step()) {
    id = statement.integer(0);
  }
  return id;
}

// Of the kinds, those that are searches of their own: what a best result was chosen from.
bool counts(RunKind kind) {
  return kind == RunKind::run || kind == RunKind::trial || kind == RunKind::fold;
}

}  // namespace

std::int64_t now_ns() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

RowInserter::RowInserter(const Database& database)
    : run_(database, kInsertRun),
      variant_(database,
               "INSERT INTO variants(hash, strategy, config, data_hash, engine, plugins, reusable)"
               " VALUES(?,?,?,?,?,?,?) RETURNING id"),
      find_variant_(database, "SELECT id FROM variants WHERE hash=?"),
      symbol_(database, "INSERT INTO variant_symbols(variant, position, symbol) VALUES(?,?,?)"),
      sessions_(database, "INSERT INTO sessions(hash, count, ends) VALUES(?,?,?) RETURNING id"),
      find_sessions_(database, "SELECT id FROM sessions WHERE hash=?"),
      returns_(database,
               "INSERT OR REPLACE INTO returns(run, sessions, count, data) VALUES(?,?,?,?)") {}

std::int64_t RowInserter::insert_variant(const RunVariant& variant) {
  variant_.bind(1, variant.hash).bind(2, variant.strategy).bind(3, variant.config);
  variant_.bind(4, variant.data_hash).bind(5, variant.engine).bind(6, variant.plugins);
  variant_.bind(7, std::int64_t{variant.reusable});
  const std::int64_t id = only_id(variant_);
  for (std::size_t symbol = 0; symbol < variant.symbols.size(); ++symbol) {
    symbol_.bind(1, id).bind(2, static_cast<std::int64_t>(symbol)).bind(3, variant.symbols[symbol]);
    symbol_.run();
  }
  return id;
}

std::int64_t RowInserter::variant_id(const std::shared_ptr<const RunVariant>& variant) {
  const auto known = variants_.find(variant);
  if (known != variants_.end()) {
    return known->second;
  }
  find_variant_.bind(1, variant->hash);
  std::int64_t id = only_id(find_variant_);
  if (id == 0) {
    id = insert_variant(*variant);
  }
  if (variants_.size() >= kMostKept) {
    variants_.clear();
  }
  variants_.emplace(variant, id);
  return id;
}

std::int64_t RowInserter::sessions_id(
    const std::shared_ptr<const std::vector<std::int64_t>>& ends) {
  const auto known = ends_.find(ends);
  if (known != ends_.end()) {
    return known->second;
  }
  const std::span<const std::byte> bytes = std::as_bytes(std::span(*ends));
  core::Hash hash;
  hash.add(bytes);
  const std::string digits = hash.hex();
  find_sessions_.bind(1, digits);
  std::int64_t id = only_id(find_sessions_);
  if (id == 0) {
    const std::vector<std::byte> packed = pack(bytes);
    sessions_.bind(1, digits).bind(2, static_cast<std::int64_t>(ends->size()));
    sessions_.bind(3, std::span<const std::byte>(packed));
    id = only_id(sessions_);
  }
  if (ends_.size() >= kMostKept) {
    ends_.clear();
  }
  ends_.emplace(ends, id);
  return id;
}

void RowInserter::insert_returns(std::int64_t run, const RowReturns& returns) {
  const std::vector<std::byte> packed = pack(std::as_bytes(std::span(returns.values)));
  returns_.bind(1, run).bind(2, sessions_id(returns.session_ends));
  returns_.bind(3, static_cast<std::int64_t>(returns.values.size()));
  returns_.bind(4, std::span<const std::byte>(packed));
  returns_.run();
}

void RowInserter::bind_text_or_null(int parameter, std::string_view text) {
  text.empty() ? run_.bind_null(parameter) : run_.bind(parameter, text);
}

void RowInserter::bind_texts(const RunRow& row) {
  params_.clear();
  metrics_.clear();
  if (row.study) {
    append_values(params_, row.values);
  } else {
    append_params(params_, row.params);
  }
  if (!row.metrics.empty()) {
    append_metrics(metrics_, row.metrics);
  }
  run_.bind(1, to_string(row.kind)).bind(5, row.identity).bind(7, to_string(row.state));
  bind_text_or_null(8, row.reason);
  bind_text_or_null(9, row.folder);
  bind_text_or_null(10, params_);
  bind_text_or_null(12, metrics_);
  bind_text_or_null(13, row.fingerprint);
}

std::int64_t RowInserter::insert(const RunRow& row) {
  bind_texts(row);
  run_.bind(2, variant_id(row.variant));
  row.study ? run_.bind(3, *row.study) : run_.bind_null(3);
  row.number ? run_.bind(4, static_cast<std::int64_t>(*row.number)) : run_.bind_null(4);
  run_.bind(6, std::int64_t{counts(row.kind)});
  row.objective ? run_.bind(11, *row.objective) : run_.bind_null(11);
  run_.bind(14, row.first_ns).bind(15, row.last_ns).bind(16, row.seconds).bind(17, row.created_ns);
  const std::int64_t id = only_id(run_);
  if (id != 0 && row.returns) {
    insert_returns(id, *row.returns);
  }
  return id;
}

}  // namespace barometer::study
