// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

namespace barometer::study {

class Database;

// In the file's header: "BmRn", and the number of this schema.
constexpr std::int64_t kStoreApplication = 0x426d526e;
constexpr std::int64_t kStoreVersion = 1;

// The statements that make the tables; docs/run_store.md explains every column.
std::span<const char* const> store_schema();

// Makes the tables of an empty file and sets its mode: write-ahead log, every commit on the disk
// before it is reported. Throws Error{bad_input} for a file of another program or another version.
// `patience`: how long it waits for somebody who makes the same file.
void prepare_store(const Database& database, std::chrono::milliseconds patience);

// The same check for a file that is only read.
void require_store(const Database& database);

}  // namespace barometer::study
