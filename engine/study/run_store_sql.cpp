// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_sql.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace barometer::study {

namespace {

struct Meaning {
  int code;
  core::ErrorKind kind;
  const char* what;
  const char* fix;
};

constexpr Meaning kMeanings[] = {
    {SQLITE_FULL, core::ErrorKind::write_failed, "the disk is full", "make room on its disk"},
    {SQLITE_IOERR, core::ErrorKind::write_failed, "the disk does not take or give its bytes",
     "look at the disk's room and state"},
    {SQLITE_READONLY, core::ErrorKind::write_failed, "it may not be written",
     "give yourself leave to write the file and its folder"},
    {SQLITE_CANTOPEN, core::ErrorKind::write_failed, "it cannot be opened",
     "the folder must exist, and files must be allowed to be made beside it (-wal, -shm)"},
    {SQLITE_PERM, core::ErrorKind::write_failed, "it may not be opened",
     "give yourself leave to read and write it"},
    {SQLITE_BUSY, core::ErrorKind::write_failed, "another program keeps it locked",
     "wait for that program, or end it; nothing was lost that was reported done"},
    {SQLITE_LOCKED, core::ErrorKind::write_failed, "another program keeps it locked",
     "wait for that program, or end it"},
    {SQLITE_CORRUPT, core::ErrorKind::bad_input, "the file is damaged",
     "move it away, and bring back a copy or begin a new one"},
    {SQLITE_NOTADB, core::ErrorKind::bad_input, "the file is no run store",
     "move it away, or name another folder in output.dir"}};

// As a URI, in which nothing of a path has a meaning of its own.
std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const char letter : path) {
    if (letter == '%' || letter == '?' || letter == '#') {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    } else {
      uri += letter;
    }
  }
  return uri;
}

// Whether nobody of this user's rights can be writing: then the file is read without the -wal and
// -shm beside it, which could not be made.
bool cannot_change(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  std::error_code error;
  const std::uintmax_t log = std::filesystem::file_size(file.string() + "-wal", error);
  return ::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0 && (error || log == 0);
}

}  // namespace

Database::Database(const std::filesystem::path& file, Access access,
                   std::chrono::milliseconds patience)
    : path_(file.string()) {
  open(access);
  sqlite3_busy_timeout(connection_, static_cast<int>(patience.count()));
}

void Database::open(Access access) {
  constexpr int kWrite[] = {SQLITE_OPEN_READONLY, SQLITE_OPEN_READWRITE,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  const int flags = kWrite[static_cast<int>(access)] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  const bool still = access == Access::read && cannot_change(path_);
  const std::string uri = uri_of(path_) + (still ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &connection_, flags, nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close(std::exchange(connection_, nullptr));
    fail(code);
  }
}

Database::~Database() {
  sqlite3_close_v2(connection_);
}

void Database::fail(int code) const {
  const std::string detail =
      connection_ != nullptr ? sqlite3_errmsg(connection_) : sqlite3_errstr(code);
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == (code & 0xff)) {
      throw core::Error(
          meaning.kind,
          core::Fault{path_, fmt::format("run store: {} ({})", meaning.what, detail), meaning.fix});
    }
  }
  throw core::Error(core::ErrorKind::defect, core::Fault{path_, "run store: " + detail, ""});
}

void Database::fail_damaged(const std::string& what) const {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{path_, "run store: the file is damaged (" + what + ")",
                                "move it away, and bring back a copy or begin a new one"});
}

bool Database::try_execute(const char* sql) const {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) {
    fail(code);
  }
  return code == SQLITE_OK;
}

void Database::execute(const char* sql) const {
  if (!try_execute(sql)) {
    fail(SQLITE_BUSY);
  }
}

std::int64_t Database::integer(std::string_view sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::changed() const {
  return sqlite3_changes64(connection_);
}

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  check(sqlite3_prepare_v3(database.connection_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

void Statement::check(int code) {
  if (code != SQLITE_OK) {
    database_->fail(code);
  }
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  check(sqlite3_bind_double(statement_, parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  check(sqlite3_bind_text(statement_, parameter, text.data() == nullptr ? "" : text.data(),
                          static_cast<int>(text.size()), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::byte> bytes) {
  check(sqlite3_bind_blob(statement_, parameter, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  check(sqlite3_bind_null(statement_, parameter));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) {
    return true;
  }
  reset();
  if (code != SQLITE_DONE) {
    database_->fail(code);
  }
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(statement_);
}

bool Statement::null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
  const auto bytes = this->bytes(column);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);  // before its size is asked for
  const int size = sqlite3_column_bytes(statement_, column);
  return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
}

Transaction::Transaction(const Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (open_) {
    try {
      database_.execute("ROLLBACK");
    } catch (const core::Error&) {  // a failed statement has rolled it back already
    }
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace barometer::study
