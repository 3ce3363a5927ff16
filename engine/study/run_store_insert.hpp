// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "study/run_store_rows.hpp"
#include "study/run_store_sql.hpp"

namespace barometer::study {

// Puts rows into an open store; the caller makes the transactions.
class RowInserter {
 public:
  explicit RowInserter(const Database& database);

  // The id of the row; 0 where the study has a done trial of this kind and number already.
  std::int64_t insert(const RunRow& row);

  // Of a row that is there, in place of what was kept of it.
  void insert_returns(std::int64_t run, const RowReturns& returns);

 private:
  std::int64_t variant_id(const std::shared_ptr<const RunVariant>& variant);
  std::int64_t insert_variant(const RunVariant& variant);
  std::int64_t sessions_id(const std::shared_ptr<const std::vector<std::int64_t>>& ends);
  void bind_texts(const RunRow& row);
  void bind_text_or_null(int parameter, std::string_view text);

  Statement run_;
  Statement variant_;
  Statement find_variant_;
  Statement symbol_;
  Statement sessions_;
  Statement find_sessions_;
  Statement returns_;
  // Of the objects seen so far, which are kept alive so that no other gets their address.
  std::unordered_map<std::shared_ptr<const RunVariant>, std::int64_t> variants_;
  std::unordered_map<std::shared_ptr<const std::vector<std::int64_t>>, std::int64_t> ends_;
  std::string params_;  // texts that a statement borrows
  std::string metrics_;
};

// The system's clock: ns since 1970, UTC.
std::int64_t now_ns();

}  // namespace barometer::study
