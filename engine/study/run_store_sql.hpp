// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

// The run store's door to SQLite: no other file of the engine knows it. Every failure is an Error
// that names the file: bad_input where the file is no store or damaged, write_failed where it
// cannot be opened, is locked by somebody else or the disk is full.

namespace barometer::study {

class Database;

// One prepared statement. Parameters count from 1, columns from 0, as in SQLite.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  // Texts and bytes are borrowed until the statement is reset.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::span<const std::byte> bytes);
  Statement& bind_null(int parameter);

  // Moves to the next row; false at the end, where the statement is reset.
  bool step();

  // Runs a statement whose rows nobody reads.
  void run();

  void reset();

  bool null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::span<const std::byte> bytes(int column) const;  // until the next step

 private:
  void check(int code);

  const Database* database_;
  sqlite3_stmt* statement_ = nullptr;
};

// One connection, for one thread at a time.
class Database {
 public:
  enum class Access { read, write, create };  // `create` makes a missing file

  // `patience`: how long a write waits for another writer before it fails.
  Database(const std::filesystem::path& file, Access access, std::chrono::milliseconds patience);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* sql) const;

  // The same; false where the file is locked, which some statements do not wait for.
  bool try_execute(const char* sql) const;

  // The first column of the first row.
  std::int64_t integer(std::string_view sql) const;

  // Rows that the last statement changed.
  std::int64_t changed() const;

  const std::string& path() const { return path_; }

  // Throws what this result code of SQLite means for the user.
  [[noreturn]] void fail(int code) const;

  // Throws that the file is damaged: `what` was found.
  [[noreturn]] void fail_damaged(const std::string& what) const;

  // A cell's value, or the file is damaged.
  template <class T>
  T whole(std::optional<T> value, const char* what) const {
    if (!value) {
      fail_damaged(what);
    }
    return std::move(*value);
  }

 private:
  friend class Statement;

  void open(Access access);

  std::string path_;
  sqlite3* connection_ = nullptr;
};

// Everything or nothing: what is not committed is rolled back.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Returns when the changes are on the disk.
  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace barometer::study
